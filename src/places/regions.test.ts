import pino from 'pino'
import t from 'tap'
import { createHttpApp } from '../platform/http/index.ts'
import { createPlaces } from './index.ts'

const nobody = async (): Promise<never> => {
  throw new Error('nobody signs in here')
}
const app = await createHttpApp({
  log: pino({ level: 'silent' }),
  authenticators: { person: nobody, provider: nobody, isOperator: async () => false },
  routes: [createPlaces().routes],
  trustProxy: false,
  rateLimitPerMinute: 10_000,
})
t.teardown(() => app.close())

t.test('India in regions: every state, and each point within the country', async (t) => {
  const { items } = (await app.inject('/v1/pins/regions')).json()
  const states = new Set(items.map((one: { state: string }) => one.state))
  t.ok(states.size >= 35, `${states.size} states and territories`)
  t.ok(items.length > 300 && items.length < 2000, `${items.length} regions`)
  const inside = ({ point: { lat, lng } }: { point: { lat: number; lng: number } }) =>
    lat > 6 && lat < 38 && lng > 67 && lng < 98
  t.ok(items.every(inside))
})

t.test('PINs that somebody typed: which there are, and where', async (t) => {
  const lookUp = async (payload: object) =>
    (await app.inject({ method: 'POST', url: '/v1/pins/lookup', payload })).json()
  const found = await lookUp({ pins: ['560001', '560999'], prefixes: ['5600', '10'] })
  t.same(found.unknownPins, ['560999'])
  t.same(found.unknownPrefixes, ['10'])
  t.ok(found.total > 50)
  t.ok(found.points.some(({ pin }: { pin: string }) => pin === '560001'))
  const many = await lookUp({ prefixes: ['1', '2', '3', '4', '5', '6', '7', '8'] })
  t.ok(many.total > 15_000 && many.points.length <= 2000, `${many.points.length} of ${many.total}`)
  const none = { total: 0, points: [], unknownPins: [], unknownPrefixes: [], unknownDistricts: [] }
  t.same(await lookUp({}), none)
  const atlantis = { state: 'Maharashtra', district: 'Atlantis' }
  const districts = [{ state: 'Maharashtra', district: 'Pune' }, atlantis]
  t.same(await lookUp({ districts }), { ...none, unknownDistricts: [atlantis] })
})
