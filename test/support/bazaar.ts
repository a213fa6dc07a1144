import type { Test } from 'tap'
import { startups, traders } from '../../src/app/demo/cast.ts'
import {
  type ApprovedProvider,
  admitProvider,
  importPriceList,
  type OpenShop,
  openShop,
  type Steps,
  shipmentsOf,
  until,
} from '../../src/app/demo/steps.ts'
import { loadPinDirectory } from '../../src/places/index.ts'
import { signWebhook } from '../../src/platform/webhooks/index.ts'
import { type Courier, startCourier } from './courier.ts'
import { startTestMarket, type TestMarket, type TestMarketOptions } from './market.ts'

/** A market with shops as a consumer meets them: shelves full of goods, and a rider who brings them. */
export interface Bazaar {
  market: TestMarket
  steps: Steps
  shops: { kirana: OpenShop; provisions: OpenShop }
  provider: ApprovedProvider
  courier: Courier
  /** Something that the rider tells of an order's parcel; `as` is a word of the provider's contract. */
  tell(orderId: string, status: string, more?: Record<string, unknown>): Promise<void>
}

const head =
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl'
type Goods = readonly [
  brand: string,
  name: string,
  nameHi: string,
  category: string,
  net: number,
  unit: string,
  hsn: string,
  gst: number,
  mrp: number,
]
const goods: readonly Goods[] = [
  ['Sahyadri', 'Chakki Atta', 'चक्की आटा', 'Flour', 5, 'kg', '1101', 5, 285],
  ['Sahyadri', 'Chakki Atta', 'चक्की आटा', 'Flour', 1, 'kg', '1101', 5, 62],
  ['Indrayani', 'Sona Masoori Rice', 'सोना मसूरी चावल', 'Rice', 5, 'kg', '1006', 5, 425],
  ['Indrayani', 'Basmati Rice', 'बासमती चावल', 'Rice', 1, 'kg', '1006', 5, 180],
  ['Krishna', 'Toor Dal', 'तूर दाल', 'Pulses', 1, 'kg', '0713', 5, 165],
  ['Krishna', 'Moong Dal', 'मूँग दाल', 'Pulses', 500, 'g', '0713', 5, 78],
  ['Sagar', 'Iodised Salt', 'आयोडीन नमक', 'Salt and Sugar', 1, 'kg', '2501', 5, 28],
  ['Sagar', 'Sugar', 'चीनी', 'Salt and Sugar', 1, 'kg', '1701', 5, 52],
  ['Nandini', 'Toned Milk', 'टोंड दूध', 'Dairy', 500, 'ml', '0401', 0, 28],
  ['Nandini', 'Paneer', 'पनीर', 'Dairy', 200, 'g', '0406', 5, 95],
  ['Malabar', 'Coconut Oil', 'नारियल तेल', 'Oil and Ghee', 1, 'l', '1513', 5, 320],
  ['Malabar', 'Sunflower Oil', 'सूरजमुखी तेल', 'Oil and Ghee', 1, 'l', '1512', 5, 165],
  ['Assam Gold', 'Leaf Tea', 'पत्ती चाय', 'Tea and Coffee', 250, 'g', '0902', 5, 140],
  ['Neelgiri', 'Filter Coffee', 'फ़िल्टर कॉफ़ी', 'Tea and Coffee', 200, 'g', '0901', 5, 185],
  ['Vanya', 'Neem Soap', 'नीम साबुन', 'Personal Care', 125, 'g', '3401', 18, 45],
  ['Vanya', 'Tooth Powder', 'दंत मंजन', 'Personal Care', 100, 'g', '3306', 18, 60],
]

/** A price list of all goods at a share of their MRP; `soldOut` names what the shop has none of. */
const priceList = (prefix: string, share: number, soldOut?: string): string =>
  [
    head,
    ...goods.map(([brand, name, nameHi, category, net, unit, hsn, gst, mrp], nth) => {
      const price = Math.max(1, Math.round(mrp * share)).toFixed(2)
      const isFood = !category.startsWith('Personal')
      const facts = isFood ? 'veg,10018000000001,180' : 'none,,720'
      const stock = name === soldOut ? 0 : 60
      return `${prefix}-${nth},,${brand},${name},${nameHi},${category},${net},${unit},${hsn},${gst},${mrp}.00,${price},${stock},IN,"${brand} Foods, Pune 411026",${facts},1,`
    }),
  ].join('\n')

/** Builds it by HTTP alone; the courier is a server of this process. */
export async function openBazaar(t: Test, options: TestMarketOptions = {}): Promise<Bazaar> {
  const market = await startTestMarket(t, { workers: true, ...options })
  await loadPinDirectory({ db: market.database.db })
  const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
  const operator = await market.operator()
  const kirana = await openShop(steps, traders.kirana, operator)
  const provisions = await openShop(steps, traders.provisions, operator)
  await importPriceList(steps, kirana, priceList('JK', 0.93))
  await importPriceList(steps, provisions, priceList('KP', 0.96, 'Paneer'))
  const courier = await startCourier(t)
  const provider = await admitProvider(steps, startups[0], courier.url, operator)
  await until('all goods can be found', async () => {
    const { total } = await market.ok<{ total: number }>('GET', '/v1/search?pin=411038')
    return total === goods.length * 2
  })

  let events = 0
  const tell: Bazaar['tell'] = async (orderId, status, more = {}) => {
    const shop = await shopOf(orderId)
    const booked = await until('the parcel is booked', async () => {
      const [seen] = await shipmentsOf(steps, shop.owner, orderId, 'shop')
      return seen?.provider ? seen : undefined
    })
    const reference = [...courier.bookings].find(([, shipmentId]) => shipmentId === booked.shipmentId)![0]
    const body = JSON.stringify({
      eventId: `evt-${++events}`,
      reference,
      status,
      occurredAt: new Date().toISOString(),
      ...(status === 'pickedUp' ? { handoverCode: booked.handoverCode } : {}),
      ...more,
    })
    const answer = await fetch(new URL(`/v1/providers/${provider.providerId}/events`, market.baseUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signWebhook({ id: `msg-${events}`, timestamp: new Date(), body, secrets: [provider.secret] }),
      },
      body,
    })
    if (!answer.ok) throw new Error(`${status}: ${answer.status} ${await answer.text()}`)
  }
  const shopOf = async (orderId: string): Promise<OpenShop> => {
    for (const shop of [kirana, provisions]) {
      const { status } = await market.call('GET', `/v1/orders/${orderId}`, { token: shop.owner })
      if (status === 200) return shop
    }
    throw new Error(`${orderId} belongs to no shop of the bazaar`)
  }
  return { market, steps, shops: { kirana, provisions }, provider, courier, tell }
}
