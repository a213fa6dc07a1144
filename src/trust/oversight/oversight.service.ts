import { attentionFields } from '../../delivery/shipments/index.ts'
import type { Id } from '../../kernel/ids.ts'
import type { OversightDeps } from './oversight.ports.ts'

const dayMs = 86_400_000
const istMs = 330 * 60_000
/** India by state is counted anew at most this often: it reads all orders of its days. */
const statesKeptMs = 60_000

/** The beginning of the day in India. */
export const dayStart = (now: Date): Date =>
  new Date(Math.floor((now.getTime() + istMs) / dayMs) * dayMs - istMs)

export interface StateFigures {
  state: string
  traders: number
  shops: number
  orders: number
  delivered: number
  onTime: number
}

export type Oversight = ReturnType<typeof createOversight>

/** How the market is, for its operators. */
export function createOversight(deps: OversightDeps) {
  const { db, traders, orders, providers, parcels, index, outbox, queues, now = () => new Date() } = deps
  let kept: { days: number; at: number; states: Promise<StateFigures[]> } | undefined

  const countStates = async (days: number): Promise<StateFigures[]> => {
    const since = new Date(dayStart(now()).getTime() - (days - 1) * dayMs)
    const [shops, ordered, arrived] = await Promise.all([
      traders.shopsWithState(db),
      orders.byShop(db, since),
      parcels.byShop(db, since),
    ])
    const states = new Map<string, StateFigures & { ids: Set<string> }>()
    for (const { shopId, traderId, state } of shops) {
      const none = { state, traders: 0, shops: 0, orders: 0, delivered: 0, onTime: 0, ids: new Set<string>() }
      const figures = states.get(state) ?? none
      states.set(state, figures)
      figures.ids.add(traderId)
      figures.shops += 1
      figures.orders += ordered.get(shopId)?.orders ?? 0
      figures.delivered += arrived.get(shopId)?.delivered ?? 0
      figures.onTime += arrived.get(shopId)?.onTime ?? 0
    }
    return [...states.values()]
      .map(({ ids, ...figures }) => ({ ...figures, traders: ids.size }))
      .sort((a, b) => b.orders - a.orders || b.shops - a.shops || a.state.localeCompare(b.state))
  }

  return {
    /** Everything that an operator should see at a glance; what cannot be asked now is null. */
    async board() {
      const at = now()
      const today = dayStart(at)
      const [ordersToday, parcelStates, stuck, traderStates, providerStates, events, waiting, depths] =
        await Promise.all([
          orders.byState(db, today),
          parcels.byState(db, today),
          parcels.countStuck(db),
          traders.byStatus(db),
          providers.byStatus(db),
          outbox(db),
          index.waiting(db),
          queues().catch(() => null),
        ])
      return {
        at,
        ordersToday: [...ordersToday],
        parcels: [...parcelStates],
        stuck: [...stuck],
        traders: [...traderStates],
        providers: [...providerStates],
        outbox: events,
        index: [...waiting],
        queues: depths && [...depths],
        queueEngine: deps.queueEngine,
      }
    },

    /** Parcels that need a person, with names; the oldest first. */
    async stuck(page: { after: Id<'shipment'> | undefined; limit: number }) {
      const found = await parcels.stuck(db, page)
      const names = await traders.names(
        db,
        found.map((parcel) => parcel.shopId),
      )
      const nameOf = async (id: Id<'provider'> | null) => (id ? ((await providers.nameOf(id)) ?? null) : null)
      return Promise.all(
        found.map(async (parcel) => ({
          ...parcel,
          ...attentionFields(parcel.attention),
          shopName: names.get(parcel.shopId)?.shopName ?? '',
          providerName: await nameOf(parcel.providerId),
          leg: parcel.leg && { ...parcel.leg, providerName: await nameOf(parcel.leg.providerId) },
        })),
      )
    },

    /** Figures of the last so many days in India by the state of the shop, most orders first; a minute old at most. */
    async states(days: number): Promise<StateFigures[]> {
      const at = now().getTime()
      if (!kept || kept.days !== days || at - kept.at > statesKeptMs) {
        const states = countStates(days)
        kept = { days, at, states }
        states.catch(() => {
          kept = undefined
        })
      }
      return kept.states
    },
  }
}
