import { html, ifThere, problemPage, type View, type WebRoutes } from '../page/index.ts'
import { asBuyer, buyersOf, yoursOf } from './buyer.ts'
import { nameOf } from './goods.ts'
import { ItemPage, NotForYou, type ShownOffer } from './item.view.tsx'
import { picturesOf } from './pictures.ts'
import { placeOf, pointOf, whereOf } from './place.ts'
import { RatingsPage } from './ratings.view.tsx'
import { ShopPage } from './shop.view.tsx'

/** A shop, and what it says of one of its goods. */
export const shopPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/shops/:shopId', { access: 'anyone' }, async (view) => {
    const shopId = view.params.shopId!
    const place = placeOf(view)
    const { q, category, cursor } = view.query
    const buyer = await asBuyer(view)
    const [shop, goods, ratings, here] = await Promise.all([
      view.api('getShop', { params: { shopId } }),
      view.api('search', {
        query: {
          ...buyer,
          shopId,
          q: q?.slice(0, 200),
          category: category?.slice(0, 80),
          limit: 24,
          cursor,
          ...(place ? whereOf(place) : {}),
        },
      }),
      view.api('listShopRatings', { params: { shopId }, query: { limit: 5 } }),
      place && pointOf(view, place),
    ])
    return html({
      title: shop.name,
      islands: ['suggest'],
      body: (
        <ShopPage
          shop={shop}
          goods={goods}
          buyers={await buyersOf(view)}
          yours={await yoursOf(view, goods.items)}
          pictures={await picturesOf(view, goods.items)}
          ratings={ratings}
          place={place}
          here={here}
          q={q}
          category={category}
        />
      ),
    })
  })

  on.get('/shops/:shopId/ratings', { access: 'anyone' }, async (view) => {
    const shopId = view.params.shopId!
    const [shop, ratings] = await Promise.all([
      view.api('getShop', { params: { shopId } }),
      view.api('listShopRatings', { params: { shopId }, query: { limit: 20, cursor: view.query.cursor } }),
    ])
    return html({
      title: view.t('consumer.ratings.title', { shop: shop.name }),
      body: <RatingsPage shop={shop} ratings={ratings} />,
    })
  })

  on.get('/shops/:shopId/items/:listingId', { access: 'anyone' }, async (view) => {
    const shopId = view.params.shopId!
    const listingId = view.params.listingId!
    const place = placeOf(view)
    const offer = await ifThere(offerFor(view, { shopId, listingId }))
    if (!offer) {
      const buyers = await buyersOf(view)
      // Perhaps it is sold to the trade alone: who may buy for a trader is told how.
      if (buyers.traders.length === 0) return problemPage(view, 404)
      const title = view.t('consumer.buyer.notForYou')
      return html({ title, status: 404, body: <NotForYou place={place} buyers={buyers} title={title} /> })
    }
    const [{ marks }, shop, ratings] = await Promise.all([
      view.api('listMarks', { params: { shopId, listingId } }),
      view.api('getShop', { params: { shopId } }),
      view.api('listShopRatings', { params: { shopId }, query: { limit: 1 } }),
    ])
    const others = await sellersOf(view, offer.productId)
    const { items: pictures } = await view.api('listPictures', {
      params: { productId: offer.productId },
      query: { shopId },
    })
    return html({
      title: nameOf(view, offer),
      islands: ['suggest'],
      body: (
        <ItemPage
          offer={offer}
          buyers={await buyersOf(view)}
          pictures={pictures}
          marks={marks}
          shop={shop}
          rating={ratings.summary}
          place={place}
          others={others}
          yours={await yoursOf(view, others)}
        />
      ),
    })
  })
}

/** As the trader that is bought for sees it; as a consumer does where it is not sold to that trader. */
async function offerFor(view: View, params: { shopId: string; listingId: string }): Promise<ShownOffer> {
  const { asTrader } = await asBuyer(view)
  if (!asTrader) return view.api('getOffer', { params })
  const own = await ifThere(view.api('getTradeOffer', { params: { traderId: asTrader, ...params } }))
  if (own) return own
  return { ...(await view.api('getOffer', { params })), isNotForTrade: true }
}

/** Who sells the same nearby, the cheapest first; nothing while nobody knows where the visitor is. */
async function sellersOf(view: View, productId: string) {
  const place = placeOf(view)
  if (!place) return []
  const query = { ...whereOf(place), ...(await asBuyer(view)), productId, sort: 'price' as const, limit: 10 }
  return (await view.api('search', { query })).items
}
