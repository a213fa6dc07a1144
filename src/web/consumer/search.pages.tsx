import type { Input } from '../api/client.ts'
import { html, movedTo, raw, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { asBuyer, buyersOf, yoursOf } from './buyer.ts'
import { nameOf, withQuery } from './goods.ts'
import type { Mark } from './local-map.view.tsx'
import { picturesOf } from './pictures.ts'
import { type Place, placeOf, pointOf, whereOf } from './place.ts'
import { RankingPage } from './ranking.view.tsx'
import { SearchPage } from './search.view.tsx'

/** Few enough for a slow phone; more are one press away. */
const hitsOnPage = 12
const markKinds = ['odop', 'gi'] as const
const sorts = ['relevance', 'nearness', 'price'] as const
type Asked = NonNullable<Input<'search'>['query']>

/** Search by words, shelf, brand and price, as a list or on a map; suggestions while one types. */
export const searchPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/search', { access: 'anyone' }, async (view) => {
    const place = placeOf(view)
    if (!place) return seeOther(`/place?next=${encodeURIComponent(view.path)}`, 'consumer.place.first')
    const asked = { ...askedOf(view, place), ...(await asBuyer(view)) }
    const result = await view.api('search', { query: asked })
    const isMap = view.query.view === 'map'
    return html({
      title: asked.q ? view.t('consumer.search.titleFor', { q: asked.q }) : view.t('consumer.search.title'),
      current: '/search',
      islands: ['suggest'],
      body: (
        <SearchPage
          place={place}
          buyers={await buyersOf(view)}
          yours={await yoursOf(view, isMap ? [] : result.items)}
          query={queryOf(view)}
          result={result}
          pictures={await picturesOf(view, isMap ? [] : result.items)}
          sort={asked.sort ?? 'relevance'}
          map={isMap ? await marksOf(view, place, result.items) : undefined}
        />
      ),
    })
  })

  on.get('/search/suggestions', { access: 'anyone' }, async (view) => {
    const place = placeOf(view)
    const q = (view.query.q ?? '').trim().slice(0, 100)
    if (!place || q === '') return raw([])
    const { items } = await view.api('suggest', { query: { q, ...whereOf(place), limit: 8 } })
    return raw(
      items.map(({ kind, text, textHi }) => ({
        kind,
        text,
        shown: nameOf(view, { name: text, nameHi: textHi }),
      })),
    )
  })

  on.get('/ranking', { access: 'anyone' }, async ({ t, api }) => {
    const [{ weights }, fairness] = await Promise.all([api('getRanking'), api('getFairness')])
    return html({
      title: t('consumer.ranking.title'),
      body: <RankingPage weights={weights} fairness={fairness} />,
    })
  })

  // A product by itself: at the nearest shop that has it.
  on.get('/products/:productId', { access: 'anyone' }, async (view) => {
    const productId = view.params.productId!
    const now = await view.api('getSurvivor', { params: { productId } })
    if (now.productId !== productId) return movedTo(`/products/${now.productId}`)
    const place = placeOf(view)
    if (!place) return seeOther(`/place?next=${encodeURIComponent(view.path)}`, 'consumer.place.first')
    const { items } = await view.api('search', {
      query: { ...whereOf(place), ...(await asBuyer(view)), productId, limit: 1, radiusMetres: 50_000 },
    })
    const nearest = items[0]
    return nearest
      ? seeOther(`/shops/${nearest.shopId}/items/${nearest.listingId}`)
      : seeOther('/search', 'consumer.search.nobodyHas')
  })
}

const names = [
  'q',
  'category',
  'brand',
  'mark',
  'district',
  'min',
  'max',
  'open',
  'stock',
  'deliver',
  'sort',
  'view',
] as const

/** The parameters of the page that it understands. */
const queryOf = ({ query }: View): Record<string, string | undefined> =>
  Object.fromEntries(names.map((name) => [name, query[name]?.trim() || undefined]))

/** Rupees as somebody types them into an address, in paise; nonsense counts as nothing. */
const paiseOf = (text: string | undefined): number | undefined => {
  const rupees = Number(text)
  return text && Number.isFinite(rupees) && rupees >= 0 && rupees < 1e9 ? Math.round(rupees * 100) : undefined
}

function askedOf(view: View, place: Place): Asked {
  const query = queryOf(view)
  return {
    ...whereOf(place),
    q: query.q?.slice(0, 200),
    category: query.category?.slice(0, 80),
    brand: query.brand?.slice(0, 80),
    mark: markKinds.find((one) => one === query.mark),
    district: query.district?.slice(0, 80),
    minPricePaise: paiseOf(query.min),
    // The end of a band belongs to the next one.
    maxPricePaise: query.max ? Math.max(0, (paiseOf(query.max) ?? 0) - 1) : undefined,
    openNow: query.open ? 'true' : undefined,
    inStock: query.stock ? 'true' : undefined,
    servesPin: query.deliver ? place.pin : undefined,
    sort: sorts.find((one) => one === query.sort) ?? 'relevance',
    limit: hitsOnPage,
    cursor: view.query.cursor,
  }
}

/** The shops of the hits, and where the visitor is. */
async function marksOf(view: View, place: Place, items: readonly { shopId: string }[]): Promise<Mark[]> {
  const ids = [...new Set(items.map(({ shopId }) => shopId))]
  const [shops, here] = await Promise.all([
    Promise.all(ids.map((shopId) => view.api('getShop', { params: { shopId } }))),
    pointOf(view, place),
  ])
  return [
    ...(here ? [{ ...here, tone: 'you' as const, name: view.t('consumer.map.you') }] : []),
    ...shops.map(({ shopId, name, line1, point }) => ({
      ...point,
      tone: 'shop' as const,
      name,
      note: line1,
      href: withQuery(`/shops/${shopId}`, {}, { q: view.query.q }),
    })),
  ]
}
