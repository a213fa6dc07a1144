import { findLapses, readLaneRecords, takenBackAt } from '../../delivery/dispatch/index.ts'
import { providersByStatus } from '../../delivery/providers/index.ts'
import { countDamaged } from '../../delivery/returns/index.ts'
import { shipmentFigures } from '../../delivery/shipments/index.ts'
import { outboxState } from '../../platform/outbox/index.ts'
import { searchWaiting } from '../../trade/search/index.ts'
import { createAnnouncements } from '../../trust/announcements/index.ts'
import { createDocuments } from '../../trust/documents/index.ts'
import { createOversight } from '../../trust/oversight/index.ts'
import { createPayouts } from '../../trust/payouts/index.ts'
import { createPromises } from '../../trust/promises/index.ts'
import type { Resources } from '../resources.ts'
import type { Carriers, Delivery, Ground, Oversight, Parcels, Trade, Trust } from './families.ts'

/** Traders paid, promises kept and broken, notices, papers, and what operators see. */
export function wireOversight(
  resources: Resources,
  {
    outbox,
    audit,
    identity,
    traders,
    orders,
    payments,
    providers,
    shipments,
    ratings,
    returns,
  }: Ground & Trade & Carriers & Trust & Delivery & Parcels,
): Oversight {
  const { config, db, queues, files, metrics, sealer } = resources
  const payouts = createPayouts({
    db,
    audit,
    sealer,
    identity,
    money: payments,
    orders,
    returns,
    traders,
    returnDays: config.RETURN_DAYS,
    openingHour: config.PAYOUT_HOUR,
  })
  const promises = createPromises({
    db,
    outbox,
    audit,
    members: identity,
    shipments,
    dispatch: { findLapses, takenBackAt },
    records: readLaneRecords,
    damaged: countDamaged,
    ratings: ratings.carriers,
    money: payments,
    directory: providers.directory,
    districtOf: providers.districtOf,
    bands: { pickup: config.PENALTIES_PICKUP, delivery: config.PENALTIES_DELIVERY },
    onBroken: (what) => metrics.promiseBroken.inc(what),
    suspendAfter: config.PROMISES_SUSPEND_AFTER,
    suspend: (providerId, reason) => providers.byMarket(providerId, 'suspend', reason),
  })
  const announcements = createAnnouncements({ db, audit })
  const documents = createDocuments({
    db,
    files,
    people: identity,
    registrations: {
      statusOf: (sql, { kind, id }) =>
        kind === 'trader' ? traders.statusOf(sql, id) : providers.statusOf(sql, id),
      holdStatus: (tx, { kind, id }) =>
        kind === 'trader' ? traders.holdStatus(tx, id) : providers.holdStatus(tx, id),
    },
  })
  const oversight = createOversight({
    db,
    traders: { ...traders.figures, names: traders.shopFacts },
    orders: orders.figures,
    providers: {
      byStatus: providersByStatus,
      nameOf: async (id) => (await providers.directory.find(id))?.name,
    },
    parcels: shipmentFigures,
    index: { waiting: searchWaiting },
    outbox: outboxState,
    queues: () => queues.depths(),
    queueEngine: queues.engine,
  })
  return { payouts, promises, announcements, documents, oversight }
}
