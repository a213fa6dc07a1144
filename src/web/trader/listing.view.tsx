import type { Problem } from '../api/client.ts'
import {
  Button,
  Card,
  Checkbox,
  CheckboxGroup,
  Facts,
  Field,
  Form,
  HiddenField,
  LinkButton,
  Notice,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Trader } from './desk.ts'
import { goodsName, type Listing, packOf, rupeesOf } from './goods.data.ts'
import { offerErrors } from './offer.errors.ts'
import { picturesUrl } from './pictures.view.tsx'
import { TradeForm } from './trade.view.tsx'

type Audience = Listing['soldTo'][number]

/** To whom somebody of these tiers sells: down the chain, never up. */
export const audiencesOf = (tiers: Trader['tiers']): Audience[] => {
  const down: Record<Trader['tiers'][number], readonly Audience[]> = {
    manufacturer: ['distributor', 'wholesaler', 'retailer', 'consumer'],
    distributor: ['wholesaler', 'retailer'],
    wholesaler: ['retailer'],
    retailer: ['consumer'],
  }
  const all: readonly Audience[] = ['consumer', 'retailer', 'wholesaler', 'distributor']
  return all.filter((audience) => tiers.some((tier) => down[tier].includes(audience)))
}

/** One of the goods with all its terms. */
export function ListingPage({
  listing,
  tiers,
  problem,
  values,
  trade,
}: {
  listing: Listing
  tiers: Trader['tiers']
  problem: Problem | undefined
  values: Readonly<Record<string, string>> | undefined
  /** What was refused of the terms of trade. */
  trade?: { problem: Problem; values: Readonly<Record<string, string>> }
}) {
  const view = useView()
  const { t, f, lang } = view
  const rename = { pricePaise: 'price', mrpPaise: 'mrp' }
  const errors = offerErrors(view, problem, values, rename)
  return (
    <div class="stack">
      <PageHead
        title={goodsName(listing, lang)}
        lead={packOf(listing)}
        back={{ href: '/trade/goods', text: t('trader.nav.goods') }}
      />
      {problem?.status === 412 ? (
        <Notice tone="bad">{t('trader.goods.stale', { price: f.money(listing.pricePaise) })}</Notice>
      ) : (
        <ProblemNotice problem={problem} rename={rename} texts={errors} />
      )}
      <div class="aside">
        <Card title={t('trader.listing.terms')}>
          <Form action={`/trade/shops/${listing.shopId}/goods/${listing.listingId}/terms`}>
            <HiddenField name="version" value={listing.version} />
            <OnlyAudience tiers={tiers} />
            <div class="twos">
              <Field
                name="price"
                label={t('trader.goods.price')}
                value={values?.price ?? rupeesOf(listing.pricePaise)}
                error={errors.price}
                inputMode="decimal"
                size={8}
              />
              <Field
                name="mrp"
                label={t('trader.goods.mrp.label')}
                value={values?.mrp ?? rupeesOf(listing.mrpPaise)}
                error={errors.mrp}
                inputMode="decimal"
                size={8}
              />
            </div>
            <Field
              name="sku"
              label={t('trader.goods.sku')}
              hint={t('trader.goods.sku.hint')}
              value={values?.sku ?? listing.sku}
              error={errors.sku}
              maxLength={64}
            />
            <AudienceField
              tiers={tiers}
              values={values?.soldTo?.split(' ') ?? listing.soldTo}
              error={errors.soldTo}
            />
            {problem?.code === 'deepDiscount' && (
              <Checkbox name="confirmDeepDiscount" value="yes" label={t('trader.trade.meanIt')} />
            )}
            <Button icon="check">{t('common.action.save')}</Button>
          </Form>
        </Card>
        <Card title={t('trader.listing.product')}>
          <Facts
            facts={[
              [t('trader.product.gtin'), listing.gtin ?? '–'],
              [t('trader.product.category'), listing.category],
              [t('trader.product.hsn'), listing.hsn],
              [t('trader.product.gst'), f.percent(listing.gstBps / 10_000)],
              [t('trader.product.maker'), listing.maker],
              [t('trader.product.origin'), listing.origin],
            ]}
          />
          <p>
            <LinkButton href={picturesUrl(listing)} tone="quiet" icon="box">
              {t('trader.pictures.title')}
            </LinkButton>
          </p>
          {listing.status === 'active' && listing.soldTo.includes('consumer') && (
            <p>
              <LinkButton href={`/shops/${listing.shopId}`} tone="quiet" icon="shop">
                {t('trader.listing.asSeen')}
              </LinkButton>
            </p>
          )}
        </Card>
      </div>
      <p class="row">
        <LinkButton href={`/trade/goods/${listing.listingId}/prices`} tone="plain" icon="clock">
          {t('trader.prices.title')}
        </LinkButton>
        <LinkButton href={`/trade/goods/${listing.listingId}/marks`} tone="plain" icon="shield">
          {t('trader.marks.title')}
        </LinkButton>
        <LinkButton href={`/trade/goods/${listing.listingId}/parcel`} tone="plain" icon="box">
          {t('trader.parcel.title')}
        </LinkButton>
      </p>
      <TradeForm listing={listing} problem={trade?.problem} values={trade?.values} />
    </div>
  )
}

/** Who sells to one kind of buyer alone is not asked; it stands first in the form. */
export function OnlyAudience({ tiers }: { tiers: Trader['tiers'] }) {
  const audiences = audiencesOf(tiers)
  return audiences.length === 1 ? <HiddenField name="soldTo" value={audiences[0]!} /> : null
}

/** To whom goods are sold, where the tiers leave a choice. */
export function AudienceField({
  tiers,
  values,
  error,
}: {
  tiers: Trader['tiers']
  values: readonly string[]
  error: string | undefined
}) {
  const { t } = useView()
  const audiences = audiencesOf(tiers)
  if (audiences.length === 1) return null
  return (
    <CheckboxGroup
      name="soldTo"
      label={t('trader.goods.soldTo')}
      error={error}
      values={values}
      choices={audiences.map((audience) => ({ value: audience, label: t(`trader.audience.${audience}`) }))}
    />
  )
}
