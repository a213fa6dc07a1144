import type {
  BookResult,
  DeliveryProvider,
  DoorUpdate,
  ParcelOffer,
  QuoteResult,
} from '../../src/delivery/dispatch/index.ts'
import type { Id } from '../../src/kernel/ids.ts'

/** A week without a closed minute. */
export const alwaysOpen = {
  week: Object.fromEntries(
    ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [
      day,
      [{ open: '00:00', close: '24:00' }],
    ]),
  ),
}

let numbers = 0
/** What a startup that serves Bengaluru registers with. */
export const providerBody = (change: Record<string, unknown> = {}) => ({
  name: `Parcel ${++numbers}`,
  dipp: `DIPP${10_000 + numbers}`,
  contactPhone: '+919876543210',
  capabilities: {
    pickup: { pins: [], pinPrefixes: ['560'], circles: [] },
    maxWeightGrams: 20_000,
    food: true,
    cod: true,
    hours: alwaysOpen,
  },
  rateCard: { basePaise: 2000, perKmPaise: 500, perKgPaise: 100, codFeePaise: 300 },
  promisedMinutes: 45,
  webhookUrl: 'https://parcel.example.com/haat',
  ...change,
})

/** A provider in memory that remembers as the contract asks it to, and behaves as it is told. */
export function fakeProvider() {
  const bookings = new Map<string, 'accepted' | 'declined' | 'pending' | 'cancelled'>()
  const calls: string[] = []
  const parcels: ParcelOffer[] = []
  const updates: DoorUpdate[] = []
  const self = {
    updates,
    /** False: it does not serve calls about doors. */
    knowsUpdates: true,
    bookings,
    calls,
    parcels,
    /** What the next bookings are answered with, one each; afterwards yes. */
    answers: [] as (BookResult | ((offer: ParcelOffer) => BookResult))[],
    quoted: undefined as QuoteResult | undefined,
    /** False: questions and cancellations reach nobody. */
    reachable: true,
    /** Cancelling is refused. */
    stubborn: false,
    /** Called while a booking is under way. */
    during: undefined as ((offer: ParcelOffer) => Promise<void>) | undefined,
    /** Called while a cancellation is under way, before it takes effect. */
    duringCancel: undefined as (() => Promise<void>) | undefined,
    /** Cancellations take effect, and nobody hears of it. */
    muteCancel: false,
    live: () => [...bookings].filter(([, state]) => state === 'accepted').map(([reference]) => reference),
  }
  const port: DeliveryProvider = {
    async quote() {
      calls.push('quote')
      return self.quoted ?? { kind: 'noAnswer', reason: 'silent' }
    },
    async book(offer) {
      calls.push('book')
      parcels.push(offer)
      const known = bookings.get(offer.reference)
      if (known === 'cancelled') return { kind: 'declined', reason: 'It was cancelled.' }
      const next = self.answers.shift()
      await self.during?.(offer)
      const answer = typeof next === 'function' ? next(offer) : (next ?? yes)
      if (answer.kind === 'accepted' || answer.kind === 'declined' || answer.kind === 'pending')
        bookings.set(offer.reference, answer.kind)
      return answer
    },
    async status(reference) {
      calls.push('status')
      if (!self.reachable) return { kind: 'unreachable', reason: 'No answer.' }
      const state = bookings.get(reference)
      if (!state) return { kind: 'notFound' }
      if (state === 'accepted') return yes
      return state === 'pending' ? { kind: 'pending' } : { kind: state, reason: 'So it is.' }
    },
    async update(update) {
      if (!self.reachable) return { kind: 'unreachable', reason: 'No answer.' }
      updates.push(update)
      return self.knowsUpdates ? { kind: 'taken' } : { kind: 'notKnown', reason: 'It answered 404.' }
    },
    async cancel(reference) {
      calls.push('cancel')
      if (!self.reachable) return { kind: 'unreachable', reason: 'No answer.' }
      await self.duringCancel?.()
      if (self.stubborn) return { kind: 'refused', reason: 'The parcel was fetched.' }
      bookings.set(reference, 'cancelled')
      if (self.muteCancel) return { kind: 'unreachable', reason: 'No answer.' }
      return { kind: 'confirmed' }
    },
  }
  return { ...port, state: self }
}

const yes = { kind: 'accepted' as const, providerReference: 'P-1', trackingUrl: null }

export type FakeProvider = ReturnType<typeof fakeProvider>

export interface TestProvider {
  providerId: Id<'provider'>
  key: string
  secret: string
  fake: FakeProvider
}
