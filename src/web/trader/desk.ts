import type { Reply } from '../api/client.ts'
import { cookieOf, noDesk, type PageHandler, type PageResult, type View } from '../page/index.ts'

export type Trader = Reply<'getTrader'>
export type Shop = Reply<'listShops'>['items'][number]

/** Where a person of the trade works just now: one trader, and one of its shops. */
export interface Desk {
  trader: Trader
  role: 'owner' | 'staff'
  shops: readonly Shop[]
  /** Undefined until the trader has one. */
  shop: Shop | undefined
  /** Whether there is something to change to. */
  several: boolean
}

export type ShopDesk = Desk & { shop: Shop }

const cookie = 'haat_desk'
const keptSeconds = 180 * 24 * 3600
/** More than most traders have; the API gives so many at once. */
const mostShops = 100

const tradersOf = ({ me }: View) => (me?.parties ?? []).filter(({ kind }) => kind === 'trader')

/** The trader and shop chosen last in this browser, else the first; undefined for who belongs to no trader. */
export async function deskOf(view: View): Promise<Desk | undefined> {
  const parties = tradersOf(view)
  const [traderId, shopId] = (view.request.cookies[cookie] ?? '').split('.')
  const party = parties.find(({ id }) => id === traderId) ?? parties[0]
  if (!party) return undefined
  const params = { traderId: party.id }
  const [trader, { items: shops }] = await Promise.all([
    view.api('getTrader', { params }),
    view.api('listShops', { params, query: { limit: mostShops } }),
  ])
  return {
    trader,
    role: party.role,
    shops,
    shop: shops.find((shop) => shop.shopId === shopId) ?? shops[0],
    several: parties.length > 1 || shops.length > 1,
  }
}

/** All traders of the reader with their shops, to choose from. */
export const desksOf = (view: View): Promise<{ trader: Trader; shops: readonly Shop[] }[]> =>
  Promise.all(
    tradersOf(view).map(async ({ id }) => {
      const params = { traderId: id }
      const [trader, { items }] = await Promise.all([
        view.api('getTrader', { params }),
        view.api('listShops', { params, query: { limit: mostShops } }),
      ])
      return { trader, shops: items }
    }),
  )

/** Remembers in this browser where its reader works. */
export const chooseDesk = ({ request, reply }: View, traderId: string, shopId: string | undefined): void =>
  void reply.setCookie(cookie, shopId ? `${traderId}.${shopId}` : traderId, cookieOf(request, keptSeconds))

/** A page of a trader: who has none is led to the beginning. */
export const withDesk =
  (handler: (view: View, desk: Desk) => Promise<PageResult> | PageResult): PageHandler =>
  async (view) => {
    const desk = await deskOf(view)
    return desk ? handler(view, desk) : noDesk(view, '/trade')
  }

/** A page of a shop. */
export const withShop = (
  handler: (view: View, desk: ShopDesk) => Promise<PageResult> | PageResult,
): PageHandler =>
  withDesk((view, desk) => (desk.shop ? handler(view, { ...desk, shop: desk.shop }) : noDesk(view, '/trade')))
