import { pino } from 'pino'
import type { Test } from 'tap'
import { createPostFolder, postFiles } from '../../src/delivery/adapters/post/index.ts'
import { pullConnector } from '../../src/delivery/adapters/pull/index.ts'
import {
  type CrewDeps,
  createDispatch,
  type DispatchDeps,
  findLapses,
  findOffers,
  keepInstruction,
  readLaneRecords,
  takenBackAt,
} from '../../src/delivery/dispatch/index.ts'
import { createDoor } from '../../src/delivery/door/index.ts'
import { createLabels } from '../../src/delivery/labels/index.ts'
import { createPoints } from '../../src/delivery/points/index.ts'
import { createPost } from '../../src/delivery/post/index.ts'
import { createProviders, type ProviderFacts } from '../../src/delivery/providers/index.ts'
import { createRelay } from '../../src/delivery/relay/index.ts'
import { countDamaged, createReturns } from '../../src/delivery/returns/index.ts'
import { carrierOfOrder, createShipments, isFromDoor } from '../../src/delivery/shipments/index.ts'
import type { ArticleRange } from '../../src/kernel/article-number.ts'
import { HaatError } from '../../src/kernel/errors.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { createPlaces } from '../../src/places/index.ts'
import { createSealer } from '../../src/platform/crypto/index.ts'
import type { Sql, Tx } from '../../src/platform/database/index.ts'
import { createHttpApp } from '../../src/platform/http/index.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { createEventStreams, createLiveHub } from '../../src/platform/live/index.ts'
import { createPromises, plainBands } from '../../src/trust/promises/index.ts'
import { createRatings } from '../../src/trust/ratings/index.ts'
import { createReceipts } from '../../src/trust/receipts/index.ts'
import { createRemittances } from '../../src/trust/remittances/index.ts'
import { contactBridge, membersOf, photoShelf } from './delivery-world.memory.ts'
import type { FakeProvider } from './delivery-world.provider.ts'
import type { TradeWorld } from './trade-world.ts'

export interface DeliveryWorldOptions {
  connect?: DispatchDeps['connect']
  readStatus?: DispatchDeps['readStatus']
  network?: DispatchDeps['network']
  settings?: Partial<DispatchDeps['settings']>
  live?: boolean
  /** Nothing goes by post when absent. */
  post?: { ranges: ArticleRange[]; folder?: string }
  /** PINs that the shop serves, beside those around it. */
  pinsServed?: string[]
  max?: number
}

/** Providers, shipments, dispatch and all that stands on them, wired as the market wires them, over a world of trade. */
export async function wireDelivery(t: Test, world: TradeWorld, options: DeliveryWorldOptions) {
  const { db, outbox, members, operators, orders, payments, traders } = world
  const log = pino({ level: 'silent' })
  const decisions: { action: string; objectId: string }[] = []
  const unknownStatuses: string[] = []
  const people = {
    isOperator: async (accountId: Id<'account'>) => operators.has(accountId),
    roleOf: async (_sql: unknown, accountId: Id<'account'>, party: { id: string }) =>
      members.get(`${accountId} ${party.id}`),
  }
  const record = {
    record: async (_tx: unknown, decision: { action: string; objectId: string }) => {
      decisions.push(decision)
    },
  }
  const client = createGuardedClient({ allowedHosts: ['127.0.0.1'] })
  t.teardown(() => client.close())
  const providerMembers = membersOf(members)
  const places = createPlaces()
  const providers = createProviders({
    db,
    outbox,
    log,
    sealer: createSealer({ key: Buffer.alloc(32, 7) }),
    judgeUrl: (url) => client.judgeUrl(url),
    record,
    places,
    maxAgeMs: 100,
    members: providerMembers,
  })
  t.teardown(() => providers.calls.flush())
  const hub = options.live ? createLiveHub({ databaseUrl: world.url, log }) : undefined
  const deaf = { subscribe: () => () => {} } as unknown as ReturnType<typeof createLiveHub>
  const streams = createEventStreams({
    hub: hub ?? deaf,
    log,
  })
  t.teardown(async () => {
    await streams.close()
    await hub?.close()
  })
  const points = createPoints({ db, places: createPlaces(), people, shops: traders, record })
  Object.assign(world.points, {
    find: async (sql: Sql, ids: readonly Id<'point'>[]) => {
      const full = await remittances.fullPoints(sql)
      const found = await points.dropPoints(sql, ids)
      return new Map([...found].map(([id, point]) => [id, { ...point, takesCash: !full.has(id) }]))
    },
    reserve: (tx: Tx, pointId: Id<'point'>, order: { shopId: Id<'shop'>; orderId: Id<'order'> }) =>
      points.reserve(tx, pointId, order, 'collect'),
  })
  const remittances = createRemittances({
    db,
    audit: record,
    cash: payments,
    shops: traders,
    parcels: { several: (sql, ids) => shipments.several(sql, ids) },
    bookings: { several: findOffers },
    members: providerMembers,
    directory: providers.directory,
    points,
    usualLimitPaise: { provider: 0n, point: 30_000n },
    riderLimitPaise: 30_000n,
  })
  const receipts = createReceipts({
    db,
    sealer: createSealer({ key: Buffer.alloc(32, 7) }),
    shipments: () => shipments,
    orders,
    people,
    shops: traders,
    market: 'https://haat.example.in',
  })
  world.brought.byShop = (...asked) => shipments.broughtByShop(...asked)
  const shipments = createShipments({
    db,
    orders,
    cash: payments,
    legs: {
      legMoved: (tx, leg, before, told) =>
        isFromDoor(leg) ? returns.legMoved(tx, leg, before) : relay.legMoved(tx, leg, before, told),
    },
    post: { calledOff: (tx, leg) => post.follower.calledOff(tx, leg) },
    pickups: { judge: (tx, leg, told) => returns.judge(tx, leg, told) },
    proofs: receipts,
    door: { mayTake: (sql, parcel) => door.mayTake(sql, parcel) },
    people,
    decisions: record,
    directory: providers.directory,
    streams,
    codeKey: Buffer.alloc(32, 9),
    onUnknownStatus: (provider) => unknownStatuses.push(provider),
  })
  const fakes = new Map<string, FakeProvider>()
  const pull = pullConnector({ keep: (instruction) => keepInstruction(db, instruction) })
  const deps: CrewDeps = {
    db,
    outbox,
    log,
    shipments,
    directory: providers.directory,
    orders,
    shops: traders,
    people,
    connect:
      options.connect ??
      ((facts: ProviderFacts) => (facts.channel === 'pull' ? pull(facts) : fakes.get(facts.providerId)!)),
    network: options.network,
    door: { notesFor: (sql, parcels) => door.notesFor(sql, parcels) },
    checks: { listsFor: (sql, parcels) => returns.listsFor(sql, parcels) },
    ...(options.readStatus ? { readStatus: options.readStatus } : {}),
    keyHolder: providers.authenticateKey,
    hub: hub ?? deaf,
    streams,
    relay: {
      begins: (tx, parcel) => relay.begins(tx, parcel),
      takes: (tx, parcel) => relay.takes(tx, parcel),
      brings: (tx, parcel) => relay.brings(tx, parcel),
    },
    points,
    settings: { answerSeconds: 2, decisionSeconds: 60, retrySeconds: 60, ...options.settings },
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    members: providerMembers,
    calls: providers.calls,
    cash: payments,
    cashLimits: remittances,
    publicUrl: 'https://haat.example.in',
    photos: photoShelf(),
  }
  const broken: { kind: string; lane: string; provider: string }[] = []
  const postalWords: { numbersGone: number; rows: Record<string, number> } = { numbersGone: 0, rows: {} }
  const post = createPost({
    ...{ db, log, outbox, shipments, orders, shops: traders, points, places, files: postFiles },
    ...{ directory: providers.directory, customer: 'TEST', closeHours: [12, 17] },
    ...(options.post?.folder
      ? { folder: createPostFolder(options.post.folder, { now: () => Infinity }) }
      : {}),
    ranges: options.post?.ranges ?? [],
    meters: {
      numbersGone: () => {
        postalWords.numbersGone += 1
      },
      rows: (outcome, count) => {
        postalWords.rows[outcome] = (postalWords.rows[outcome] ?? 0) + count
      },
    },
  })
  /** Closed, the post carries nothing more, as if it were not there. */
  const postIs = { open: true }
  const dispatch = createDispatch({
    ...deps,
    post: (parcel) => (postIs.open ? (post.carrier?.lane(parcel) ?? null) : null),
  })
  const relay = createRelay({
    ...deps,
    decisions: record,
    directory: providers.directory,
    points,
    carriers: {
      startups: dispatch.lane,
      callOff: dispatch.callOff,
      moveBooking: dispatch.moveBooking,
      get post() {
        return postIs.open ? post.carrier : null
      },
    },
    settings: { planBy: 'cost', collectHours: 72 },
    orders,
  })
  const ratings = createRatings({ db, orders, traders, carrierOf: carrierOfOrder })
  const promises = createPromises({
    db,
    outbox,
    audit: record,
    members: providerMembers,
    shipments,
    dispatch: { findLapses, takenBackAt },
    records: readLaneRecords,
    damaged: countDamaged,
    ratings: ratings.carriers,
    money: payments,
    directory: providers.directory,
    districtOf: providers.districtOf,
    bands: plainBands,
    onBroken: (what) => broken.push(what),
  })
  const { bridge, bridged } = contactBridge()
  const door = createDoor({
    ...deps,
    points,
    relay,
    bridge,
    phones: { phoneOf: async () => '+919811111111' },
    settings: { mostAttempts: 3, answerMinutes: 240 },
  })
  const returns = createReturns({
    ...deps,
    orders,
    catalogue: world.catalogue,
    dispatch,
    decisions: record,
    settings: { days: 7, answerHours: 48, undoMinutes: 15, stuckHours: 48 },
  })
  outbox.register([...dispatch.consumers, ...door.consumers])
  const subscriptions = [...(await dispatch.subscriptions()), ...(await door.subscriptions())]
  const app = await createHttpApp({
    log,
    authenticators: {
      person: async (token) => {
        if (!token.startsWith('acc_')) throw new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')
        return world.person(token as Id<'account'>)
      },
      provider: providers.authenticateKey,
      isOperator: people.isOperator,
    },
    routes: [
      orders.routes,
      providers.routes,
      points.routes,
      shipments.routes,
      receipts.routes,
      remittances.routes,
      promises.routes,
      ratings.routes,
      dispatch.routes,
      relay.routes,
      door.routes,
      returns.routes,
      post.routes,
      createLabels({ ...deps, members: providerMembers, places }).routes,
    ],
    trustProxy: false,
    rateLimitPerMinute: 1_000_000,
  })
  t.teardown(() => app.close())
  return {
    log,
    app,
    deps,
    client,
    providers,
    points,
    shipments,
    dispatch,
    relay,
    door,
    returns,
    bridged,
    post,
    postIs,
    postalWords,
    subscriptions,
    decisions,
    unknownStatuses,
    promises,
    /** Promises that were told to be broken. */
    broken,
    fakes,
    providerMembers,
  }
}
