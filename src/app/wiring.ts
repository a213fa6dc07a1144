import { createPostFolder, postFiles } from '../delivery/adapters/post/index.ts'
import { pullConnector } from '../delivery/adapters/pull/index.ts'
import { checkProvider, readProviderStatus, webhookConnector } from '../delivery/adapters/webhook/index.ts'
import { createCertification } from '../delivery/certification/index.ts'
import {
  createDispatch,
  createWayOf,
  findLapses,
  type ProviderConnector,
  takenBackAt,
} from '../delivery/dispatch/index.ts'
import { createDoor } from '../delivery/door/index.ts'
import { createLabels } from '../delivery/labels/index.ts'
import { createPoints } from '../delivery/points/index.ts'
import { createPost } from '../delivery/post/index.ts'
import { createProviders, providersByStatus } from '../delivery/providers/index.ts'
import { createRelay } from '../delivery/relay/index.ts'
import { createReturns } from '../delivery/returns/index.ts'
import { createShipments, isFromDoor, shipmentFigures } from '../delivery/shipments/index.ts'
import { createHttpOtpSender, createIdentity, createLogOtpSender, type OtpSender } from '../identity/index.ts'
import { type ArticleRange, readArticleRange } from '../kernel/article-number.ts'
import { createPlaces } from '../places/index.ts'
import type { Config } from '../platform/config/index.ts'
import type { Authenticators, Routes } from '../platform/http/index.ts'
import {
  type Consumer,
  createOutbox,
  type Outbox,
  outboxState,
  type Subscription,
} from '../platform/outbox/index.ts'
import type { JobHandler } from '../platform/queue/index.ts'
import { createCatalogue } from '../trade/catalogue/index.ts'
import { createCrafts } from '../trade/crafts/index.ts'
import { createOrders } from '../trade/orders/index.ts'
import { createPayments } from '../trade/payments/index.ts'
import { createPictures } from '../trade/pictures/index.ts'
import { createSearch, searchWaiting } from '../trade/search/index.ts'
import { createTraders } from '../trade/traders/index.ts'
import { createAnnouncements } from '../trust/announcements/index.ts'
import { createAudit } from '../trust/audit/index.ts'
import { createDocuments } from '../trust/documents/index.ts'
import { createOversight } from '../trust/oversight/index.ts'
import { createPromises } from '../trust/promises/index.ts'
import { createRatings } from '../trust/ratings/index.ts'
import { createReceipts } from '../trust/receipts/index.ts'
import { createRemittances } from '../trust/remittances/index.ts'
import { contactBridge } from './contact-bridge.ts'
import { ondcAdapter, outsideOndc } from './ondc.ts'
import type { Resources } from './resources.ts'
import type { UpkeepTask } from './upkeep.ts'

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
  const {
    config,
    log,
    db,
    queues,
    client,
    pictureClient,
    files,
    sealer,
    live,
    streams,
    metrics,
    masterKey,
    codeKey,
  } = resources
  const outbox = createOutbox()
  const sender = otpSender(resources)
  const bridge = contactBridge(resources)

  const audit = createAudit({ db })
  const identity = createIdentity({
    db,
    log,
    audit,
    sealer,
    secretKey: masterKey,
    publicUrl: config.PUBLIC_URL,
    platformName: config.PLATFORM_NAME,
    otpSender: sender,
    limits: { perAddressAnHour: config.OTP_PER_ADDRESS_HOUR },
  })
  const places = createPlaces()
  const traders = createTraders({ db, outbox, identity, places, audit, sealer })
  const catalogue = createCatalogue({
    db,
    outbox,
    queues,
    traders,
    identity,
    audit,
    storage: files,
    streams,
    log,
    deepDiscountPercent: config.DEEP_DISCOUNT_PERCENT,
  })
  const pictures = createPictures({
    db,
    files,
    queues,
    goods: catalogue,
    shops: traders,
    client: pictureClient,
    log,
  })
  const crafts = createCrafts({
    db,
    audit,
    outbox,
    catalogue,
    traders,
    hasDocument: (sql, id, documentId) => documents.belongsTo(sql, documentId, { kind: 'trader', id }),
  })
  const search = createSearch({
    db,
    outbox,
    catalogue,
    traders,
    places,
    identity,
    audit,
    ratings: { summaries: (sql, shopIds) => ratings.summaries(sql, shopIds) },
    orders: { keptByShop: (sql, since) => orders.keptByShop(sql, since) },
    weights: config.SEARCH_WEIGHTS,
    marks: crafts.marks,
    delivery: {
      fee: async (sql, { shop, pin, point, weightGrams }) => {
        const drop = { pin, point: point ?? places.lookUp(pin)?.point ?? null }
        const estimate = await dispatch.estimate(sql, { shop, drop, weightGrams, cod: false })
        return estimate?.feePaise ?? 0n
      },
    },
    log,
    meili: config.MEILI_URL
      ? { url: config.MEILI_URL, key: config.MEILI_KEY, index: config.MEILI_INDEX }
      : undefined,
    metrics,
  })
  const orders = createOrders({
    db,
    outbox,
    identity,
    traders,
    catalogue,
    places,
    paymentExpirySeconds: config.PAYMENT_EXPIRY_SECONDS,
    payment: {
      begin: (tx, request) => payments.begin(tx, request),
      reverse: (tx, reversal) => payments.reverse(tx, reversal),
      void: (tx, purchaseId) => payments.void(tx, purchaseId),
      collectCash: (tx, cash) => payments.collectCash(tx, cash),
      beforeExpiry: (purchaseIds) => payments.beforeExpiry(purchaseIds),
      viewOf: (sql, purchaseId) => payments.viewOf(sql, purchaseId),
    },
    delivery: { estimate: (sql, request) => dispatch.estimate(sql, request) },
    points: {
      find: async (sql, ids) => {
        const full = await remittances.fullPoints(sql)
        const found = await points.dropPoints(sql, ids)
        return new Map([...found].map(([id, point]) => [id, { ...point, takesCash: !full.has(id) }]))
      },
      reserve: (tx, pointId, order) => points.reserve(tx, pointId, order, 'collect'),
    },
  })
  const payments = createPayments({
    db,
    outbox,
    log,
    client,
    orders,
    identity,
    traders,
    platformUpiId: config.PLATFORM_UPI_ID,
    platformName: config.PLATFORM_NAME,
    gateway:
      config.PAYMENT_GATEWAY_URL && config.PAYMENT_GATEWAY_SECRET
        ? { url: config.PAYMENT_GATEWAY_URL, secret: config.PAYMENT_GATEWAY_SECRET }
        : undefined,
  })
  const ratings = createRatings({ db, orders, traders })
  const providers = createProviders({
    db,
    log,
    members: identity,
    record: audit,
    sealer,
    judgeUrl: (url) => client.judgeUrl(url),
    places,
  })
  const points = createPoints({ db, places, people: identity, shops: traders, record: audit })
  const remittances = createRemittances({
    db,
    audit,
    cash: payments,
    parcels: { read: (sql, id) => shipments.read(sql, id) },
    members: identity,
    directory: providers.directory,
    points,
    usualLimitPaise: {
      provider: BigInt(config.CASH_LIMIT_PAISE),
      point: BigInt(config.POINT_CASH_LIMIT_PAISE),
    },
    riderLimitPaise: BigInt(config.RIDER_CASH_LIMIT_PAISE),
  })
  const receipts = createReceipts({
    db,
    sealer,
    shipments: () => shipments,
    orders,
    people: identity,
    shops: traders,
    market: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
  })
  const shipments = createShipments({
    db,
    orders,
    cash: payments,
    legs: {
      legMoved: (tx, leg, before, told) =>
        isFromDoor(leg) ? returns.legMoved(tx, leg, before) : relay.legMoved(tx, leg, before, told),
    },
    pickups: { judge: (tx, leg, told) => returns.judge(tx, leg, told) },
    proofs: receipts,
    door: { mayTake: (sql, parcel) => door.mayTake(sql, parcel) },
    people: identity,
    decisions: audit,
    directory: providers.directory,
    streams,
    codeKey,
    onUnknownStatus: (provider) => metrics.unknownStatus.inc({ provider }),
  })
  const push = webhookConnector({
    client,
    timeoutMs: config.DISPATCH_ANSWER_SECONDS * 1000,
    onCall: providers.calls.keep,
  })
  const ondc = ondcAdapter(resources, {
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    wayOf: createWayOf({ db, shipments }),
  })
  const connectors = { push, pull: pullConnector, ondc: ondc?.connector ?? outsideOndc }
  const connect: ProviderConnector = (provider) =>
    // The post is told in files, never asked.
    provider.channel === 'post' ? outsideOndc(provider) : connectors[provider.channel](provider)
  const post = createPost({
    db,
    log,
    outbox,
    shipments,
    orders,
    shops: traders,
    points,
    places,
    directory: providers.directory,
    files: postFiles,
    folder: config.POST_FOLDER ? createPostFolder(config.POST_FOLDER) : undefined,
    customer: config.POST_CUSTOMER,
    closeHours: config.POST_CLOSE_HOURS,
    ranges: articleRanges(config),
    tariff: config.POST_TARIFF,
    meters: {
      numbersGone: () => metrics.postNumbersGone.inc(),
      rows: (outcome, count) => metrics.postRows.inc({ outcome }, count),
    },
  })
  const dispatch = createDispatch({
    db,
    outbox,
    log,
    shipments,
    directory: providers.directory,
    orders,
    shops: traders,
    people: identity,
    connect,
    door: { notesFor: (sql, parcels) => door.notesFor(sql, parcels) },
    checks: { listsFor: (sql, parcels) => returns.listsFor(sql, parcels) },
    network: ondc?.gate,
    sandbox: {
      told: (providerId, word) => certification.sandbox.told(providerId, word),
      free: (providerId) => certification.sandbox.free(providerId),
      lease: (ref, given) => certification.sandbox.lease(ref, given),
      decide: (ref, holder, yes, reason) => certification.sandbox.decide(ref, holder, yes, reason),
    },
    keyHolder: providers.authenticateKey,
    hub: live,
    streams,
    members: identity,
    calls: providers.calls,
    photos: files,
    cash: payments,
    cashLimits: remittances,
    publicUrl: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
    readStatus: readProviderStatus,
    relay: {
      begins: (tx, parcel) => relay.begins(tx, parcel),
      takes: (tx, parcel) => relay.takes(tx, parcel),
    },
    points,
    post: post.carrier?.lane,
    settings: {
      answerSeconds: config.DISPATCH_ANSWER_SECONDS,
      decisionSeconds: config.DISPATCH_DECISION_SECONDS,
      retrySeconds: config.DISPATCH_RETRY_SECONDS,
      weights: {
        minutePaise: config.DISPATCH_MINUTE_PAISE,
        latePaise: config.DISPATCH_LATE_PAISE,
        missedPaise: config.DISPATCH_MISSED_PAISE,
        lostPaise: config.DISPATCH_LOST_PAISE,
        loadPaise: config.DISPATCH_LOAD_PAISE,
        halfLifeDays: config.DISPATCH_HALF_LIFE_DAYS,
        newcomerEvery: config.DISPATCH_NEWCOMER_EVERY,
        newcomerParcels: config.DISPATCH_NEWCOMER_PARCELS,
      },
    },
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
  })

  const relay = createRelay({
    db,
    outbox,
    shipments,
    points,
    orders,
    people: identity,
    directory: providers.directory,
    decisions: audit,
    carriers: {
      startups: dispatch.lane,
      post: post.carrier,
      callOff: dispatch.callOff,
      moveBooking: dispatch.moveBooking,
    },
    settings: { planBy: config.RELAY_PLAN_BY, collectHours: config.POINT_COLLECT_HOURS },
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
  })
  const door = createDoor({
    db,
    outbox,
    shipments,
    orders,
    people: identity,
    points,
    relay,
    directory: providers.directory,
    connect,
    members: identity,
    phones: identity,
    bridge,
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    settings: { mostAttempts: config.DOOR_ATTEMPTS, answerMinutes: config.DOOR_ANSWER_MINUTES },
  })
  const labels = createLabels({
    db,
    shipments,
    orders,
    shops: traders,
    people: identity,
    members: identity,
    points,
    directory: providers.directory,
    places,
  })
  const returns = createReturns({
    db,
    outbox,
    shipments,
    orders,
    catalogue,
    people: identity,
    shops: traders,
    directory: providers.directory,
    dispatch,
    decisions: audit,
    photos: files,
    publicUrl: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    settings: { days: config.RETURN_DAYS, answerHours: config.RETURN_ANSWER_HOURS },
  })
  const certification = createCertification({
    db,
    outbox,
    people: identity,
    directory: providers.directory,
    places,
    audit,
    providers,
    connect,
    runChecks: ({ webhookUrl: url, secrets, liveQuotes }, pickup) =>
      checkProvider({
        client,
        url,
        secrets,
        liveQuotes,
        pickup,
        timeoutMs: config.DISPATCH_ANSWER_SECONDS * 1000,
      }),
  })
  const promises = createPromises({
    db,
    outbox,
    audit,
    members: identity,
    shipments,
    dispatch: { findLapses, takenBackAt },
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

  const all: Module[] = [
    audit,
    identity,
    places,
    traders,
    catalogue,
    pictures,
    crafts,
    search,
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

/** In development parcels go by post under numbers that no post has given. */
function articleRanges({ POST_ARTICLE_RANGES, HAAT_ENV }: Config): ArticleRange[] {
  const given = POST_ARTICLE_RANGES.flatMap((text) => readArticleRange(text) ?? [])
  return given.length > 0 || HAAT_ENV !== 'development'
    ? given
    : [{ prefix: 'HT', first: 0, last: 99_999_999 }]
}

function otpSender({ config, log }: Resources): OtpSender & { close?(): Promise<void> } {
  if (config.OTP_SENDER === 'log') {
    return createLogOtpSender({ log, production: config.HAAT_ENV === 'production' })
  }
  // The configuration has made sure that both are there.
  return createHttpOtpSender({ url: config.OTP_HTTP_URL!, token: config.OTP_HTTP_TOKEN! })
}
