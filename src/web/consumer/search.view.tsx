import type { Reply } from '../api/client.ts'
import { Badge, Empty, LinkButton, markup, Pager, Tabs } from '../components/index.ts'
import { useView, type ViewFacts } from '../page/index.ts'
import type { Buyers, Yours } from './buyer.ts'
import { shelfOf, withQuery } from './goods.ts'
import { GoodsList } from './goods.view.tsx'
import { LocalMap, type Mark } from './local-map.view.tsx'
import type { Pictures } from './pictures.ts'
import type { Place } from './place.ts'
import { Shell } from './shell.tsx'

interface SearchPageProps {
  place: Place
  buyers: Buyers
  yours: Yours | undefined
  query: Readonly<Record<string, string | undefined>>
  result: Reply<'search'>
  pictures: Pictures
  sort: 'relevance' | 'nearness' | 'price'
  map: readonly Mark[] | undefined
}

export function SearchPage(props: SearchPageProps) {
  const { place, buyers, yours, query, result, pictures, sort, map } = props
  const view = useView()
  const { t, f } = view
  const at = (change: Record<string, string | undefined>) => withQuery('/search', query, change)
  const title = query.q
    ? t('consumer.search.titleFor', { q: query.q })
    : query.category
      ? shelfOf(view, query.category)
      : t('consumer.search.title')
  return (
    <Shell place={place} q={query.q} buyers={buyers}>
      <div class="search-head">
        <h1>{title}</h1>
        <p class="quiet" role="status">
          {result.total >= 1000
            ? t('consumer.search.many')
            : t('consumer.search.found', { n: result.total, count: f.number(result.total) })}
        </p>
      </div>
      <div class="search-layout">
        <Filters {...props} at={at} />
        <div class="stack-tight">
          <div class="search-tools">
            <Tabs
              label={t('consumer.search.sort')}
              tabs={(['relevance', 'nearness', 'price'] as const).map((one) => ({
                href: at({ sort: one === 'relevance' ? undefined : one }),
                text: t(`consumer.search.sort.${one}`),
                current: sort === one,
              }))}
            />
            <LinkButton
              href={at({ view: map ? undefined : 'map' })}
              tone="quiet"
              small
              icon={map ? 'list' : 'map'}
            >
              {map ? t('consumer.search.list') : t('consumer.search.map')}
            </LinkButton>
          </div>
          {result.items.length === 0 ? (
            <Nothing query={query} />
          ) : map ? (
            <LocalMap label={t('consumer.map.shops')} marks={map} />
          ) : (
            <GoodsList items={result.items} pictures={pictures} yours={yours} />
          )}
          <Pager
            next={
              map || !result.nextCursor
                ? undefined
                : withQuery('/search', query, { cursor: result.nextCursor })
            }
          />
          <p class="quiet">
            {t('consumer.ranking.short')} <a href="/ranking">{t('consumer.ranking.link')}</a>
          </p>
        </div>
      </div>
    </Shell>
  )
}

type At = (change: Record<string, string | undefined>) => string

function Filters({ query, result, place, at }: SearchPageProps & { at: At }) {
  const view = useView()
  const { t, f } = view
  const { category, brand, price } = result.facets
  const active = (
    ['category', 'brand', 'mark', 'district', 'min', 'max', 'open', 'stock', 'deliver'] as const
  ).filter((name) => query[name])
  const bandText = (minPaise: number, maxPaise: number | null) =>
    maxPaise === null
      ? t('consumer.search.above', { from: f.money(minPaise) })
      : minPaise === 0
        ? t('consumer.search.below', { to: f.money(maxPaise) })
        : `${f.money(minPaise)} – ${f.money(maxPaise)}`
  const rupees = (paise: number | null) => (paise ? String(paise / 100) : undefined)
  const isBand = (min: number, max: number | null) =>
    (query.min ?? '0') === (rupees(min) ?? '0') && query.max === rupees(max)
  return (
    <details class="filters" open={active.length > 0}>
      <summary>
        {t('consumer.search.filters')}
        {active.length > 0 && <Badge tone="info">{f.number(active.length)}</Badge>}
      </summary>
      <div class="filters-in">
        <ul class="chips">
          {(
            [
              ['open', t('consumer.search.openNow')],
              ['stock', t('consumer.search.inStock')],
              ['deliver', t('consumer.search.delivers', { pin: place.pin })],
            ] as const
          ).map(([name, text]) => (
            <li key={name}>
              {toggle(view, {
                href: at({ [name]: query[name] ? undefined : 'yes' }),
                on: Boolean(query[name]),
                text,
              })}
            </li>
          ))}
          {(['odop', 'gi'] as const).map((kind) => (
            <li key={kind}>
              {toggle(view, {
                href: at({ mark: query.mark === kind ? undefined : kind }),
                on: query.mark === kind,
                text: t(`consumer.search.mark.${kind}`),
              })}
            </li>
          ))}
          {query.district && (
            <li>
              {toggle(view, {
                href: at({ district: undefined }),
                on: true,
                text: t('consumer.search.district', { district: query.district }),
              })}
            </li>
          )}
        </ul>
        <FacetList
          title={t('consumer.search.category')}
          values={category.slice(0, 10)}
          chosen={query.category}
          nameOf={(value) => shelfOf(view, value)}
          hrefOf={(value) => at({ category: value })}
        />
        <FacetList
          title={t('consumer.search.brand')}
          values={brand.slice(0, 10)}
          chosen={query.brand}
          hrefOf={(value) => at({ brand: value })}
        />
        {(price.length > 1 || query.min || query.max) && (
          <section>
            <h2>{t('consumer.search.price')}</h2>
            <ul class="facet">
              {price.map(({ minPaise, maxPaise, count }) => (
                <li key={minPaise}>
                  {toggle(view, {
                    href: isBand(minPaise, maxPaise)
                      ? at({ min: undefined, max: undefined })
                      : at({ min: rupees(minPaise), max: rupees(maxPaise) }),
                    on: isBand(minPaise, maxPaise),
                    count,
                    text: bandText(minPaise, maxPaise),
                  })}
                </li>
              ))}
            </ul>
          </section>
        )}
        {active.length > 0 && (
          <LinkButton
            href={withQuery('/search', { q: query.q, sort: query.sort, view: query.view }, {})}
            tone="quiet"
            small
            icon="cross"
          >
            {t('consumer.search.clear')}
          </LinkButton>
        )}
      </div>
    </details>
  )
}

function FacetList({
  title,
  values,
  chosen,
  nameOf = (value) => value,
  hrefOf,
}: {
  title: string
  values: readonly { value: string; count: number }[]
  chosen: string | undefined
  /** How a value is shown. */
  nameOf?: (value: string) => string
  hrefOf: (value: string | undefined) => string
}) {
  const view = useView()
  if (values.length === 0 || (values.length === 1 && !chosen)) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul class="facet">
        {values.map(({ value, count }) => (
          <li key={value}>
            {toggle(view, {
              href: hrefOf(value === chosen ? undefined : value),
              on: value === chosen,
              count,
              text: nameOf(value),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A filter as a link: pressed when it holds, and pressing it again takes it away. */
const toggle = (
  { t, f }: ViewFacts,
  { href, on, count, text }: { href: string; on: boolean; count?: number; text: string },
) =>
  markup`<a class="${on ? 'toggle on' : 'toggle'}" href="${href}" rel="nofollow" aria-current="${
    on ? 'true' : 'false'
  }"><span>${text}</span>${on && markup`<span class="unseen">${t('consumer.search.takeAway')}</span>`}${
    count !== undefined && markup`<span class="toggle-count">${f.number(count)}</span>`
  }</a>`

function Nothing({ query }: { query: Readonly<Record<string, string | undefined>> }) {
  const { t } = useView()
  return (
    <Empty icon="search" title={t('consumer.search.nothing')}>
      <p>{t('consumer.search.nothingLead')}</p>
      <p class="row center">
        {(query.category ||
          query.brand ||
          query.mark ||
          query.district ||
          query.open ||
          query.stock ||
          query.deliver ||
          query.max) && (
          <LinkButton href={withQuery('/search', { q: query.q }, {})} tone="plain">
            {t('consumer.search.clear')}
          </LinkButton>
        )}
        <LinkButton href="/place" tone="plain" icon="pin">
          {t('consumer.place.changeIt')}
        </LinkButton>
      </p>
    </Empty>
  )
}
