import type { Test } from 'tap'
import { gstinCheckCharacter } from '../../src/kernel/gstin.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { createPinDirectory, createPlaces } from '../../src/places/index.ts'
import { createOutbox } from '../../src/platform/outbox/index.ts'
import { createTraders, shopChanged, traderChanged } from '../../src/trade/traders/index.ts'
import { createTestDatabase } from './database.ts'
import { createTestApp, createTestIdentity, newPhone, type SignedIn, testSecrets } from './identity.ts'

let businesses = 0
/** A PAN that no other call of this process gave, and the GSTIN of it in a state (Maharashtra unless told). */
export function newNumbers(stateCode = '27') {
  const n = businesses++
  const letter = (value: number) => String.fromCharCode(65 + (value % 26))
  const pan = `AA${letter(Math.floor(n / 26))}P${letter(n)}${String(1000 + n).padStart(4, '0')}K`
  const first14 = `${stateCode}${pan}1Z`
  return { pan, gstin: `${first14}${gstinCheckCharacter(first14)}` }
}

/** In the place of a GSTIN: an enrolment id that no other call of this process gave. */
export const newEnrolment = (stateCode = '27') => ({
  gstin: null,
  enrolmentId: `${stateCode}ENR${String(businesses++).padStart(10, '0')}`,
})

/** A registration that passes every check. */
export const registration = (changes: Record<string, unknown> = {}) => ({
  tiers: ['retailer'],
  legalName: 'Asha Verma',
  tradeName: 'Verma Kirana',
  ...newNumbers(),
  upiId: 'verma.kirana@okaxis',
  ...changes,
})

const allDay = [{ open: '00:00', close: '24:00' }]

/** A shop in Dadar, Mumbai, that is always open. */
export const shopBody = (changes: Record<string, unknown> = {}) => ({
  name: 'Verma Kirana, Dadar',
  line1: '14, Gokhale Road North',
  city: 'Mumbai',
  pin: '400028',
  point: { lat: 19.0205, lng: 72.8397 },
  hours: {
    week: { sun: allDay, mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay },
  },
  radiusMetres: 3000,
  ...changes,
})

/** Traders with real identity and audit behind an HTTP server in memory; events stay in the outbox. */
export async function startTraders(t: Test) {
  const database = await createTestDatabase(t)
  const { db } = database
  const market = createTestIdentity(db)
  const watch = { name: 'watch', on: [traderChanged, shopChanged], mode: 'single', queue: 'events' } as const
  const outbox = createOutbox({ consumers: [watch] })
  const { sealer } = testSecrets()
  const places = createPlaces({ directory: createPinDirectory() })
  const { identity, audit } = market
  const traders = createTraders({ db, outbox, identity, places, audit, sealer })
  const http = await createTestApp(t, market, [traders.routes])
  const { call, signIn } = http

  const operatorPhone = newPhone()
  await identity.makeOperator(operatorPhone)
  const operator = await signIn(operatorPhone)

  /** A registered trader with one shop, as far on its way as told. */
  async function trader(
    owner: SignedIn,
    {
      upTo = 'verified',
      body = {},
      shop = {},
    }: {
      upTo?: 'draft' | 'submitted' | 'verified'
      body?: Record<string, unknown>
      shop?: Record<string, unknown>
    } = {},
  ) {
    const ok = async (method: 'POST', url: string, as: SignedIn, body?: unknown) => {
      const reply = await call<{ traderId: Id<'trader'>; shopId: Id<'shop'> }>(method, url, { as, body })
      if (reply.status >= 300) throw new Error(`${url}: ${JSON.stringify(reply.body)}`)
      return reply.body
    }
    const { traderId } = await ok('POST', '/v1/traders', owner, registration(body))
    const { shopId } = await ok('POST', `/v1/traders/${traderId}/shops`, owner, shopBody(shop))
    if (upTo !== 'draft') await ok('POST', `/v1/traders/${traderId}/submit`, owner)
    if (upTo === 'verified') await ok('POST', `/v1/operator/traders/${traderId}/verify`, operator)
    return { traderId, shopId, url: `/v1/traders/${traderId}` }
  }

  return { ...database, ...http, identity, audit, traders, sealer, operator, trader }
}
