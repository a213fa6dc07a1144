import { html, type View, type WebRoutes } from '../page/index.ts'
import { nameOf } from './goods.ts'
import { ItemPage } from './item.view.tsx'
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
    const [shop, goods, ratings, here] = await Promise.all([
      view.api('getShop', { params: { shopId } }),
      view.api('search', {
        query: {
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
    const [offer, { marks }, shop, ratings] = await Promise.all([
      view.api('getOffer', { params: { shopId, listingId } }),
      view.api('listMarks', { params: { shopId, listingId } }),
      view.api('getShop', { params: { shopId } }),
      view.api('listShopRatings', { params: { shopId }, query: { limit: 1 } }),
    ])
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
          pictures={pictures}
          marks={marks}
          shop={shop}
          rating={ratings.summary}
          place={place}
          others={await sellersOf(view, offer.productId)}
        />
      ),
    })
  })
}

/** Who sells the same nearby, the cheapest first; nothing while nobody knows where the visitor is. */
async function sellersOf(view: View, productId: string) {
  const place = placeOf(view)
  if (!place) return []
  const query = { ...whereOf(place), productId, sort: 'price' as const, limit: 10 }
  return (await view.api('search', { query })).items
}
