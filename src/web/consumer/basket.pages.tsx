import {
  attempt,
  EntryCount,
  fragment,
  html,
  samePath,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { type Basket, inBasket, type Quote, readBasket, replaceBasket, setInBasket } from './basket.ts'
import { BasketPage } from './basket.view.tsx'
import { basketBefore, dropBefore, keepBefore } from './basket-before.ts'
import { asBuyer, buyersOf } from './buyer.ts'
import { type InBasket, wantedOf } from './goods.ts'
import { AddButton, Quantity } from './goods.view.tsx'
import { dropOf, type Place, placeOf } from './place.ts'

/** The basket over several shops. */
export const basketPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/basket', { access: 'anyone' }, async (view) => {
    const basket = await readBasket(view)
    const place = placeOf(view)
    return html({
      title: view.t('consumer.basket.title'),
      current: '/basket',
      islands: ['offline'],
      body: (
        <BasketPage
          buyers={await buyersOf(view)}
          basket={basket}
          place={place}
          quote={await quoteOf(view, basket, place)}
          hasBefore={basketBefore(view).length > 0}
        />
      ),
    })
  })

  // One more, or as many as a form says.
  on.post('/basket/items', { access: 'anyone' }, async (view) => {
    const { quantity: told, ...goods } = wantedOf(view.form)
    const { shopId, listingId } = goods
    const more = countOf(told) ?? (await leastOf(view, shopId, listingId))
    return put(view, { ...goods, quantity: (await inBasket(view, listingId)) + more })
  })

  on.post('/basket/items/set', { access: 'anyone' }, (view) => {
    const { quantity, ...goods } = wantedOf(view.form)
    return put(view, { ...goods, quantity: countOf(quantity) ?? 0 })
  })

  on.post('/basket/clear', { access: 'anyone' }, async (view) => {
    keepBefore(view, (await readBasket(view)).items)
    await replaceBasket(view, [])
    return seeOther('/basket', 'consumer.basket.cleared')
  })

  // Undoes what replaced or emptied all of it.
  on.post('/basket/before', { access: 'anyone' }, async (view) => {
    const before = basketBefore(view)
    if (before.length === 0) return seeOther('/basket')
    await readBasket(view)
    const left = await replaceBasket(view, before)
    dropBefore(view)
    return left > 0
      ? seeOther('/basket', 'consumer.compare.takenPartly', { n: left })
      : seeOther('/basket', 'consumer.basket.broughtBack')
  })
}

const countOf = (text: string | undefined): number | undefined =>
  text && /^[0-9]{1,6}$/.test(text) ? Math.min(Number(text), 100_000) : undefined

/** In what numbers goods are sold to whom one buys for. */
async function stepsOf(
  view: View,
  shopId: string,
  listingId: string,
): Promise<{ least: number; step: number }> {
  const params = { shopId, listingId }
  const { asTrader } = await asBuyer(view)
  const { minimumQuantity: least, stepQuantity: step } = asTrader
    ? await view.api('priceFor', { params, query: { asTrader } })
    : await view.api('getOffer', { params })
  return { least, step }
}

/** The least that one may buy, or one step more of it, for a button that says only "add". */
async function leastOf(view: View, shopId: string, listingId: string): Promise<number> {
  const isThere = (await inBasket(view, listingId)) > 0
  const { least, step } = await stepsOf(view, shopId, listingId)
  return isThere ? step : least
}

async function put(view: View, { label, ...wanted }: InBasket & { quantity: number }) {
  const done = await attempt(() => setInBasket(view, wanted))
  const { quantity, shopId, listingId } = wanted
  if (view.isPartial) {
    const isThere = done.ok && quantity > 0
    const sold = isThere ? await attempt(() => stepsOf(view, shopId, listingId)) : undefined
    const steps = sold?.ok ? sold.value : {}
    return fragment(
      <>
        {isThere ? (
          <Quantity {...wanted} {...steps} label={label} live />
        ) : (
          <AddButton {...wanted} label={label} />
        )}
        {done.ok && <EntryCount n={done.value} later />}
      </>,
    )
  }
  const back = backOf(view)
  if (!done.ok) return seeOther('/basket', 'consumer.basket.refused')
  if (back === '/basket') return seeOther(back)
  return seeOther(back, 'consumer.basket.put')
}

/** To the page from which the form was sent. */
function backOf({ request }: View): string {
  const referer = request.headers.referer
  if (!referer || !URL.canParse(referer)) return '/basket'
  const { host, pathname, search } = new URL(referer)
  return host === request.host ? samePath(`${pathname}${search}`, '/basket') : '/basket'
}

/** What each shop delivers and what it costs; nothing while nobody knows where to, or who buys. */
export async function quoteOf(
  view: View,
  basket: Basket,
  place: Place | undefined,
): Promise<Quote | undefined> {
  if (!view.me || !place || basket.items.length === 0) return undefined
  const buyer = await asBuyer(view)
  const quoted = await attempt(() => view.api('quoteCart', { body: { ...buyer, drop: dropOf(place) } }))
  return quoted.ok ? quoted.value : undefined
}
