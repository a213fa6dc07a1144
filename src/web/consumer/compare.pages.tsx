import { html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { quoteOf } from './basket.pages.tsx'
import { type Basket, readBasket, replaceBasket } from './basket.ts'
import { keepBefore } from './basket-before.ts'
import { asBuyer } from './buyer.ts'
import { chosenOf, mostProducts, wantedOf } from './compare.data.ts'
import { ComparePage } from './compare.view.tsx'
import { type Place, placeOf, whereOf } from './place.ts'

type Line = Basket['items'][number]

/** The basket compared over the shops nearby, and taken over from there. */
export const comparePages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/basket/compare', { access: 'anyone' }, async (view) => {
    const place = placeOf(view)
    if (!place) return seeOther('/place?next=/basket/compare', 'consumer.place.first')
    // Prices of the trade are not compared: each shop names its own buyers.
    if ((await asBuyer(view)).asTrader) return seeOther('/basket')
    const basket = await readBasket(view)
    const lines = comparable(basket)
    return html({
      title: view.t('consumer.compare.title'),
      current: '/basket',
      body: (
        <ComparePage
          basket={basket}
          compared={lines.length}
          place={place}
          quote={await quoteOf(view, basket, place)}
          plans={lines.length > 0 ? await plansFor(view, place, lines) : { single: null, split: null }}
        />
      ),
    })
  })

  on.post('/basket/compare', { access: 'anyone' }, async (view) => {
    const chosen = chosenOf(view.form.chosen)
    if (chosen.length === 0) return seeOther('/basket/compare')
    const { items } = await readBasket(view)
    const products = new Set(chosen.map(({ productId }) => productId))
    const isChosen = new Set(chosen.map(({ listingId }) => listingId))
    // What these shops do not have stays where it is.
    const staying = items.filter(
      ({ productId, listingId }) => !isChosen.has(listingId) && !(productId && products.has(productId)),
    )
    keepBefore(view, items)
    const left = await replaceBasket(view, [...chosen, ...staying].map(wantedOf))
    return left > 0
      ? seeOther('/basket', 'consumer.compare.takenPartly', { n: left })
      : seeOther('/basket', 'consumer.compare.taken')
  })
}

/** The lines that other shops may have too: one of each product is enough. */
function comparable({ items }: Basket): (Line & { productId: string })[] {
  const products = new Set<string>()
  return items.flatMap((line) => {
    const { productId } = line
    if (!productId) return []
    if (!products.has(productId) && products.size >= mostProducts) return []
    products.add(productId)
    return [{ ...line, productId }]
  })
}

const plansFor = (view: View, place: Place, lines: readonly (Line & { productId: string })[]) =>
  view.api('compareBaskets', {
    body: {
      ...whereOf(place),
      items: [...new Set(lines.map(({ productId }) => productId))].map((productId) => ({
        productId,
        quantity: Math.min(
          100_000,
          lines.reduce((sum, line) => sum + (line.productId === productId ? line.quantity : 0), 0),
        ),
      })),
    },
  })
