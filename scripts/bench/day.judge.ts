import type { Resources } from '../../src/app/resources.ts'
import type { Modules } from '../../src/app/wiring/index.ts'
import { giniOf } from '../../src/delivery/dispatch/index.ts'
import { type Id, idOf } from '../../src/kernel/ids.ts'
import type { Figures } from './day.providers.ts'
import type { BenchResult } from './result.ts'

export interface Run {
  ms: number
  worstLagMs: number
  /** Minute of the day at which it was. */
  worstAt: number
}

/** What became of the day. */
export async function judgeDay({
  modules,
  resources,
  orders,
  known,
  ran,
  figures,
  minuteMs,
}: {
  modules: Modules
  resources: Resources
  orders: number
  known: readonly { providerId: Id<'provider'>; name: string }[]
  ran: Run
  figures: Figures
  minuteMs: number
}): Promise<BenchResult> {
  const ask = async <T>(text: string): Promise<T[]> => (await resources.db.pool.query(text)).rows as T[]
  const states = await ask<{ state: string; n: number }>(
    `select state, count(*)::int as n from shipments where leg = 0 group by 1 order by 2 desc`,
  )
  const [sums] = await ask<Record<string, number>>(
    `select (select count(*)::int from shipments where leg = 0 and state not in
               ('delivered', 'returned', 'lost', 'cancelled', 'disposed')) as open,
       (select ${orders} - count(*)::int from orders where closed_at is not null) as "openOrders",
       (select count(*)::int from (select from shipments where leg = 0 group by order_id having count(*) > 1) x) as twice,
       (select count(*)::int from (select from offers where state in ('asking', 'pending', 'unknown', 'cancelling', 'booked')
          group by shipment_id having count(*) > 1) x) as "bookedTwice",
       (select count(*)::int from outbox where state = 'dead') as dead,
       (select coalesce(sum(amount_paise), 0)::float8 from ledger_entries) as "ledgerPaise",
       (select coalesce(sum(amount_paise), 0)::float8 from ledger_entries where account like 'cash:%') as "cashPaise",
       (select coalesce(sum(cod_paise), 0)::float8 from shipments where leg = 0 and state = 'delivered') as "collectedPaise",
       (select count(*)::int from refunds) as refunds`,
  )
  const delivered = new Map(
    (
      await ask<{ id: string; n: number }>(
        `select provider_id as id, count(*)::int as n from shipments where leg = 0 and state = 'delivered' group by 1`,
      )
    ).map(({ id, n }) => [idOf('provider', id), n]),
  )
  const shares = known.map(({ name, providerId }) => [name, delivered.get(providerId) ?? 0] as const)
  const [booked] = await ask<{ p50: number; p99: number }>(
    `select percentile_cont(0.5) within group (order by ms) as p50, percentile_cont(0.99) within group (order by ms) as p99
     from (select extract(epoch from min(e.recorded_at) - o.packed_at)::float8 * 1000 as ms
           from shipment_events e join shipments s on s.shop_id = e.shop_id and s.id = e.shipment_id
           join orders o on o.shop_id = s.shop_id and o.id = s.order_id
           where e.status = 'booked' group by o.id, o.packed_at) x`,
  )
  const { problems } = await modules.payments.checkLedger()
  const { open, openOrders, twice, bookedTwice, dead, ledgerPaise, cashPaise, collectedPaise } = sums!
  const wrong = {
    ...{ open, openOrders, twice, bookedTwice, dead, ledgerPaise, ledgerProblems: problems.length },
    missingCashPaise: collectedPaise! - cashPaise!,
  }
  const ended = orders - Math.max(open!, openOrders!)
  const perMinute = orders / (ran.ms / 60_000)
  return {
    bench: 'day',
    ratio: ended / orders,
    value: ended,
    limit: orders,
    unit: 'parcels ended',
    p50Ms: booked!.p50,
    p99Ms: booked!.p99,
    pass: Object.values(wrong).every((number) => number === 0) && Object.keys(figures.surprises).length === 0,
    minutes: round(ran.ms / 60_000),
    ordersPerMinute: Math.round(perMinute),
    compressed: `1 minute of the day in ${round(minuteMs)} ms`,
    worstQueueLagMs: Math.round(ran.worstLagMs),
    worstQueueLagAt: `${Math.floor(ran.worstAt / 60)}:${String(ran.worstAt % 60).padStart(2, '0')}`,
    events: figures.events,
    ended: Object.fromEntries(states.map(({ state, n }) => [state, n])),
    cashPaise,
    wrong,
    ...(problems.length > 0 ? { ledgerProblems: problems.slice(0, 3) } : {}),
    failures: figures.failures,
    surprises: figures.surprises,
    gini: round(giniOf(shares.map(([, parcels]) => parcels))),
    shares: Object.fromEntries(shares),
  }
}

const round = (figure: number): number => Math.round(figure * 100) / 100
