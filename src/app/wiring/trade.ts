import { createCatalogue } from '../../trade/catalogue/index.ts'
import { createCrafts } from '../../trade/crafts/index.ts'
import { createDuplicates } from '../../trade/duplicates/index.ts'
import { createOrders } from '../../trade/orders/index.ts'
import { createPayments } from '../../trade/payments/index.ts'
import { createPictures } from '../../trade/pictures/index.ts'
import { createSearch } from '../../trade/search/index.ts'
import { createTraders } from '../../trade/traders/index.ts'
import type { Resources } from '../resources.ts'
import type { Ground, Later, Trade } from './families.ts'

/** Shops, goods, search, orders and payments. */
export function wireTrade(
  resources: Resources,
  { outbox, audit, identity, places }: Ground,
  later: Later,
): Trade {
  const { config, log, db, queues, client, pictureClient, files, sealer, streams, metrics } = resources
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
    twinOf: (sql, facts) => duplicates.twinOf(sql, facts),
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
    hasDocument: (sql, id, documentId) =>
      later.documents().belongsTo(sql, documentId, { kind: 'trader', id }),
  })
  const search = createSearch({
    db,
    outbox,
    catalogue,
    traders,
    places,
    identity,
    audit,
    ratings: { summaries: (sql, shopIds) => later.ratings().summaries(sql, shopIds) },
    orders: { keptByShop: (sql, since) => orders.keptByShop(sql, since) },
    weights: config.SEARCH_WEIGHTS,
    marks: crafts.marks,
    delivery: {
      fee: async (sql, { shop, pin, point, weightGrams }) => {
        const drop = { pin, point: point ?? places.lookUp(pin)?.point ?? null }
        const estimate = await later.dispatch().estimate(sql, { shop, drop, weightGrams, cod: false })
        return estimate?.feePaise ?? 0n
      },
    },
    log,
    meili: config.MEILI_URL
      ? { url: config.MEILI_URL, key: config.MEILI_KEY, index: config.MEILI_INDEX }
      : undefined,
    metrics,
  })
  const duplicates = createDuplicates({
    db,
    outbox,
    audit,
    products: catalogue.merges,
    mergeCertain: config.DUPLICATES_MERGE === 'certain',
    log,
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
    delivery: { estimate: (sql, request) => later.dispatch().estimate(sql, request) },
    broughtByShop: (sql, shopId, orderIds) => later.shipments().broughtByShop(sql, shopId, orderIds),
    points: {
      find: async (sql, ids) => {
        const full = await later.remittances().fullPoints(sql)
        const found = await later.points().dropPoints(sql, ids)
        return new Map([...found].map(([id, point]) => [id, { ...point, takesCash: !full.has(id) }]))
      },
      reserve: (tx, pointId, order) => later.points().reserve(tx, pointId, order, 'collect'),
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
    payouts: { sums: (sql) => later.payouts().sums(sql) },
  })
  return { traders, catalogue, pictures, crafts, search, duplicates, orders, payments }
}
