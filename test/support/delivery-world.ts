import { Readable } from 'node:stream'
import { pino } from 'pino'
import type { Test } from 'tap'
import { createPostFolder, postFiles } from '../../src/delivery/adapters/post/index.ts'
import { pullConnector } from '../../src/delivery/adapters/pull/index.ts'
import {
  type BookResult,
  type CrewDeps,
  createDispatch,
  type DeliveryProvider,
  type DispatchDeps,
  type DoorUpdate,
  findLapses,
  keepInstruction,
  type ParcelOffer,
  type QuoteResult,
  readLaneRecords,
  takenBackAt,
} from '../../src/delivery/dispatch/index.ts'
import { type ContactBridge, createDoor } from '../../src/delivery/door/index.ts'
import { createLabels } from '../../src/delivery/labels/index.ts'
import { createPoints } from '../../src/delivery/points/index.ts'
import { createPost } from '../../src/delivery/post/index.ts'
import {
  createProviders,
  type ProviderFacts,
  type ProviderMembers,
} from '../../src/delivery/providers/index.ts'
import { createRelay } from '../../src/delivery/relay/index.ts'
import { countDamaged, createReturns } from '../../src/delivery/returns/index.ts'
import { carrierOfOrder, createShipments, isFromDoor } from '../../src/delivery/shipments/index.ts'
import type { ArticleRange } from '../../src/kernel/article-number.ts'
import { HaatError, notFound } from '../../src/kernel/errors.ts'
import { type Id, idOf, newId, uuidOf } from '../../src/kernel/ids.ts'
import { createPlaces } from '../../src/places/index.ts'
import { createSealer } from '../../src/platform/crypto/index.ts'
import type { Sql, Tx } from '../../src/platform/database/index.ts'
import { createHttpApp } from '../../src/platform/http/index.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { createEventStreams, createLiveHub } from '../../src/platform/live/index.ts'
import { claimDeliveries, type Delivery, event } from '../../src/platform/outbox/index.ts'
import { signWebhook } from '../../src/platform/webhooks/index.ts'
import { orderCancelled, orderPacked } from '../../src/trade/orders/index.ts'
import { createPromises, plainBands } from '../../src/trust/promises/index.ts'
import { createRatings } from '../../src/trust/ratings/index.ts'
import { createReceipts } from '../../src/trust/receipts/index.ts'
import { createRemittances } from '../../src/trust/remittances/index.ts'
import { type BuyOptions, createTradeWorld, type Shop } from './trade-world.ts'

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
export type DeliveryWorld = Awaited<ReturnType<typeof createDeliveryWorld>>

export interface TestProvider {
  providerId: Id<'provider'>
  key: string
  secret: string
  fake: FakeProvider
}

/**
 * Providers, shipments and dispatch over real orders and payments, on a database of the test's own. Providers
 * are in memory unless `connect` is given. An access token is the account's id.
 */
export async function createDeliveryWorld(
  t: Test,
  options: {
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
  } = {},
) {
  const world = await createTradeWorld(t, { max: options.max ?? 10 })
  const { db, sql, outbox, members, operators, orders, payments, traders } = world
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
  const providerMembers: ProviderMembers = {
    async requireMember(_sql, person, party, atLeast) {
      const role = members.get(`${person.accountId} ${party.id}`)
      if (!role) throw notFound('provider')
      if (atLeast === 'owner' && role !== 'owner')
        throw new HaatError('forbidden', 'forbidden', 'Owners only.')
      return role
    },
    grant: async (_tx, grant) => members.set(`${grant.accountId} ${grant.party.id}`, grant.role),
    partiesOf: async (_sql, accountId) =>
      [...members].flatMap(([key, role]) => {
        const [account, id] = key.split(' ') as [string, string]
        return account === accountId && id.startsWith('prv_')
          ? [{ party: { kind: 'provider', id }, role }]
          : []
      }),
  }
  const places = createPlaces()
  const providers = createProviders({
    db,
    log,
    sealer: createSealer({ key: Buffer.alloc(32, 7) }),
    judgeUrl: (url) => client.judgeUrl(url),
    record,
    places,
    maxAgeMs: 100,
    members: providerMembers,
  })
  t.teardown(() => providers.calls.flush())
  const photos = new Map<string, Buffer>()
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
    parcels: { read: (sql, id) => shipments.read(sql, id) },
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
    photos: {
      put: async (key, content, { contentType }) => {
        photos.set(key, content as Buffer)
        return { key, size: (content as Buffer).length, contentType }
      },
      get: async (key) => {
        const photo = photos.get(key)
        return photo && { key, size: photo.length, contentType: 'image/jpeg', stream: Readable.from([photo]) }
      },
    },
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
  /** What went over the bridge between buyers and riders. */
  const bridged: ({ to: string; text: string } | { from: string; to: string })[] = []
  const bridge: ContactBridge = {
    send: async (message) => {
      bridged.push(message)
      return { outcome: 'sent' }
    },
    call: async (call) => {
      bridged.push(call)
      return { outcome: 'sent' }
    },
  }
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

  const call = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    token?: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const payload = typeof body === 'string' ? body : body === undefined ? undefined : JSON.stringify(body)
    const reply = await app.inject({
      method,
      url,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    return {
      status: reply.statusCode,
      headers: reply.headers,
      body: reply.body === '' ? undefined : reply.json(),
    }
  }

  const ok = async (...args: Parameters<typeof call>) => {
    const reply = await call(...args)
    if (reply.status >= 300)
      throw new Error(`${args[0]} ${args[1]}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }

  /** The providers that were added, by id. */
  const known = new Map<string, TestProvider & { owner: string }>()
  const operator = newId('account')
  operators.add(operator)

  /** Registers, secures and approves a provider over HTTP. */
  const addProvider = async (
    change: Record<string, unknown> = {},
  ): Promise<TestProvider & { owner: string }> => {
    const owner = newId('account')
    const { providerId } = await ok('POST', '/v1/providers', owner, providerBody(change))
    const { secret } = await ok('POST', `/v1/providers/${providerId}/webhook-secrets`, owner)
    const { key } = await ok('POST', `/v1/providers/${providerId}/keys`, owner)
    await ok('POST', `/v1/providers/${providerId}/submit`, owner)
    await ok('POST', `/v1/operator/providers/${providerId}/approve`, operator)
    const fake = fakeProvider()
    fakes.set(providerId, fake)
    const made = { providerId, key, secret, fake, owner }
    known.set(providerId, made)
    return made
  }

  let shop: Shop | undefined
  let listingId: Id<'listing'> | undefined

  /** A paid-at-the-door order of one piece, packed and told. */
  const packedOrder = async (how: BuyOptions & { tell?: boolean; pickup?: boolean } = {}) => {
    shop ??= await world.newShop({ pinsServed: options.pinsServed ?? [] })
    listingId ??= await world.newListing(shop, { available: 100_000 })
    const buyer = world.consumer()
    await world.fill(buyer, shop, listingId)
    const kind = how.pickup ? 'pickup' : 'delivery'
    const picked = how.pickup ? { expectedTotalPaise: 10000n } : {}
    await world.buy(buyer, { ...how, ...picked, fulfilment: [[shop.shopId, kind]] })
    const [row] = await sql(
      `update orders set state = 'packed', accepted_at = now(), packed_at = now()
       where purchase_id in (select id from purchases where account_id = $1) returning id, shop_id`,
      [uuidOf(buyer.accountId)],
    )
    const { orderId, facts } = await factsOf(row.id)
    const ref = { shopId: shop.shopId, orderId }
    if (how.tell !== false) await publish(event(orderPacked, ref))
    return { ...ref, facts, buyer: buyer.accountId, owner: shop.owner }
  }

  const factsOf = async (uuid: string) => {
    const all = await orders.ordersFor(db, [asOrderId(uuid)])
    const [facts] = [...all.values()]
    return { orderId: facts!.orderId, facts: facts! }
  }

  const publish = (...events: Parameters<typeof outbox.publish>[1]) =>
    db.transaction((tx) => outbox.publish(tx, events))

  /** An order called off, as orders do it: the state first, the news behind it. */
  const callOff = async (order: { shopId: Id<'shop'>; orderId: Id<'order'> }, tell = true): Promise<void> => {
    await sql(`update orders set state = 'cancelled' where id = $1`, [uuidOf(order.orderId)])
    if (tell) await publish(event(orderCancelled, { shopId: order.shopId, orderId: order.orderId }))
  }

  const names = subscriptions.map(({ consumer }) => consumer.name)
  const handle = async (row: Delivery<never> & { consumer: string }): Promise<void> => {
    const subscription = subscriptions.find(({ consumer }) => consumer.name === row.consumer)!
    if (subscription.handle.mode !== 'single') throw new Error('dispatch handles events one by one')
    const [definition] = subscription.consumer.on
    const payload = definition!.payload.parse(row.payload)
    await subscription.handle.run(
      { ...row, payload } as unknown as Delivery<never>,
      async (tx) => (await claimDeliveries(tx, [row.id])).size === 1,
    )
  }
  const waiting = (due: boolean): Promise<(Delivery<never> & { consumer: string })[]> =>
    sql(
      `select id, topic, consumer, payload from outbox where consumer = any($1) and (not $2 or due_at <= now())
       order by due_at, id`,
      [names, due],
    ) as Promise<(Delivery<never> & { consumer: string })[]>

  /** Handles what is due until nothing is; how many events that were. */
  const settle = async (): Promise<number> => {
    let handled = 0
    for (let rows = await waiting(true); rows.length > 0; rows = await waiting(true)) {
      await handle(rows[0]!)
      if (++handled > 1000) throw new Error('events without end')
    }
    return handled
  }
  /** Lets the time of all timers come that wait now, and settles. */
  const passTime = async (): Promise<number> => {
    await sql('update outbox set due_at = now() where consumer = any($1)', [names])
    return settle()
  }

  const parcelOf = async (order: { shopId: Id<'shop'>; orderId: Id<'order'> }) => {
    return (await shipments.ofOrder(db, order))!
  }
  const offersOf = (order: { orderId: Id<'order'> }): Promise<Record<string, never>[]> =>
    sql(
      `select o.* from offers o join shipments s on s.shop_id = o.shop_id and s.id = o.shipment_id
       where s.order_id = $1 order by o.id`,
      [uuidOf(order.orderId)],
    )

  let events = 0
  /** A signed event of a provider. */
  const tell = (
    provider: TestProvider,
    reference: string,
    status: string,
    more: Record<string, unknown> = {},
    how: { secret?: string; at?: Date; as?: string } = {},
  ) => {
    const body = JSON.stringify({
      eventId: `evt-${++events}`,
      reference,
      status,
      occurredAt: new Date().toISOString(),
      ...more,
    })
    const headers = signWebhook({
      id: `msg-${events}`,
      timestamp: how.at ?? new Date(),
      body,
      secrets: [how.secret ?? provider.secret],
    })
    return call('POST', `/v1/providers/${how.as ?? provider.providerId}/events`, undefined, body, headers)
  }

  return {
    ...world,
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
    known,
    newOrderId: () => newId('order'),
    operator,
    call,
    ok,
    addProvider,
    /** Lets somebody act for a provider. */
    addMember: (accountId: Id<'account'>, providerId: Id<'provider'>, role: 'owner' | 'staff') =>
      providerMembers.grant(null as never, { accountId, party: { kind: 'provider', id: providerId }, role }),
    calls: providers.calls,
    packedOrder,
    callOff,
    publish,
    handle,
    waiting,
    settle,
    passTime,
    parcelOf,
    offersOf,
    tell,
  }
}

const asOrderId = (uuid: string): Id<'order'> => idOf('order', uuid)
