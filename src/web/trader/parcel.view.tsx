import type { Problem } from '../api/client.ts'
import {
  Card,
  Notice,
  PageHead,
  ParcelFacts,
  ParcelForm,
  ProblemNotice,
  parcelErrors,
  parcelFields,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { goodsName, type Listing, type Product, packOf } from './goods.data.ts'

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
  const { t, lang } = view
  const errors = parcelErrors(view, fieldTexts(view, problem, parcelFields))
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
          <ParcelFacts product={product} />
          <p class="quiet">{t('trader.mend.operator')}</p>
        </Card>
      ) : (
        <Card>
          <ParcelForm
            action={`/trade/shops/${listing.shopId}/goods/${listing.listingId}/parcel`}
            product={product}
            values={values}
            errors={errors}
          />
        </Card>
      )}
    </div>
  )
}
