import type { Reply } from '../api/client.ts'
import { Badge, Card, Empty, PageHead, Price } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { itemHref, nameOf, packOf } from './goods.ts'

type District = Reply<'listCraftDistricts'>['districts'][number]
type Collection = Reply<'getDistrictCollection'>
export type Mark = Reply<'listMarks'>['marks'][number]

const districtHref = ({ state, district }: { state: string; district: string }): string =>
  `/districts/${encodeURIComponent(state)}/${encodeURIComponent(district)}`

/** All districts with crafts, under their states. */
export function DistrictsPage({ districts }: { districts: readonly District[] }) {
  const { t } = useView()
  const states = [...new Set(districts.map(({ state }) => state))]
  return (
    <div class="stack">
      <PageHead title={t('consumer.districts.title')} lead={t('consumer.districts.lead')} />
      {states.length === 0 && (
        <Empty icon="search" title={t('consumer.districts.empty')}>
          <p>{t('consumer.districts.emptyLead')}</p>
        </Empty>
      )}
      {states.map((state) => (
        <Card key={state} title={state}>
          <ul class="plain-list">
            {districts
              .filter((one) => one.state === state)
              .map((one) => (
                <li key={one.district} class="row between">
                  <a href={districtHref(one)}>{one.district}</a>
                  <span class="quiet">
                    {one.listings > 0
                      ? t('consumer.districts.goods', { n: one.listings })
                      : t('consumer.districts.crafts', { n: one.entries })}
                  </span>
                </li>
              ))}
          </ul>
        </Card>
      ))}
    </div>
  )
}

/** What a district is known for, and the goods that carry its marks. */
export function DistrictPage({ collection }: { collection: Collection }) {
  const view = useView()
  const { t } = view
  const { state, district, entries, listings } = collection
  return (
    <div class="stack">
      <PageHead
        title={t('consumer.district.title', { district })}
        lead={state}
        back={{ href: '/districts', text: t('consumer.districts.title') }}
      />
      {entries.length > 0 && (
        <Card title={t('consumer.district.known')}>
          <ul class="plain-list">
            {entries.map((entry) => (
              <li key={entry.entryId}>{nameOf(view, entry)}</li>
            ))}
          </ul>
        </Card>
      )}
      <section class="stack-tight">
        <h2>{t('consumer.district.goods')}</h2>
        {listings.length === 0 && <p class="quiet">{t('consumer.district.none')}</p>}
        {listings.length > 0 && (
          <p>
            <a href={`/search?district=${encodeURIComponent(district)}`}>{t('consumer.district.near')}</a>
          </p>
        )}
        <ul class="goods-grid">
          {listings.map((item) => (
            <li key={`${item.listingId} ${item.mark.name}`} class="goods-card">
              <h3>
                <a href={itemHref(item)}>{nameOf(view, item)}</a>
              </h3>
              <p class="quiet">{packOf(view, item)}</p>
              <p>
                <MarkBadge mark={item.mark} />
              </p>
              <p class="goods-shop">
                <a href={`/shops/${item.shopId}`}>{item.shopName}</a>
              </p>
              <p>
                <Price paise={item.pricePaise} mrpPaise={item.mrpPaise} mrpLabel={t('consumer.goods.mrp')} />
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function MarkBadge({ mark }: { mark: Mark }) {
  const view = useView()
  const kind = view.t(`consumer.mark.${mark.kind}`)
  return (
    <Badge tone="good">
      {view.t('consumer.mark.text', { kind, name: nameOf(view, mark), district: mark.district })}
    </Badge>
  )
}

/** The marks of goods, each with the way to its district. */
export function Marks({ marks }: { marks: readonly Mark[] }) {
  const { t } = useView()
  return (
    <>
      {marks.map((mark) => (
        <p key={`${mark.kind} ${mark.name}`} class="row">
          <MarkBadge mark={mark} />
          <a href={districtHref(mark)}>{t('consumer.mark.all', { district: mark.district })}</a>
        </p>
      ))}
    </>
  )
}
