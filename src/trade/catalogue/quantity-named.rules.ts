import type { QuantityUnit } from './catalogue.types.ts'

const units: Readonly<Record<string, QuantityUnit>> = {
  g: 'g',
  gm: 'g',
  gms: 'g',
  gram: 'g',
  grams: 'g',
  kg: 'kg',
  kgs: 'kg',
  ml: 'ml',
  l: 'l',
  ltr: 'l',
  litre: 'l',
}

const quantity =
  /(?<![\p{L}\p{N}.])([0-9]{1,5}(?:\.[0-9]{1,3})?)\s?(kgs?|gms?|grams?|g|ml|ltr|litre|l)(?![\p{L}\p{N}])/giu

/**
 * The quantity that a name states, such as 500 g in "Toor Dal 500g"; undefined where it states none, several, or one
 * that is multiplied ("2 x 500 g", "pack of 4") and so need not be the whole.
 */
export function quantityNamed(name: string): { netQuantity: number; unit: QuantityUnit } | undefined {
  const found = [...name.matchAll(quantity)]
  if (found.length !== 1 || /[0-9]\s*[x×*]|[x×*]\s*[0-9]|pack of|combo|set of|\+/i.test(name))
    return undefined
  const [, number, unit] = found[0]!
  return { netQuantity: Number(number), unit: units[unit!.toLowerCase()]! }
}
