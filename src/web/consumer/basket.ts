import { z } from 'zod'
import { ApiProblem, type Reply } from '../api/client.ts'
import { cookieOf, type View } from '../page/index.ts'
import { asBuyer } from './buyer.ts'

/**
 * The basket: on the server for who is signed in. Before that it is kept in a cookie of the browser, so that
 * nobody needs an account to go shopping; signing in moves it over.
 */
export type Basket = Reply<'getCart'>

/** What each shop delivers when, and what it costs. */
export type Quote = Reply<'quoteCart'>

export interface Wanted {
  shopId: string
  listingId: string
  quantity: number
}

const cookie = 'haat_basket'
const weekSeconds = 7 * 24 * 3600
/** Different goods that the cookie holds: more would not fit into it. */
const mostWithoutAccount = 25
const mostOfOne = 100_000
const shape = z
  .array(
    z.tuple([
      z.string().regex(/^shp_[0-9a-z]{26}$/),
      z.string().regex(/^lst_[0-9a-z]{26}$/),
      z.int().min(1).max(mostOfOne),
    ]),
  )
  .max(mostWithoutAccount)

type Holder = Pick<View, 'request' | 'reply' | 'api' | 'me'>

function kept({ request }: Pick<View, 'request'>): Wanted[] {
  const text = request.cookies[cookie]
  if (!text) return []
  try {
    const read = shape.safeParse(JSON.parse(text))
    return read.success
      ? read.data.map(([shopId, listingId, quantity]) => ({ shopId, listingId, quantity }))
      : []
  } catch {
    return []
  }
}

function keep({ request, reply }: Pick<View, 'request' | 'reply'>, wanted: readonly Wanted[]): void {
  if (wanted.length === 0) return void reply.clearCookie(cookie, { path: '/' })
  const rows = wanted.map(({ shopId, listingId, quantity }) => [shopId, listingId, quantity])
  reply.setCookie(cookie, JSON.stringify(rows), cookieOf(request, weekSeconds))
}

const refused = (error: unknown): boolean => error instanceof ApiProblem && error.problem.status < 500

const cartOf = async (view: Holder) => view.api('getCart', { query: await asBuyer(view) })

/** The basket with the prices and stock of the moment; takes over what was put in before the sign-in. */
export async function readBasket(view: Holder): Promise<Basket> {
  const before = kept(view)
  if (!view.me) return priced(view, before)
  const buyer = await asBuyer(view)
  if (before.length === 0) return cartOf(view)
  const there = new Map((await cartOf(view)).items.map((item) => [item.listingId, item.quantity]))
  for (const { listingId, shopId, quantity } of before) {
    const body = { ...buyer, shopId, quantity: Math.max(quantity, there.get(listingId) ?? 0) }
    try {
      await view.api('putCartItem', { params: { listingId }, body })
    } catch (error) {
      // Not on offer any more: the rest of the basket is still wanted.
      if (!refused(error)) throw error
    }
  }
  keep(view, [])
  return cartOf(view)
}

/**
 * Sets how many of something are in the basket; 0 takes it out. Gives how many different goods are in it then.
 * Throws `ApiProblem` for what cannot be had.
 */
export async function setInBasket(view: Holder, wanted: Wanted): Promise<number> {
  const { listingId, shopId, quantity } = wanted
  if (view.me) {
    const body = { ...(await asBuyer(view)), shopId, quantity }
    return (await view.api('putCartItem', { params: { listingId }, body })).items.length
  }
  const others = kept(view).filter((one) => one.listingId !== listingId)
  if (quantity > 0) await view.api('getOffer', { params: { shopId, listingId } })
  const next = quantity > 0 ? [...others, wanted] : others
  const fitting = next.slice(-mostWithoutAccount)
  keep(view, fitting)
  return fitting.length
}

/** Puts these into the basket in the place of all that is in it; how many could not be had and are not in it. */
export async function replaceBasket(view: Holder, wanted: readonly Wanted[]): Promise<number> {
  if (!view.me) {
    keep(view, wanted.slice(0, mostWithoutAccount))
    return Math.max(0, wanted.length - mostWithoutAccount)
  }
  const there = (await cartOf(view)).items
  const staying = new Set(wanted.map(({ listingId }) => listingId))
  for (const { shopId, listingId } of there) {
    if (!staying.has(listingId)) await setInBasket(view, { shopId, listingId, quantity: 0 })
  }
  let refusals = 0
  for (const one of wanted) {
    if (there.some(({ listingId, quantity }) => listingId === one.listingId && quantity === one.quantity))
      continue
    try {
      await setInBasket(view, one)
    } catch (error) {
      if (!refused(error)) throw error
      refusals += 1
    }
  }
  return refusals
}

/** How many different goods are in the basket, for the navigation; 0 where it cannot be asked just now. */
export async function countOfBasket(view: Holder): Promise<number> {
  if (!view.me) return kept(view).length
  try {
    return (await cartOf(view)).items.length
  } catch (error) {
    if (error instanceof ApiProblem) return 0
    throw error
  }
}

/** How many of something are in the basket now. */
export async function inBasket(view: Holder, listingId: string): Promise<number> {
  const items = view.me ? (await cartOf(view)).items : kept(view)
  return items.find((one) => one.listingId === listingId)?.quantity ?? 0
}

async function priced(view: Holder, wanted: readonly Wanted[]): Promise<Basket> {
  const items = await Promise.all(wanted.map((one) => lineOf(view, one)))
  const good = items.filter(({ problem }) => problem === null)
  return { items, totalPaise: good.reduce((sum, { totalPaise }) => sum + totalPaise, 0) }
}

const problemOf = (
  inStock: boolean,
  code: Reply<'getOffer'>['forQuantity']['problem'],
): Basket['items'][number]['problem'] =>
  !inStock ? { code: 'outOfStock', detail: '' } : code ? { code, detail: '' } : null

async function lineOf(view: Holder, wanted: Wanted): Promise<Basket['items'][number]> {
  const { shopId, listingId, quantity } = wanted
  try {
    const offer = await view.api('getOffer', { params: { shopId, listingId }, query: { quantity } })
    const { productId, brand, name, nameHi, mrpPaise, minimumQuantity, stepQuantity, inStock, forQuantity } =
      offer
    return {
      ...wanted,
      ...{ productId, brand, name, nameHi, mrpPaise, minimumQuantity, stepQuantity },
      pricePaise: forQuantity.pricePaise,
      plainPaise: offer.pricePaise,
      priceReason: forQuantity.reason,
      next: forQuantity.next,
      shopName: offer.seller.shopName,
      available: null,
      totalPaise: forQuantity.totalPaise,
      problem: problemOf(inStock, forQuantity.problem),
    }
  } catch (error) {
    if (!refused(error)) throw error
    return {
      ...{
        shopId,
        listingId,
        quantity,
        productId: null,
        shopName: null,
        name: null,
        nameHi: null,
        brand: null,
        pricePaise: null,
      },
      ...{ plainPaise: null, priceReason: null, next: null },
      ...{ mrpPaise: null, minimumQuantity: null, stepQuantity: null, available: null, totalPaise: 0 },
      problem: { code: 'listingGone', detail: '' },
    }
  }
}
