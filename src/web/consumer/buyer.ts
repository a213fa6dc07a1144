import type { FastifyRequest } from 'fastify'
import type { Reply } from '../api/client.ts'
import { attempt, cookieOf, type View } from '../page/index.ts'

/**
 * For whom a person goes shopping: for itself, or for a verified trader that it works for. Which one is kept in a
 * cookie of the browser; whether that may be, the API says each time anew.
 */
export interface TraderBuyer {
  traderId: string
  name: string
}

export interface Buyers {
  /** The trader that is bought for now; undefined: the person itself. */
  chosen: TraderBuyer | undefined
  /** All that it may buy for. */
  traders: readonly TraderBuyer[]
}

type Reader = Pick<View, 'request' | 'api' | 'me'>

const cookie = 'haat_buyer'
const keptSeconds = 30 * 24 * 3600

/** What a person may be member of and still be asked about on every page. */
const mostTraders = 8

const asked = new WeakMap<FastifyRequest, Promise<Buyers>>()

/** For whom the reader may buy, and for whom now. Costs nothing where nobody of the trade reads. */
export function buyersOf(view: Reader): Promise<Buyers> {
  let buyers = asked.get(view.request)
  if (!buyers) {
    buyers = ask(view)
    asked.set(view.request, buyers)
  }
  return buyers
}

async function ask({ request, api, me }: Reader): Promise<Buyers> {
  const parties = (me?.parties ?? []).filter(({ kind }) => kind === 'trader').slice(0, mostTraders)
  const found = await Promise.all(
    parties.map(({ id }) => attempt(() => api('getTrader', { params: { traderId: id } }))),
  )
  const traders = found.flatMap((one) =>
    one.ok && one.value.status === 'verified'
      ? [{ traderId: one.value.traderId, name: nameOf(one.value) }]
      : [],
  )
  return { chosen: traders.find(({ traderId }) => traderId === request.cookies[cookie]), traders }
}

const nameOf = ({ tradeName, legalName }: Reply<'getTrader'>): string => tradeName || legalName || ''

/** As the API wants it told; empty for a person that buys for itself. */
export async function asBuyer(view: Reader): Promise<{ asTrader?: string }> {
  if (!view.me || !view.request.cookies[cookie]) return {}
  const { chosen } = await buyersOf(view)
  return chosen ? { asTrader: chosen.traderId } : {}
}

/** Remembers for whom is bought from now on; undefined: for oneself. */
export function chooseBuyer(
  { request, reply }: Pick<View, 'request' | 'reply'>,
  traderId: string | undefined,
): void {
  if (traderId) reply.setCookie(cookie, traderId, cookieOf(request, keptSeconds))
  else reply.clearCookie(cookie, { path: '/' })
}

/** What goods cost the trader that is bought for, by listing. */
export type Yours = ReadonlyMap<string, Reply<'pricesFor'>['items'][number]>

const mostPrices = 60

/** The prices of goods for the trader that is bought for; nothing for who buys for itself. */
export async function yoursOf(
  view: Reader,
  goods: readonly { shopId: string; listingId: string }[],
): Promise<Yours | undefined> {
  const buyer = await asBuyer(view)
  if (!buyer.asTrader || goods.length === 0) return undefined
  const items = goods.slice(0, mostPrices).map(({ shopId, listingId }) => ({ shopId, listingId }))
  const priced = await view.api('pricesFor', { body: { ...buyer, items } })
  return new Map(priced.items.map((one) => [one.listingId, one]))
}
