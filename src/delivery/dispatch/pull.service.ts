import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { LiveHub } from '../../platform/live/index.ts'
import type { TakenWord } from '../shipments/index.ts'
import type { DispatchDeps } from './dispatch.deps.ts'
import { bookingReleased, leaseMissing, offerHeld } from './dispatch.errors.ts'
import type { createTold } from './dispatch.told.ts'
import { findOffer, isLive, type Offer } from './offers.store.ts'
import { acceptUnderLease, lockLease, type Pool, poolChannel, readPool, takeLease } from './pull.store.ts'
import { createWaits } from './pull.waits.ts'

type Ref = { providerId: Id<'provider'>; reference: Id<'offer'> }

/** Offers as providers without a server fetch them: a pool, leases, and decisions under a lease. */
export function createPull(
  deps: Pick<DispatchDeps, 'db' | 'sandbox'> & { hub: Pick<LiveHub, 'subscribe'> },
  tell: ReturnType<typeof createTold>,
) {
  const { db } = deps
  const waits = createWaits(deps)
  const { sandbox } = deps

  const seePool = async (providerId: Id<'provider'>): Promise<Pool> => {
    const [pool, tried] = await Promise.all([readPool(db, providerId), sandbox?.free(providerId)])
    if (!tried) return pool
    const waits = [pool.nextFreeMs, tried.nextFreeMs].filter((ms) => ms !== null)
    return {
      ...pool,
      free: [...tried.offers, ...pool.free],
      nextFreeMs: waits.length > 0 ? Math.min(...waits) : null,
    }
  }

  /** What stands in the way of a decision under this lease; null when the decision is made already. */
  const judge = (
    lease: Awaited<ReturnType<typeof lockLease>>,
    offer: Offer,
    holder: string,
  ): 'decided' | 'open' => {
    if (!isLive(offer.state)) {
      if (lease?.holder === holder && offer.closedBy === 'provider') return 'decided'
      throw bookingReleased()
    }
    if (lease?.holder !== holder) throw leaseMissing()
    if (offer.state === 'booked') {
      if (lease.acceptedAt) return 'decided'
      throw leaseMissing()
    }
    if (lease.isLapsed) throw leaseMissing()
    return 'open'
  }

  return {
    waits,

    pool: (providerId: Id<'provider'>): Promise<Pool> => seePool(providerId),

    /**
     * What is free now; with nothing free it waits for the first, for what is newly taken back, or for its time to
     * be over.
     */
    list(
      providerId: Id<'provider'>,
      { waitSeconds, signal }: { waitSeconds: number; signal: AbortSignal },
    ): Promise<Pool> {
      let known = ''
      return waits.wait<Pool>({
        key: providerId,
        channel: poolChannel(providerId),
        waitMs: waitSeconds * 1000,
        signal,
        look: async (isFirst) => {
          const seen = await seePool(providerId)
          const back = seen.withdrawn.map(({ reference }) => reference).join()
          const isNews = !isFirst && back !== known
          known = back
          return { seen, isEnough: seen.free.length > 0 || isNews, againInMs: seen.nextFreeMs }
        },
      })
    },

    /** Takes an offer out of the pool for a while. Throws `notFound`, `offerHeld`. */
    async lease({ providerId, reference }: Ref, given: { holder: string; seconds: number }): Promise<Date> {
      const until = await takeLease(db, { providerId, offerId: reference, ...given })
      if (until) return until
      const offer = await findOffer(db, reference)
      const tried = offer ? undefined : await sandbox?.lease({ providerId, reference }, given)
      if (tried) return tried
      if (!offer || offer.providerId !== providerId) throw notFound('offer')
      if (!isLive(offer.state)) throw bookingReleased()
      throw offerHeld()
    },

    /**
     * Accepts under a lease; told again it is answered as before. Throws `leaseMissing` when the lease has lapsed or
     * is another's, `bookingReleased` when the parcel is no longer to be had.
     */
    async accept({ providerId, reference }: Ref, holder: string): Promise<TakenWord> {
      const tried = await sandbox?.decide({ providerId, reference }, holder, true)
      if (tried) return tried
      const word = { reference, eventId: `accept-${reference}`, status: 'accepted', occurredAt: new Date() }
      const outcome = await tell(providerId, word, async (tx, offer) => {
        const lease = await lockLease(tx, providerId, reference)
        if (judge(lease, offer, holder) === 'open') await acceptUnderLease(tx, providerId, reference)
        else if (offer.state !== 'booked') throw bookingReleased()
      })
      // The order fell through meanwhile.
      if (outcome.state === 'cancelled') throw bookingReleased()
      return outcome
    },

    /** Declines under a lease: the next provider is asked at once. Throws as `accept` does. */
    async decline(
      { providerId, reference }: Ref,
      holder: string,
      reason: string | undefined,
    ): Promise<TakenWord> {
      const tried = await sandbox?.decide({ providerId, reference }, holder, false, reason)
      if (tried) return tried
      const word = { reference, eventId: `decline-${reference}`, status: 'declined', occurredAt: new Date() }
      return tell(providerId, { ...word, ...(reason === undefined ? {} : { reason }) }, async (tx, offer) => {
        const lease = await lockLease(tx, providerId, reference)
        if (judge(lease, offer, holder) === 'decided' && offer.state === 'booked') throw leaseMissing()
      })
    },
  }
}

export type Pull = ReturnType<typeof createPull>
