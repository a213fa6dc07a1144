import type { Authenticators, Routes } from '../../platform/http/index.ts'
import type { Consumer, Outbox, Subscription } from '../../platform/outbox/index.ts'
import type { JobHandler } from '../../platform/queue/index.ts'
import type { Resources } from '../resources.ts'
import type { UpkeepTask } from '../upkeep.ts'
import { wireCarriers } from './carriers.ts'
import { wireDelivery } from './delivery.ts'
import type { Later } from './families.ts'
import { wireGround } from './ground.ts'
import { wireOversight } from './oversight.ts'
import { wireParcels } from './parcels.ts'
import { wireTrade } from './trade.ts'
import { wireTrust } from './trust.ts'

/** The modules of one process, as the API and the workers need them. */
export type Modules = ReturnType<typeof wireModules>

/** What any module may bring besides its use cases. */
interface Module {
  routes: Routes
  consumers?: readonly Consumer[]
  /** Loads the handlers of its events: only a worker does. */
  subscriptions?(): Promise<Subscription[]>
  /** Loads the handlers of its jobs: only a worker does. */
  handlers?(): Promise<JobHandler<never>[]>
  upkeep?: readonly UpkeepTask[]
}

/**
 * Makes every module in the order in which the trade happens. Where an earlier module needs a later one it
 * declares a port, and gets here a function that asks the later module when it is called.
 */
export function wireModules(resources: Resources) {
  const later: Later = {
    points: () => carriers.points,
    ratings: () => trust.ratings,
    remittances: () => trust.remittances,
    shipments: () => delivery.shipments,
    dispatch: () => delivery.dispatch,
    door: () => parcels.door,
    returns: () => parcels.returns,
    certification: () => parcels.certification,
    documents: () => overseen.documents,
    payouts: () => overseen.payouts,
  }
  const ground = wireGround(resources)
  const trade = wireTrade(resources, ground, later)
  const carriers = wireCarriers(resources, { ...ground, ...trade })
  const trust = wireTrust(resources, { ...ground, ...trade, ...carriers }, later)
  const carried = { ...ground, ...trade, ...carriers, ...trust }
  const delivery = wireDelivery(resources, carried, later)
  const parcels = wireParcels(resources, { ...carried, ...delivery })
  const overseen = wireOversight(resources, { ...carried, ...delivery, ...parcels })

  const { outbox, sender, bridge, audit, identity, places } = ground
  const { traders, catalogue, pictures, crafts, search, duplicates, orders, payments } = trade
  const { providers, points } = carriers
  const { ratings, remittances, receipts } = trust
  const { shipments, post, dispatch, relay } = delivery
  const { door, labels, returns, certification } = parcels
  const { payouts, promises, announcements, documents, oversight } = overseen

  const all: Module[] = [
    audit,
    identity,
    places,
    traders,
    catalogue,
    pictures,
    crafts,
    search,
    duplicates,
    orders,
    payments,
    ratings,
    providers,
    points,
    shipments,
    receipts,
    remittances,
    dispatch,
    relay,
    door,
    returns,
    post,
    labels,
    certification,
    payouts,
    promises,
    announcements,
    documents,
    oversight,
  ]
  outbox.register(all.flatMap((module) => module.consumers ?? []))

  const authenticators: Authenticators = {
    person: identity.authenticate,
    provider: providers.authenticateKey,
    isOperator: identity.isOperator,
  }
  return {
    outbox: outbox satisfies Outbox,
    identity,
    places,
    traders,
    catalogue,
    crafts,
    search,
    duplicates,
    orders,
    payments,
    providers,
    points,
    shipments,
    dispatch,
    relay,
    post,
    authenticators,
    routes: all.map((module) => module.routes),
    subscriptions: async () =>
      (await Promise.all(all.map((module) => module.subscriptions?.() ?? []))).flat(),
    handlers: async () => (await Promise.all(all.map((module) => module.handlers?.() ?? []))).flat(),
    upkeep: [
      { name: 'identity.forgetOld', everyMs: 6 * 3_600_000, run: identity.forgetOld },
      ...all.flatMap((module) => module.upkeep ?? []),
    ] satisfies UpkeepTask[],
    /** Ends what modules keep open. */
    close: async () => {
      await providers.calls.flush()
      await sender.close?.()
      await bridge.close?.()
    },
  }
}
