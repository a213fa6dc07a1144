import pino from 'pino'
import { Pool as HttpPool } from 'undici'
import { startWorkers } from '../../src/app/market.ts'
import { openResources } from '../../src/app/resources.ts'
import { type Modules, wireModules } from '../../src/app/wiring/index.ts'
import { type Id, idOf } from '../../src/kernel/ids.ts'
import { readConfig } from '../../src/platform/config/index.ts'
import { signWebhook } from '../../src/platform/webhooks/index.ts'
import { startApi, startBenchDatabase, startScript } from './bench-server.ts'
import { layPackedOrders, layProvider } from './dispatch.world.ts'
import { layMarket } from './orders.world.ts'
import { watchProcessor } from './processor.ts'
import { type BenchResult, median, note, quantile } from './result.ts'

const turns = 5
/** Turns before those that count: until the engine has compiled what runs. */
const warmUps = 4
const parcelsInTurn = 300
/** Longest time until the parcels of a turn are booked. */
const patienceMs = 60_000

interface Parcel {
  reference: Id<'offer'>
  shipmentId: Id<'shipment'>
}

/**
 * Events of providers taken in a second over HTTP by one API process, `clients` at a time: whole stories of parcels, from
 * the rider to the delivery code at the door, each event told when the one before it is answered. The limit is a
 * bare server that checks the same signature and writes one row, told the same in turns over as many connections.
 */
export async function benchEvents({ clients }: { clients: number }): Promise<BenchResult> {
  const closers: (() => Promise<unknown>)[] = []
  try {
    const log = pino({ level: 'silent' })
    const database = await startBenchDatabase(closers, log)
    await layMarket(database.url)
    const provider = await startScript('instant-provider.ts')
    closers.push(provider.stop)
    const config = readConfig({
      HAAT_ENV: 'test',
      DATA_DIR: database.folder,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'silent',
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    })
    const resources = await openResources({ config, databaseUrl: database.url, log })
    closers.push(() => resources.close())
    const modules = wireModules(resources)
    closers.push(() => modules.close())
    const { providerId, secret } = await layProvider(modules, resources, 'Instant', provider.url)

    note(`booking ${parcelsInTurn * (turns + warmUps)} parcels`)
    const workers = await startWorkers(resources, modules)
    const laid = await layPackedOrders(modules, resources, parcelsInTurn * (turns + warmUps))
    await laid.tell()
    modules.outbox.nudge()
    const parcels = await bookedParcels(resources.db.pool, laid.uuids.length)
    await workers.stop()

    const api = await startApi({ databaseUrl: database.url, dataDir: database.folder, connections: clients })
    closers.push(api.stop)
    const bare = await startScript('events.limit.ts', {
      BENCH_DATABASE_URL: database.url,
      BENCH_SECRET: secret,
      BENCH_CONNECTIONS: String(clients),
    })
    closers.push(bare.stop)
    const [toApi, toBare] = [api.address, bare.url].map(
      (url) => new HttpPool(url, { connections: clients, pipelining: 1 }),
    ) as [HttpPool, HttpPool]
    closers.push(() => Promise.all([toApi.close(), toBare.close()]))

    const path = `/v1/providers/${providerId}/events`
    const backends = async () =>
      (await resources.db.pool.query<{ pid: number }>('select pid from pg_stat_activity')).rows.map(
        ({ pid }) => pid,
      )
    /** What a round of telling costs of the processor for each event, in milliseconds. */
    const costOf = async <T extends { latenciesMs: number[] }>(server: number, telling: () => Promise<T>) => {
      const watches = await Promise.all(
        [async () => [server], backends, async () => [process.pid]].map(watchProcessor),
      )
      const told = await telling()
      const seconds = await Promise.all(watches.map((watch) => watch()))
      const [inServer, inDatabase, inClient] = seconds.map((each) => (each * 1000) / told.latenciesMs.length)
      return { ...told, cost: { server: inServer!, database: inDatabase!, client: inClient! } }
    }
    const costs: Cost[] = []
    const limitCosts: Cost[] = []
    const values: number[] = []
    const limits: number[] = []
    const latenciesMs: number[] = []
    for (let turn = 1 - warmUps; turn <= turns; turn++) {
      const from = (turn - 1 + warmUps) * parcelsInTurn
      const stories = parcels.slice(from, from + parcelsInTurn).map((parcel) => storyOf(modules, parcel))
      const run = await costOf(api.pid, () => tell(toApi, { clients, path, stories, secret }))
      const limit = await costOf(bare.pid, () => tell(toBare, { clients, path, stories, secret }))
      note(
        `${run.perSecond.toFixed(0)} events a second against ${limit.perSecond.toFixed(0)}; processor ${said(run.cost)} against ${said(limit.cost)}`,
      )
      if (turn < 1) continue
      values.push(run.perSecond)
      limits.push(limit.perSecond)
      costs.push(run.cost)
      limitCosts.push(limit.cost)
      latenciesMs.push(...run.latenciesMs)
    }
    const { rows } = await resources.db.pool.query(
      `select count(*)::int as n from shipments where state = 'delivered'`,
    )
    const ratio = median(values.map((value, at) => value / limits[at]!))
    return {
      bench: 'events',
      ratio,
      value: median(values),
      limit: median(limits),
      unit: 'events/s',
      p50Ms: quantile(latenciesMs, 0.5),
      p99Ms: quantile(latenciesMs, 0.99),
      pass: ratio >= 0.5 && rows[0].n === parcels.length,
      clients,
      processorMs: middle(costs),
      limitProcessorMs: middle(limitCosts),
    }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** Milliseconds of processor for one event. */
interface Cost {
  server: number
  database: number
  client: number
}

const middle = (costs: readonly Cost[]): Cost => {
  const of = (part: keyof Cost) => Number(median(costs.map((cost) => cost[part])).toFixed(2))
  return { server: of('server'), database: of('database'), client: of('client') }
}

const said = (cost: Cost): string => {
  const { server, database, client } = middle([cost])
  return `${server} + ${database} (+ ${client}) ms`
}

async function bookedParcels(
  pool: { query(text: string): Promise<{ rows: { offer_id: string; id: string }[] }> },
  count: number,
): Promise<Parcel[]> {
  for (const begun = performance.now(); performance.now() - begun < patienceMs; ) {
    const { rows } = await pool.query(`select id, offer_id from shipments where state = 'booked' order by id`)
    if (rows.length === count)
      return rows.map((row) => ({
        shipmentId: idOf('shipment', row.id),
        reference: idOf('offer', row.offer_id),
      }))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the parcels were not booked in time')
}

type Told = Record<string, unknown> & { eventId: string }

/** What a rider tells of one parcel, in order. */
function storyOf({ shipments }: Modules, { reference, shipmentId }: Parcel): Told[] {
  const begun = Date.now() - 60_000
  const words: [string, object?][] = [
    ['agentAssigned'],
    ['atPickup', { location: { lat: 12.97, lng: 77.59 } }],
    ['pickedUp', { handoverCode: shipments.codes.codeOf(shipmentId, 'handover') }],
    ['inTransit', { location: { lat: 12.975, lng: 77.59 } }],
    ['atHub', { location: { lat: 12.98, lng: 77.59 } }],
    ['outForDelivery'],
    ['atDrop', { location: { lat: 12.97, lng: 77.59 } }],
    [
      'delivered',
      { deliveryCode: shipments.codes.codeOf(shipmentId, 'delivery'), cashCollectedPaise: 22_500 },
    ],
  ]
  return words.map(([status, further], nth) => ({
    eventId: `${reference}-${nth}`,
    reference,
    status,
    occurredAt: new Date(begun + nth * 1000).toISOString(),
    ...further,
  }))
}

/** Each client tells one parcel's story after the other, each event once the one before it is answered. */
async function tell(
  http: HttpPool,
  {
    clients,
    path,
    stories,
    secret,
  }: { clients: number; path: string; stories: readonly Told[][]; secret: string },
): Promise<{ perSecond: number; latenciesMs: number[] }> {
  const latenciesMs: number[] = []
  let next = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let story = stories[next++]; story; story = stories[next++]) {
        for (const told of story) {
          const body = JSON.stringify(told)
          const signature = signWebhook({
            id: told.eventId,
            timestamp: new Date(),
            body,
            secrets: [secret],
          })
          const began = performance.now()
          const answer = await http.request({
            method: 'POST',
            path,
            headers: { 'content-type': 'application/json', ...signature },
            body,
          })
          const text = await answer.body.text()
          if (answer.statusCode !== 200)
            throw new Error(`an event answered ${answer.statusCode}: ${text.slice(0, 300)}`)
          latenciesMs.push(performance.now() - began)
        }
      }
    }),
  )
  return { perSecond: latenciesMs.length / ((performance.now() - started) / 1000), latenciesMs }
}
