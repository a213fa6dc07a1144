import type { Problem } from '../api/client.ts'
import {
  Button,
  Card,
  Checkbox,
  Facts,
  Field,
  Form,
  HiddenField,
  Notice,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { fieldTexts, useView, type View } from '../page/index.ts'
import { goodsName, type Listing, type Product, packOf } from './goods.data.ts'
import { packSides, parcelFields, parcelTyped, sizeText } from './parcel.data.ts'

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

/** Weight, size and keeping cold of goods that are there. */
export function ParcelPage({
  listing,
  product,
  problem,
  values,
}: {
  listing: Listing
  product: Product
  problem: Problem | undefined
  values: Readonly<Record<string, string>> | undefined
}) {
  const view = useView()
  const { t, f, lang } = view
  const errors = parcelErrors(view, fieldTexts(view, problem, parcelFields))
  const { packSize } = product
  return (
    <div class="stack">
      <PageHead
        title={t('trader.parcel.title')}
        lead={`${goodsName(product, lang)} · ${packOf(product)}`}
        back={{ href: `/trade/goods/${listing.listingId}`, text: t('trader.listing.title') }}
      />
      {problem?.status === 412 ? (
        <Notice tone="bad">{t('trader.parcel.stale')}</Notice>
      ) : (
        <ProblemNotice problem={problem} rename={parcelFields} texts={errors} />
      )}
      {product.shared ? (
        <Card>
          <Facts
            facts={[
              [t('trader.parcel.weight'), f.weight(product.weightGrams)],
              [t('trader.parcel.size'), packSize ? sizeText(packSize) : '–'],
              [t('trader.product.keepCold'), t(product.keepCold ? 'trader.parcel.yes' : 'trader.parcel.no')],
            ]}
          />
          <p class="quiet">{t('trader.mend.operator')}</p>
        </Card>
      ) : (
        <Card>
          <Form action={`/trade/shops/${listing.shopId}/goods/${listing.listingId}/parcel`}>
            <HiddenField name="version" value={product.version} />
            <p class="hint">{t('trader.product.part.parcel.hint')}</p>
            <ParcelFields values={values ?? parcelTyped(product)} errors={errors} isWeightKnown />
            <Button icon="check">{t('common.action.save')}</Button>
          </Form>
        </Card>
      )}
    </div>
  )
}
