import type { Input, Reply } from '../api/client.ts'
import { useView, type View } from '../page/view.ts'
import { Button } from './button.tsx'
import { Checkbox, Field, Form, HiddenField } from './form.tsx'
import { Facts } from './layout.tsx'

/** What a carrier has to know of goods: in forms, and as it stands. */
export type ParcelGoods = Pick<Reply<'getProduct'>, 'weightGrams' | 'packSize' | 'keepCold' | 'version'>

type PackSize = NonNullable<Input<'registerProduct'>['body']['packSize']>

/** The sides of one pack: centimetres in forms, millimetres in the API. */
export const packSides = ['lengthMm', 'widthMm', 'heightMm'] as const

/** Names of the API's fields in the forms that ask for them. */
export const parcelFields = {
  'packSize.lengthMm': 'lengthMm',
  'packSize.widthMm': 'widthMm',
  'packSize.heightMm': 'heightMm',
}

type Typed = Readonly<Record<string, string>>

/** Centimetres as they are typed; a size of which a side is missing is refused by that side. */
export function packSizeOf(form: Typed): PackSize | null {
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
}): Typed => ({
  weightGrams: String(product.weightGrams),
  keepCold: product.keepCold ? 'yes' : '',
  ...Object.fromEntries(
    packSides.map((side) => [side, product.packSize ? String(product.packSize[side] / 10) : '']),
  ),
})

/** What was typed, as the API takes it: what is no number goes as one that the API refuses by its field. */
export function parcelOf(
  form: Typed,
): Pick<Input<'changeProduct'>['body'], 'weightGrams' | 'packSize' | 'keepCold'> {
  const grams = Number((form.weightGrams ?? '').trim().replaceAll(',', '') || Number.NaN)
  return {
    weightGrams: Number.isFinite(grams) ? grams : -1,
    packSize: packSizeOf(form),
    keepCold: form.keepCold === 'yes',
  }
}

/** What is wrong with a weight or a side, in so many words. */
export function parcelErrors(
  { t }: Pick<View, 't'>,
  errors: Readonly<Record<string, string>>,
): Record<string, string> {
  const said = { ...errors }
  for (const side of packSides) if (said[side]) said[side] = t('trader.parcel.side.wrong')
  if (said.weightGrams) said.weightGrams = t('trader.parcel.weight.wrong')
  return said
}

/** What a carrier has to know of one pack, to be filled in. */
export function ParcelFields({
  values,
  errors,
  isWeightKnown = false,
}: {
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  /** There is a weight, so it may be changed and not left out. */
  isWeightKnown?: boolean
}) {
  const { t } = useView()
  return (
    <>
      <div class="twos">
        <Field
          name="weightGrams"
          label={t('trader.product.weightGrams')}
          value={values.weightGrams ?? ''}
          error={errors.weightGrams}
          inputMode="numeric"
          maxLength={8}
          size={8}
          optional={!isWeightKnown}
        />
        {packSides.map((side) => (
          <Field
            key={side}
            name={side}
            label={t(`trader.product.${side}`)}
            value={values[side] ?? ''}
            error={errors[side]}
            inputMode="decimal"
            maxLength={6}
            size={8}
            optional
          />
        ))}
      </div>
      <Checkbox name="keepCold" label={t('trader.product.keepCold')} checked={values.keepCold === 'yes'} />
    </>
  )
}

/** The form of a product that is there. */
export function ParcelForm({
  action,
  product,
  values,
  errors,
}: {
  action: string
  product: ParcelGoods
  /** What was typed, where it was refused. */
  values: Typed | undefined
  errors: Typed
}) {
  const { t } = useView()
  return (
    <Form action={action}>
      <HiddenField name="version" value={product.version} />
      <p class="hint">{t('trader.product.part.parcel.hint')}</p>
      <ParcelFields values={values ?? parcelTyped(product)} errors={errors} isWeightKnown />
      <Button icon="check">{t('common.action.save')}</Button>
    </Form>
  )
}

/** Weight, size and keeping cold, to be read. */
export function ParcelFacts({
  product: { weightGrams, packSize, keepCold },
}: {
  product: Omit<ParcelGoods, 'version'>
}) {
  const { t, f } = useView()
  return (
    <Facts
      facts={[
        [t('trader.parcel.weight'), f.weight(weightGrams)],
        [t('trader.parcel.size'), packSize ? sizeText(packSize) : '–'],
        [t('trader.product.keepCold'), t(keepCold ? 'trader.parcel.yes' : 'trader.parcel.no')],
      ]}
    />
  )
}
