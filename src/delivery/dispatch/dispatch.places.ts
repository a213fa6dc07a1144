import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/database/index.ts'
import { countersFor, takePlaces } from '../providers/index.ts'
import type { Asked } from './dispatch.choosing.ts'
import type { Market } from './market.view.ts'
import type { NewOffer } from './offers.store.ts'

/** So long a counter that was seen to be full is left alone: places are given back now and then. */
const leftAloneMs = 2000
/** So often a parcel is offered to the next in the order within one transaction; then the search goes on. */
const mostRounds = 5

/** A first offer that is not written yet. */
export interface Planned {
  asked: Asked
  offer: NewOffer | undefined
}

/** Takes places of the day for the first offers of many parcels at once. */
export function createPlaces(now: () => number = () => performance.now()) {
  const fullUntil = new Map<string, number>()
  const keyOf = (providerId: Id<'provider'>, district: string) => `${providerId} ${district}`

  const countersOf = ({ fleet }: Market, providerId: Id<'provider'>, asked: Asked) => {
    const facts = fleet.find(providerId)
    return facts ? countersFor(facts.capabilities, asked.parcel.from) : []
  }

  return {
    /** Those that have no place left today where this parcel is fetched, as far as was seen a moment ago. */
    fullFor(seen: Market, asked: Asked): Set<Id<'provider'>> {
      const full = new Set<Id<'provider'>>()
      for (const [key, until] of fullUntil) {
        if (until < now()) {
          fullUntil.delete(key)
          continue
        }
        const providerId = key.slice(0, key.indexOf(' ')) as Id<'provider'>
        const counters = countersOf(seen, providerId, asked)
        if (counters.some(({ district }) => keyOf(providerId, district) === key)) full.add(providerId)
      }
      return full
    },

    /**
     * Counts each planned parcel at the provider of its offer; where that is full, `next` says who comes then. What
     * got no place has no offer afterwards.
     */
    async take<P extends Planned>(
      tx: Tx,
      seen: Market,
      planned: readonly P[],
      next: (planned: P) => NewOffer | undefined,
    ): Promise<void> {
      let open = [...planned]
      for (let round = 0; round < mostRounds; round++) {
        const wanted = open.flatMap((plan) => {
          const counters = plan.offer ? countersOf(seen, plan.offer.providerId, plan.asked) : []
          return plan.offer && counters.length > 0 ? [{ plan, offer: plan.offer, counters }] : []
        })
        if (wanted.length === 0) return
        const places = await takePlaces(
          tx,
          wanted.map(({ offer: { providerId }, counters }) => ({ providerId, counters })),
        )
        open = wanted.flatMap(({ plan, offer }, at) => {
          const place = places[at]!
          if (!('fullIn' in place)) {
            plan.offer = { ...offer, countedOn: place }
            return []
          }
          fullUntil.set(keyOf(offer.providerId, place.fullIn), now() + leftAloneMs)
          // Whoever keeps places for it is asked by the search.
          const lent = seen.fleet.lentTo(offer.providerId, plan.asked.parcel.from).length > 0
          plan.offer = undefined
          return lent ? [] : [plan]
        })
        for (const plan of open) plan.offer = next(plan)
      }
      for (const plan of open) plan.offer = undefined
    },
  }
}
