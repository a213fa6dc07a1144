import type { Problem } from '../api/client.ts'
import {
  Button,
  Field,
  Form,
  PageHead,
  ParcelFields,
  ProblemNotice,
  parcelErrors,
  parcelFields,
  RadioGroup,
  Select,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { OfferFields } from './goods-add.view.tsx'
import { offerErrors, offerFields } from './offer.errors.ts'

export const units = ['g', 'kg', 'ml', 'l', 'm', 'piece'] as const
export const gstRates = [0, 25, 300, 500, 1800, 4000] as const
export const foodMarks = ['veg', 'nonVeg', 'none'] as const

/** Names of the API's fields in this form. */
export const productFields = {
  ...offerFields,
  gstBps: 'gst',
  ...parcelFields,
}

/** Goods that the shared catalogue does not have: with all that the law wants declared. */
export function ProductPage({
  desk,
  values,
  problem,
}: {
  desk: ShopDesk
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t, f } = view
  const errors = parcelErrors(view, offerErrors(view, problem, values, productFields))
  const text = (
    name: 'brand' | 'name' | 'nameHi' | 'category' | 'maker' | 'consumerCare',
    { optional = false, max = 200 }: { optional?: boolean; max?: number } = {},
  ) => (
    <Field
      name={name}
      label={t(`trader.product.${name}`)}
      hint={t(`trader.product.${name}.hint`)}
      value={values[name] ?? ''}
      error={errors[name]}
      maxLength={max}
      optional={optional}
    />
  )
  return (
    <div class="stack">
      <PageHead
        title={t('trader.product.title')}
        lead={t('trader.product.lead')}
        back={{ href: '/trade/goods/add', text: t('trader.add.title') }}
      />
      <ProblemNotice problem={problem} rename={productFields} texts={errors} />
      <Form action="/trade/goods/new">
        <section class="card stack-tight">
          <h2>{t('trader.product.part.what')}</h2>
          {text('name', { max: 200 })}
          {text('nameHi', { optional: true })}
          {text('brand', { optional: true, max: 100 })}
          {text('category', { max: 100 })}
          <div class="twos">
            <Field
              name="netQuantity"
              label={t('trader.product.netQuantity')}
              value={values.netQuantity ?? ''}
              error={errors.netQuantity}
              inputMode="decimal"
              size={8}
            />
            <Select
              name="unit"
              label={t('trader.product.unit')}
              value={values.unit ?? 'g'}
              choices={units.map((unit) => ({ value: unit, label: t(`trader.unit.${unit}`) }))}
              {...(errors.unit ? { error: errors.unit } : {})}
            />
          </div>
          <Field
            name="gtin"
            label={t('trader.product.gtin')}
            hint={t('trader.product.gtin.hint')}
            value={values.gtin ?? ''}
            error={errors.gtin}
            inputMode="numeric"
            maxLength={16}
            size={18}
            optional
          />
        </section>
        <section class="card stack-tight">
          <h2>{t('trader.product.part.law')}</h2>
          <p class="hint">{t('trader.product.part.law.hint')}</p>
          {text('maker', { max: 300 })}
          <Field
            name="origin"
            label={t('trader.product.origin')}
            hint={t('trader.product.origin.hint')}
            value={values.origin ?? 'IN'}
            error={errors.origin}
            maxLength={2}
            size={4}
            upperCase
          />
          {text('consumerCare', { optional: true })}
          <div class="twos">
            <Field
              name="hsn"
              label={t('trader.product.hsn')}
              value={values.hsn ?? ''}
              error={errors.hsn}
              inputMode="numeric"
              maxLength={8}
              size={10}
            />
            <Select
              name="gst"
              label={t('trader.product.gst')}
              value={values.gst ?? '500'}
              choices={gstRates.map((bps) => ({ value: String(bps), label: f.percent(bps / 10_000) }))}
              {...(errors.gst ? { error: errors.gst } : {})}
            />
          </div>
          <RadioGroup
            name="foodMark"
            label={t('trader.product.foodMark')}
            error={errors.foodMark}
            value={values.foodMark ?? 'none'}
            choices={foodMarks.map((mark) => ({ value: mark, label: t(`trader.foodMark.${mark}`) }))}
          />
          <div class="twos">
            <Field
              name="fssai"
              label={t('trader.product.fssai')}
              value={values.fssai ?? ''}
              error={errors.fssai}
              inputMode="numeric"
              maxLength={16}
              size={16}
              optional
            />
            <Field
              name="shelfLifeDays"
              label={t('trader.product.shelfLifeDays')}
              value={values.shelfLifeDays ?? ''}
              error={errors.shelfLifeDays}
              inputMode="numeric"
              maxLength={5}
              size={6}
              optional
            />
          </div>
        </section>
        <section class="card stack-tight">
          <h2>{t('trader.product.part.parcel')}</h2>
          <p class="hint">{t('trader.product.part.parcel.hint')}</p>
          <ParcelFields values={values} errors={errors} />
        </section>
        <section class="card stack-tight">
          <h2>{t('trader.add.offer')}</h2>
          <OfferFields trader={desk.trader} values={values} errors={errors} mrp="" />
        </section>
        <Button icon="check">{t('trader.add.do')}</Button>
      </Form>
    </div>
  )
}
