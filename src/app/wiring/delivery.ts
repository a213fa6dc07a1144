import { createPostFolder, postFiles } from '../../delivery/adapters/post/index.ts'
import { pullConnector } from '../../delivery/adapters/pull/index.ts'
import { readProviderStatus, webhookConnector } from '../../delivery/adapters/webhook/index.ts'
import {
  createDispatch,
  createWayOf,
  keepInstruction,
  type ProviderConnector,
} from '../../delivery/dispatch/index.ts'
import { createPost } from '../../delivery/post/index.ts'
import { createRelay } from '../../delivery/relay/index.ts'
import { createShipments, isFromDoor } from '../../delivery/shipments/index.ts'
import { type ArticleRange, readArticleRange } from '../../kernel/article-number.ts'
import type { Config } from '../../platform/config/index.ts'
import { ondcAdapter, outsideOndc } from '../ondc.ts'
import type { Resources } from '../resources.ts'
import type { Carriers, Delivery, Ground, Later, Trade, Trust } from './families.ts'

/** Parcels, and how each finds who carries it. */
export function wireDelivery(
  resources: Resources,
  {
    outbox,
    audit,
    identity,
    places,
    traders,
    orders,
    payments,
    providers,
    points,
    remittances,
    receipts,
  }: Ground & Trade & Carriers & Trust,
  later: Later,
): Delivery {
  const { config, log, db, client, files, live, streams, metrics, codeKey } = resources
  const shipments = createShipments({
    db,
    orders,
    cash: payments,
    legs: {
      legMoved: (tx, leg, before, told) =>
        isFromDoor(leg) ? later.returns().legMoved(tx, leg, before) : relay.legMoved(tx, leg, before, told),
    },
    post: { calledOff: (tx, leg) => post.follower.calledOff(tx, leg) },
    pickups: { judge: (tx, leg, told) => later.returns().judge(tx, leg, told) },
    proofs: receipts,
    door: { mayTake: (sql, parcel) => later.door().mayTake(sql, parcel) },
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
    wayOf: createWayOf({
      db,
      shipments,
      sandbox: { networked: (ref) => later.certification().sandbox.networked(ref) },
    }),
  })
  const pull = pullConnector({ keep: (instruction) => keepInstruction(db, instruction) })
  const connectors = { push, pull, ondc: ondc?.connector ?? outsideOndc }
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
    door: { notesFor: (sql, parcels) => later.door().notesFor(sql, parcels) },
    checks: { listsFor: (sql, parcels) => later.returns().listsFor(sql, parcels) },
    network: ondc?.gate,
    sandbox: {
      told: (providerId, word) => later.certification().sandbox.told(providerId, word),
      free: (providerId) => later.certification().sandbox.free(providerId),
      lease: (ref, given) => later.certification().sandbox.lease(ref, given),
      decide: (ref, holder, yes, reason) => later.certification().sandbox.decide(ref, holder, yes, reason),
      shipment: (providerId, shipmentId) => later.certification().sandbox.shipment(providerId, shipmentId),
      networked: (ref) => later.certification().sandbox.networked(ref),
    },
    checkTalks: { hear: (providerId, heard) => later.certification().talks.hear(providerId, heard) },
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
      brings: (tx, parcel) => relay.brings(tx, parcel),
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
  return { shipments, connect, checkSeller: ondc?.check, post, dispatch, relay }
}

/** In development parcels go by post under numbers that no post has given. */
function articleRanges({ POST_ARTICLE_RANGES, HAAT_ENV }: Config): ArticleRange[] {
  const given = POST_ARTICLE_RANGES.flatMap((text) => readArticleRange(text) ?? [])
  return given.length > 0 || HAAT_ENV !== 'development'
    ? given
    : [{ prefix: 'HT', first: 0, last: 99_999_999 }]
}
