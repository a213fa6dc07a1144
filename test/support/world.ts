import type { Test } from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import {
  acceptAndPack,
  admitProvider,
  buy,
  importPriceList,
  type OpenShop,
  openShop,
  type Purchase,
  type Steps,
  shipmentsOf,
  type Token,
  until,
} from '../../src/app/demo/steps.ts'
import { newId } from '../../src/kernel/ids.ts'
import { loadPinDirectory } from '../../src/places/index.ts'
import { startCourier } from './courier.ts'
import { startTestMarket, type TestMarket, type TestMarketOptions } from './market.ts'

/** A market in which one order is on its way, and strangers who would like to meddle. */
export interface World {
  market: TestMarket
  /** An object for each path parameter that any route has. */
  ids: Readonly<Record<string, string>>
  operator: Token
  owner: Token
  consumer: Token
  stranger: Token
  /** Owner of the provider that has the parcel. */
  providerOwner: Token
  /** Owner of another trader. */
  rival: Token
  /** Owner of another provider. */
  rivalProviderOwner: Token
  providerKey: string
  rivalProviderKey: string
  /** What there is of everything that people own; the same as long as nothing changed. */
  fingerprint(): Promise<unknown>
  before: unknown
}

const priceList = [
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl',
  'ATTA-1,,Sahyadri,Chakki Atta,चक्की आटा,Atta,1,kg,1101,5,60.00,55.00,50,IN,"Sahyadri Foods, Pune",veg,10018000000001,90,1,',
  'RICE-1,,Sahyadri,Sona Masoori Rice,सोना मसूरी चावल,Rice,1,kg,1006,5,80.00,72.00,50,IN,"Sahyadri Foods, Pune",veg,10018000000001,365,1,',
].join('\n')

/** Builds the world by HTTP alone. */
export const buildWorld = async (t: Test, options: TestMarketOptions = {}): Promise<World> => {
  const market = await startTestMarket(t, { workers: true, ...options })
  await loadPinDirectory({ db: market.database.db })
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  const operator = await market.operator()
  const shop = await openShop(steps, traders.kirana, operator)
  const rivalShop = await openShop(steps, traders.provisions, operator)
  const { importId } = await importPriceList(steps, shop, priceList)
  const courier = await startCourier(t)
  const rivalCourier = await startCourier(t)
  // The rival is dearer, so that the first gets the parcel.
  const provider = await admitProvider(steps, startups[0], courier.url, operator)
  const rivalProvider = await admitProvider(steps, startups[1], rivalCourier.url, operator)

  const consumer = await market.signIn('+919822003001')
  const stranger = await market.signIn('+919822003999')
  const { items: listings } = await market.ok<{ items: { listingId: string; sku: string }[] }>(
    'GET',
    `/v1/shops/${shop.shopId}/listings?sku=ATTA-1`,
    {
      token: shop.owner,
    },
  )
  const [hit] = listings
  const spot = traders.kirana.shop.spot
  const basket = (method: 'cod' | 'upi') => ({
    items: [{ listingId: hit!.listingId, shopId: shop.shopId, quantity: 2 }],
    method,
    drop: {
      name: 'Asha',
      phone: '+919822003001',
      line1: 'Flat 9',
      pin: spot.pin,
      point: { lat: spot.lat, lng: spot.lng },
    },
  })
  const purchase = await buy(steps, consumer, basket('cod'), 'world-1')
  const { orderId } = purchase.orders[0]!
  await acceptAndPack(steps, shop, orderId)
  const shipment = await until('the parcel is booked', async () => {
    const [seen] = await shipmentsOf(steps, shop.owner, orderId, 'shop')
    return seen?.state === 'booked' && seen
  })
  const refundId = await refunded(steps, consumer, shop, await buy(steps, consumer, basket('upi'), 'world-2'))
  const order = await market.ok<{ lines: { lineId: string; productId: string }[] }>(
    'GET',
    `/v1/orders/${orderId}`,
    { token: consumer },
  )
  const { addressId } = await market.ok<{ addressId: string }>('POST', '/v1/me/addresses', {
    token: consumer,
    body: { label: 'Home', drop: { name: 'Asha', phone: '9822003001', line1: 'Flat 9', pin: spot.pin } },
  })
  const { items: keys } = await market.ok<{ items: { keyId: string }[] }>(
    'GET',
    `/v1/providers/${provider.providerId}/keys`,
    { token: provider.owner },
  )
  const { announcementId } = await market.ok<{ announcementId: string }>(
    'POST',
    '/v1/operator/announcements',
    {
      token: operator,
      body: {
        audience: 'everyone',
        title: 'A test',
        titleHi: 'एक परीक्षा',
        body: 'Nothing happens.',
        bodyHi: 'कुछ नहीं होता।',
        shownUntil: new Date(Date.now() + 3_600_000).toISOString(),
      },
    },
  )
  const { items: calls } = await market.ok<{ items: { callId: string }[] }>(
    'GET',
    `/v1/providers/${provider.providerId}/calls`,
    { token: provider.owner },
  )
  const { offers } = await market.ok<{ offers: { offerId: string }[] }>(
    'GET',
    `/v1/shipments/${shipment.shipmentId}/search`,
    { token: shop.owner },
  )
  const { checkId } = await market.ok<{ checkId: string }>(
    'POST',
    `/v1/providers/${provider.providerId}/checks`,
    { token: provider.owner },
  )
  const { accountId } = await market.ok<{ accountId: string }>('GET', '/v1/me', { token: shop.owner })

  const { dipp } = await market.ok<{ dipp: string }>('GET', `/v1/providers/${rivalProvider.providerId}`, {
    token: rivalProvider.owner,
  })
  const { loanId } = await market.ok<{ loanId: string }>(
    'POST',
    `/v1/providers/${provider.providerId}/loans`,
    {
      token: provider.owner,
      body: {
        borrowerDipp: dipp,
        district: { state: 'Maharashtra', district: 'Pune' },
        parcelsPerDay: 5,
      },
    },
  )

  const { pointId } = await market.ok<{ pointId: string }>('POST', `/v1/shops/${shop.shopId}/point`, {
    token: shop.owner,
    body: { hours: { week: {} }, shelfParcels: 20, parcelsPerDay: 20, feePaise: 800 },
  })

  // A settlement file of the point, of which one line does not agree and stays open.
  const { remittanceId } = await market.ok<{ remittanceId: string }>(
    'POST',
    `/v1/points/${pointId}/remittances`,
    {
      token: shop.owner,
      body: { csv: `reference,amount,date,utr\n${orderId},110.00,2026-11-20,412345678901\n` },
    },
  )
  const { rows: lines } = await market.ok<{ rows: { lineId: string }[] }>(
    'POST',
    `/v1/operator/remittances/${remittanceId}/book`,
    { token: operator },
  )

  const { listId } = await market.ok<{ listId: string }>('POST', `/v1/shops/${shop.shopId}/price-lists`, {
    token: shop.owner,
    body: {
      name: 'Regulars',
      buyers: ['27AAPFU0939F1ZV'],
      offPercent: 5,
      prices: [],
      validFrom: null,
      validUntil: null,
    },
  })

  const { documentId } = await market.ok<{ documentId: string }>(
    'POST',
    `/v1/traders/${shop.traderId}/documents?kind=gstCertificate&name=gst.pdf`,
    { token: shop.owner, raw: { type: 'application/octet-stream', content: '%PDF-1.7' } },
  )

  // The same rice in another spelling, which an operator may look at.
  await market.ok('POST', '/v1/products', {
    token: shop.owner,
    body: {
      traderId: shop.traderId,
      brand: 'Sahyadri',
      name: 'Sona Masuri Rice',
      category: 'Rice',
      netQuantity: 1,
      unit: 'kg',
      hsn: '1006',
      gstBps: 500,
      mrpPaise: 8200,
      origin: 'IN',
      maker: 'Sahyadri Foods, Pune',
      foodMark: 'veg',
      fssai: '10018000000001',
    },
  })
  const pairId = await until('the two are found alike', async () => {
    await market.running.modules.duplicates.look()
    const { items } = await market.ok<{ items: { pairId: string }[] }>('GET', '/v1/operator/duplicates', {
      token: operator,
    })
    return items[0]?.pairId
  })

  const fingerprint = async () => {
    const { rows } = await market.database.pool.query(`
      select (select json_agg(t order by id) from (select id, status from traders) t) as traders,
             (select json_agg(s order by id) from (select id, name, paused from shops) s) as shops,
             (select json_agg(l order by id) from (select id, price_paise::text, status, version from listings) l) as listings,
             (select json_agg(k order by listing_id) from (select listing_id, available, reserved from stock) k) as stock,
             (select json_agg(o order by id) from (select id, state from orders) o) as orders,
             (select json_agg(p order by id) from (select id, state from purchases) p) as purchases,
             (select json_agg(y order by id) from (select id, state from payments) y) as payments,
             (select json_agg(h order by id) from (select id, state, provider_id from shipments) h) as shipments,
             (select json_agg(v order by id) from (select id, status from providers) v) as providers,
             (select json_agg(n order by id) from (select id, status, taken from points) n) as points,
             (select json_agg(d order by id) from (select id, state from documents) d) as documents,
             (select json_agg(m order by id) from (select id, merged_into from products) m) as products,
             (select count(*)::int from memberships) as memberships,
             (select count(*)::int from addresses) as addresses`)
    return rows[0]
  }
  return {
    market,
    operator,
    owner: shop.owner,
    consumer,
    stranger,
    providerOwner: provider.owner,
    rival: rivalShop.owner,
    rivalProviderOwner: rivalProvider.owner,
    providerKey: provider.key,
    rivalProviderKey: rivalProvider.key,
    ids: {
      traderId: shop.traderId,
      shopId: shop.shopId,
      listingId: hit!.listingId,
      productId: order.lines[0]!.productId,
      importId,
      orderId,
      lineId: order.lines[0]!.lineId,
      purchaseId: purchase.purchaseId,
      paymentId: purchase.payment.paymentId,
      refundId,
      shipmentId: shipment.shipmentId,
      providerId: provider.providerId,
      keyId: keys[0]!.keyId,
      addressId,
      accountId,
      callId: calls[0]!.callId,
      reference: offers[0]!.offerId,
      callback: 'on_status',
      announcementId,
      groupId: 'wheat-flour',
      format: 'csv',
      checkId,
      remittanceId,
      runId: newId('payoutRun'),
      payoutId: newId('payout'),
      caseId: lines[0]!.lineId,
      breachId: newId('breach'),
      loanId,
      listId,
      claimId: newId('markClaim'),
      kind: 'odop',
      pointId,
      documentId,
      bookingId: newId('postFile'),
      pairId,
      mergeId: newId('productMerge'),
      pictureId: newId('picture'),
      returnId: newId('return'),
      size: 'small',
      uploadId: newId('pictureUpload'),
      state: 'Maharashtra',
      district: 'Pune',
      number: '1',
      photoId: '5f0c1d9e7a3b48c2b6d4e1f09a8c7b6d5f0c1d9e7a3b48c2b6d4e1f09a8c7b6d',
      pin: '411038',
      code: '39J-49L-L8T4',
    },
    fingerprint,
    before: await fingerprint(),
  }
}

/** Pays a purchase to the shop's UPI id and takes it back: a refund that waits for the shop. */
async function refunded(
  { market }: Steps,
  consumer: Token,
  shop: OpenShop,
  purchase: Purchase,
): Promise<string> {
  await market.ok('POST', `/v1/payments/${purchase.payment.paymentId}/confirm`, {
    token: shop.owner,
    idempotencyKey: 'world-confirm',
    body: { bankReference: '412345678901' },
  })
  await market.ok('POST', `/v1/orders/${purchase.orders[0]!.orderId}/cancel`, {
    token: consumer,
    idempotencyKey: 'world-cancel',
    body: { reason: 'Ordered twice.' },
  })
  const { refunds } = await market.ok<{ refunds: { refundId: string }[] }>(
    'GET',
    `/v1/purchases/${purchase.purchaseId}`,
    { token: consumer },
  )
  return refunds[0]!.refundId
}
