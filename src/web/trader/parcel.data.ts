import type { Input } from '../api/client.ts'

type PackSize = NonNullable<Input<'registerProduct'>['body']['packSize']>

/** The sides of one pack: centimetres in forms, millimetres in the API. */
export const packSides = ['lengthMm', 'widthMm', 'heightMm'] as const

/** Names of the API's fields in the forms that ask for them. */
export const parcelFields = {
  'packSize.lengthMm': 'lengthMm',
  'packSize.widthMm': 'widthMm',
  'packSize.heightMm': 'heightMm',
}

type Form = Readonly<Record<string, string>>

/** Centimetres as they are typed; a size of which a side is missing is refused by that side. */
export function packSizeOf(form: Form): PackSize | null {
  if (!packSides.some((side) => form[side]?.trim())) return null
  const side = (name: (typeof packSides)[number]) => {
    const mm = Math.round(Number((form[name] ?? '').trim().replace(',', '.') || Number.NaN) * 10)
    return Number.isFinite(mm) ? mm : -1
  }
  return { lengthMm: side('lengthMm'), widthMm: side('widthMm'), heightMm: side('heightMm') }
}

/** `38 × 25.5 × 9 cm`. */
export const sizeText = (size: PackSize): string =>
  `${packSides.map((side) => size[side] / 10).join(' × ')} cm`

/** What stands, as somebody types it. */
export const parcelTyped = (product: {
  weightGrams: number
  packSize: PackSize | null
  keepCold: boolean
}): Form => ({
  weightGrams: String(product.weightGrams),
  keepCold: product.keepCold ? 'yes' : '',
  ...Object.fromEntries(
    packSides.map((side) => [side, product.packSize ? String(product.packSize[side] / 10) : '']),
  ),
})

/** What was typed, as the API takes it: what is no number goes as one that the API refuses by its field. */
export function parcelOf(
  form: Form,
): Pick<Input<'changeProduct'>['body'], 'weightGrams' | 'packSize' | 'keepCold'> {
  const grams = Number((form.weightGrams ?? '').trim().replaceAll(',', '') || Number.NaN)
  return {
    weightGrams: Number.isFinite(grams) ? grams : -1,
    packSize: packSizeOf(form),
    keepCold: form.keepCold === 'yes',
  }
}
