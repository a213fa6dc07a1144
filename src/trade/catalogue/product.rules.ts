import { createHash } from 'node:crypto'
import { bad, type Checked, good } from '../../kernel/checked.ts'
import { checkGtin, isInStoreGtin } from '../../kernel/gtin.ts'
import type { BasisPoints } from '../../kernel/money.ts'
import type { FoodMark, ProductFacts, QuantityUnit } from './catalogue.types.ts'
import { baseQuantity } from './unit-price.rules.ts'

/**
 * The GST rates that goods can have, in basis points: nil, 0.25% (rough stones), 3% (gold, silver, jewellery), 5%,
 * 18% and 40%. Source: notification 9/2025-Central Tax (Rate) of 17 September 2025, in force since 22 September
 * 2025, after the 56th meeting of the GST Council. Which goods have which rate the seller states.
 */
export const gstSlabs: readonly BasisPoints[] = [0, 25, 300, 500, 1800, 4000]

/** Longest texts, in characters. */
export const longest = {
  sku: 64,
  brand: 80,
  name: 200,
  category: 80,
  maker: 300,
  consumerCare: 200,
  imageUrl: 500,
  attribute: 200,
} as const
export const mostImages = 8
export const mostAttributes = 60
/** Largest net quantity in its unit; the largest weight in grams is ten tonnes. */
export const largestQuantity = 1_000_000
export const largestWeightGrams = 10_000_000
/** Longest side of one pack. */
export const largestSideMm = 20_000
export const largestShelfLifeDays = 36_500
/** Largest stock and minimum quantity of a listing. */
export const largestCount = 100_000_000
/** ₹1 crore: a price beyond it is mistyped. */
export const largestPricePaise = 1_000_000_000

/** Lower case, letters and digits of any script, single spaces: `Tata  Salt®` and `tata-salt` are one. */
export const fold = (text: string): string => {
  const words = /^[\x20-\x7e]*$/.test(text)
    ? text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')
    : text
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
  return words.trim()
}

/**
 * What makes two registrations the same product: the GTIN; without one, brand, name and net quantity, whatever
 * their spelling (1 kg is 1000 g).
 */
export function identityKey(
  facts: Pick<ProductFacts, 'gtin' | 'brand' | 'name' | 'netQuantity' | 'unit'>,
): string {
  if (facts.gtin) return `gtin:${facts.gtin}`
  const pack = packKey(facts.netQuantity, facts.unit)
  const key = `name:${fold(facts.brand ?? '')}|${fold(facts.name)}|${pack}`
  // Some characters fold into eighteen others, and an index entry has an end.
  return key.length <= 400 ? key : `name:${createHash('sha256').update(key).digest('hex')}|${pack}`
}

const dimension: Record<QuantityUnit, string> = {
  g: 'g',
  kg: 'g',
  ml: 'ml',
  l: 'ml',
  m: 'cm',
  piece: 'piece',
}

/** The net quantity as one text, the same for 1 kg and 1000 g. */
export const packKey = (netQuantity: number, unit: QuantityUnit): string =>
  `${baseQuantity(netQuantity, unit)}${dimension[unit]}`

/** Checks a bar code number that identifies a shared product; answers it with 14 digits. */
export function checkProductGtin(text: string): Checked {
  const gtin = checkGtin(text)
  return gtin.ok && isInStoreGtin(gtin.value)
    ? bad(
        'This number is one that shops print themselves, so other shops use it for other goods. Leave the GTIN empty and use the SKU.',
      )
    : gtin
}

/** Checks a net quantity: above zero, at most three decimals, and whole for pieces. */
export function checkQuantity(netQuantity: number, unit: QuantityUnit): Checked<number> {
  if (!(netQuantity > 0 && netQuantity <= largestQuantity)) {
    return bad(
      `The net quantity is above 0 and at most ${largestQuantity}. Write what is printed on the pack.`,
    )
  }
  const thousandths = Math.round(netQuantity * 1000)
  if (Math.abs(netQuantity * 1000 - thousandths) > 1e-6 || thousandths === 0) {
    return bad('The net quantity has at most three decimals. Write it in a smaller unit.')
  }
  if (unit === 'piece' && thousandths % 1000 !== 0) {
    return bad('Pieces are counted whole. Write a whole number, or another unit.')
  }
  return good(thousandths / 1000)
}

/** Checks a rate in basis points against the slabs. */
export const checkGst = (rate: number): Checked<BasisPoints> =>
  gstSlabs.includes(rate)
    ? good(rate)
    : bad(
        'There is no such GST rate. It is one of 0, 0.25, 3, 5, 18 and 40 percent; take the one on your invoice.',
      )

// Chapters of the tariff that are food as a whole: meat, fish, dairy, vegetables, fruit, coffee and spices, cereals,
// flour, oils, preparations of all these, sugar, cocoa, and drinks. Chapter 12 (oil seeds) is food or seed for
// sowing, so its food mark tells.
const foodChapters = new Set('02 03 04 07 08 09 10 11 15 16 17 18 19 20 21 22'.split(' '))
// Within them: wool grease, inedible mixtures, glycerol, waxes, residues, and ethyl alcohol.
const notFood = /^(?:1505|1518|1520|1521|1522|2207)/

/** Whether a seller needs an FSSAI number for it: by its food mark, or by its HSN code. */
export const isFood = (hsn: string, mark: FoodMark): boolean =>
  mark !== 'none' || (foodChapters.has(hsn.slice(0, 2)) && !notFood.test(hsn))

// For goods that are counted or measured by length and whose weight nobody told.
const usualPieceGrams = 250

/** The weight to reckon with when none was told: the net quantity, a millilitre as one gram; 250 g for the rest. */
export function usualWeightGrams(netQuantity: number, unit: QuantityUnit): number {
  if (unit === 'piece' || unit === 'm') return usualPieceGrams
  const grams = unit === 'kg' || unit === 'l' ? netQuantity * 1000 : netQuantity
  return Math.min(largestWeightGrams, Math.max(1, Math.ceil(grams)))
}

/** Checks the address of a picture: https, so that no page that shows it becomes unsafe. */
export function checkImageUrl(text: string): Checked {
  const url = text.length <= longest.imageUrl && URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && !url.username && !url.password
    ? good(url.href)
    : bad(`A picture is given by its https address, at most ${longest.imageUrl} characters.`)
}

/** What to do about a bar code that two different packs carry. */
export const otherPack = (product: Pick<ProductFacts, 'brand' | 'name' | 'netQuantity' | 'unit'>): string =>
  `This bar code belongs to ${[product.brand, product.name].filter(Boolean).join(' ')}, ${product.netQuantity} ${product.unit}. ` +
  'Read the bar code on your pack again, or leave it empty.'
