import type { Problem } from '../api/client.ts'
import {
  Button,
  Card,
  Checkbox,
  Field,
  Form,
  HiddenField,
  ProblemNotice,
  Select,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { type Listing, rupeesOf } from './goods.data.ts'
import { shownSlabRows, tradeFields } from './trade.data.ts'

/** Packs, steps, prices for quantities and a price for a while, of one of the goods. */
export function TradeForm({
  listing,
  problem,
  values,
}: {
  listing: Listing
  problem: Problem | undefined
  values: Readonly<Record<string, string>> | undefined
}) {
  const view = useView()
  const { t } = view
  const { trade } = listing
  const errors = fieldTexts(view, problem, tradeFields)
  const pack = (kind: 'inner' | 'case') => (
    <div class="twos">
      <Field
        name={`${kind}Pieces`}
        label={t(`trader.trade.${kind}Pieces`)}
        value={values?.[`${kind}Pieces`] ?? trade?.[kind]?.pieces ?? ''}
        error={errors[`${kind}Pieces`]}
        inputMode="numeric"
        size={6}
      />
      <Field
        name={`${kind}Name`}
        label={t(`trader.trade.${kind}Name`)}
        value={values?.[`${kind}Name`] ?? trade?.[kind]?.name ?? ''}
        maxLength={40}
        size={10}
      />
    </div>
  )
  return (
    <Card title={t('trader.trade.title')}>
      <ProblemNotice problem={problem} rename={tradeFields} texts={errors} />
      <Form action={`/trade/shops/${listing.shopId}/goods/${listing.listingId}/trade`}>
        <HiddenField name="version" value={listing.version} />
        <p class="quiet">{t('trader.trade.lead')}</p>
        <div class="twos">
          <Field
            name="least"
            label={t('trader.goods.minimum')}
            value={values?.least ?? listing.minimumQuantity}
            error={errors.least}
            inputMode="numeric"
            size={6}
          />
          <Field
            name="step"
            label={t('trader.trade.step')}
            value={values?.step ?? trade?.step ?? 1}
            error={errors.step}
            inputMode="numeric"
            size={6}
          />
        </div>
        <Select
          name="soldBy"
          label={t('trader.trade.soldBy')}
          value={values?.soldBy ?? trade?.soldBy ?? 'piece'}
          choices={(['piece', 'inner', 'case'] as const).map((unit) => ({
            value: unit,
            label: t(`trader.trade.by.${unit}`),
          }))}
        />
        {pack('inner')}
        {pack('case')}
        <h3>{t('trader.trade.slabs')}</h3>
        {shownSlabRows(trade?.slabs.length ?? 0).map((nth) => (
          <div class="twos" key={nth}>
            <Field
              name={`slabFrom${nth}`}
              label={t('trader.trade.slabFrom', { n: nth + 1 })}
              value={values?.[`slabFrom${nth}`] ?? trade?.slabs[nth]?.from ?? ''}
              error={errors[`slabFrom${nth}`]}
              inputMode="numeric"
              size={6}
            />
            <Field
              name={`slabPrice${nth}`}
              label={t('trader.trade.slabPrice', { n: nth + 1 })}
              value={values?.[`slabPrice${nth}`] ?? rupees(trade?.slabs[nth]?.pricePaise)}
              error={errors[`slabPrice${nth}`]}
              inputMode="decimal"
              size={8}
            />
          </div>
        ))}
        <h3>{t('trader.trade.dated')}</h3>
        <Field
          name="datedPrice"
          label={t('trader.trade.datedPrice')}
          value={values?.datedPrice ?? rupees(trade?.dated?.pricePaise)}
          error={errors.datedPrice}
          inputMode="decimal"
          size={8}
        />
        <div class="twos">
          <Field
            name="datedFrom"
            type="date"
            label={t('trader.trade.from')}
            value={values?.datedFrom ?? trade?.dated?.from ?? ''}
            error={errors.datedFrom}
          />
          <Field
            name="datedUntil"
            type="date"
            label={t('trader.trade.until')}
            value={values?.datedUntil ?? trade?.dated?.until ?? ''}
            error={errors.datedUntil}
          />
        </div>
        {problem?.code === 'deepDiscount' && (
          <Checkbox name="confirmDeepDiscount" value="yes" label={t('trader.trade.meanIt')} />
        )}
        <Button icon="check">{t('common.action.save')}</Button>
      </Form>
    </Card>
  )
}

const rupees = (paise: number | undefined): string => (paise === undefined ? '' : rupeesOf(paise))
