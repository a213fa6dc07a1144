import { readFile } from 'node:fs/promises'
import { consumers, kothrud, operatorPhone, paud, startups, traders } from './cast.ts'
import { type Courier, fulfil } from './fulfilment.ts'
import { lookBack } from './look-back.ts'
import { tellLedger } from './money.ts'
import { away, type Narrator, rupees } from './narrator.ts'
import type { DemoMarket } from './stage.ts'
import {
  admitProvider,
  buy,
  type Found,
  importPriceList,
  type OpenShop,
  openShop,
  type Purchase,
  search,
  searchPage,
  signIn,
  type Token,
  until,
} from './steps.ts'

export interface DemoResult {
  purchases: number
  orders: number
  delivered: number
  fallbacks: number
  listings: number
}

interface Town {
  operator: Token
  shops: Record<keyof typeof traders, OpenShop>
  listings: number
}

/** The whole way of orders, from registration to the doorstep. */
export async function tellStory(market: DemoMarket, narrator: Narrator): Promise<DemoResult> {
  const town = await openTown(market, narrator)
  const couriers = await admitStartups(market, town.operator, narrator)
  const purchases = await shop(market, town, narrator)
  const orders = purchases
    .flatMap(({ token, who, method, purchase }) =>
      purchase.orders.map((order) => ({ ...order, buyer: token, buyerName: who, method })),
    )
    .map((order, index) => ({ ...order, number: index + 1 }))
  const hands = { operator: town.operator, shops: Object.values(town.shops), couriers }
  await fulfil(market, hands, orders, narrator)
  const { delivered, fallbacks } = await lookBack(market, hands, orders, narrator)
  const names = new Map([
    ...hands.shops.flatMap(({ traderId, shopId, name }) => [
      [traderId, name] as const,
      [shopId, name] as const,
    ]),
    ...couriers.map(({ provider }) => [provider.providerId, provider.name] as const),
  ])
  await tellLedger(
    market,
    town.operator,
    purchases.map(({ purchase }) => purchase.purchaseId),
    names,
    narrator,
  )
  return { purchases: purchases.length, orders: orders.length, delivered, fallbacks, listings: town.listings }
}

async function openTown(market: DemoMarket, narrator: Narrator): Promise<Town> {
  narrator.chapter('Traders register, an operator verifies, price lists come in')
  const operator = await signIn(market, operatorPhone)
  await market.makeOperator(operatorPhone)
  const shops = {} as Town['shops']
  for (const role of Object.keys(traders) as (keyof typeof traders)[]) {
    shops[role] = await openShop(market, traders[role], operator)
    narrator.say(
      `${traders[role].tradeName} (${traders[role].tiers.join(', ')}) is verified and open at PIN ${traders[role].shop.spot.pin}`,
    )
  }
  const [retail, wholesale] = await Promise.all(
    ['catalogue', 'wholesale'].map((name) =>
      readFile(new URL(`../../../data/demo/${name}.csv`, import.meta.url), 'utf8'),
    ),
  )
  await market.market.ok('PATCH', `/v1/shops/${shops.village.shopId}/delivery-choice`, {
    token: shops.village.owner,
    ifMatch: '"0"',
    body: { alwaysItself: true },
  })
  narrator.say(`${shops.village.name} will carry its parcels itself: no startup goes to the village yet`)
  let listings = 0
  for (const [role, list] of [
    ['kirana', everyOther(retail!, 0)],
    ['provisions', everyOther(retail!, 1)],
    ['village', retail],
    ['wholesaler', wholesale],
    ['distributor', wholesale],
    ['manufacturer', wholesale],
  ] as const) {
    const result = await importPriceList(market, shops[role], list!)
    listings += result.created
    narrator.say(
      `${shops[role].name} hands in its price list: ${result.created} goods listed${result.refused > 0 ? `, ${result.refused} rows sent back with reasons` : ''}`,
    )
  }
  return { operator, shops, listings }
}

/** Neighbours do not carry the same goods: one takes the even lines of the list, the other the odd ones. */
function everyOther(csv: string, parity: 0 | 1): string {
  const [heading, ...lines] = csv.trimEnd().split('\n')
  return [heading, ...lines.filter((_, index) => index % 2 === parity)].join('\n')
}

async function admitStartups(market: DemoMarket, operator: Token, narrator: Narrator): Promise<Courier[]> {
  narrator.chapter('Two delivery startups plug in over the API')
  const couriers: Courier[] = []
  for (const [index, plan] of startups.entries()) {
    const provider = await admitProvider(market, plan, market.courierUrl(index), operator)
    // The first is the difficult one: it declines one parcel and says nothing at all about another.
    const rider = await market.startCourier(index, provider, index === 0 ? 'difficult' : 'willing')
    couriers.push({ provider, rider })
    narrator.say(
      `${provider.name} registers, gets its key and secret, is approved, and runs as a process of its own${index === 0 ? '. It will decline the first parcel that it is asked for, and leave the second without an answer' : ''}`,
    )
  }
  return couriers
}

interface Bought {
  token: Token
  who: string
  method: 'cod' | 'gateway'
  purchase: Purchase
}

async function shop(market: DemoMarket, town: Town, narrator: Narrator): Promise<Bought[]> {
  narrator.chapter('People search the shops around them')
  const atta = await findIn(market, 'atta', kothrud.pin)
  const rice = await findIn(market, 'चावल', kothrud.pin)
  for (const [words, found] of [
    ['atta', atta],
    ['चावल', rice],
  ] as const) {
    narrator.say(`“${words}” near ${kothrud.pin}: ${found.total} hits, among them`)
    for (const { name, netQuantity, unit, pricePaise, shopName, distanceMetres } of found.items.slice(0, 3))
      narrator.say(
        `${name}, ${netQuantity} ${unit}, ${rupees(pricePaise)}, ${shopName}, ${away(distanceMetres)}`,
        1,
      )
  }
  const pick = ({ items }: Hits, role: keyof Town['shops'], quantity = 1) => {
    const { shopId } = town.shops[role]
    const hit = items.find((item) => item.shopId === shopId)
    if (!hit) throw new Error(`${town.shops[role].name} is not among the hits`)
    return { listingId: hit.listingId, shopId, quantity }
  }

  narrator.chapter('They order')
  const asha = await signIn(market, consumers.city.phone)
  const bought: Bought[] = []
  for (const [method, key, items] of [
    ['gateway', 'asha-1', [pick(atta, 'kirana'), pick(rice, 'provisions', 2)]],
    ['cod', 'asha-2', [pick(rice, 'kirana'), pick(atta, 'provisions')]],
  ] as const) {
    const purchase = await buy(market, asha, { items: [...items], drop: dropOf('city'), method }, key)
    narrator.say(
      `Asha fills one cart from ${purchase.orders.length} shops and buys it for ${rupees(purchase.totalPaise)}, ${method === 'cod' ? 'to be paid in cash at the door' : 'by UPI'}: one purchase, ${purchase.orders.length} orders, the stock reserved`,
    )
    if (method === 'gateway') await payByUpi(market, asha, purchase, narrator)
    bought.push({ token: asha, who: 'Asha', method, purchase })
  }

  const kirana = town.shops.kirana
  const cases = await search(
    market,
    { q: 'atta', pin: kothrud.pin, radiusMetres: '40000', limit: '50', asTrader: kirana.traderId },
    kirana.owner,
  )
  // A case that two hands can lift: ten of them are what a startup's three-wheeler carries.
  const sack = cases.find(
    ({ shopId, unit, netQuantity }) =>
      shopId === town.shops.wholesaler.shopId && unit === 'kg' && netQuantity <= 20,
  )
  if (!sack) throw new Error('the wholesaler has no atta for retailers')
  const restock = await buy(
    market,
    kirana.owner,
    {
      items: [{ listingId: sack.listingId, shopId: sack.shopId, quantity: 10 }],
      drop: {
        name: kirana.name,
        phone: traders.kirana.phone,
        line1: traders.kirana.shop.line1,
        pin: kothrud.pin,
        point: { lat: traders.kirana.shop.spot.lat, lng: traders.kirana.shop.spot.lng },
      },
      method: 'gateway',
      asTrader: kirana.traderId,
    },
    'kirana-restock',
  )
  narrator.say(
    `Jagtap Kirana restocks at the wholesaler, by the same cart: 10 times ${sack.name} for ${rupees(restock.totalPaise)}`,
  )
  await payByUpi(market, kirana.owner, restock, narrator)
  bought.push({ token: kirana.owner, who: kirana.name, method: 'gateway', purchase: restock })

  const vitthal = await signIn(market, consumers.village.phone)
  const local = await findIn(market, 'chawal', paud.pin)
  const village = await buy(
    market,
    vitthal,
    { items: [pick(local, 'village')], drop: dropOf('village'), method: 'cod' },
    'vitthal-1',
  )
  narrator.say(
    `In the village of Paud Vitthal looks for “chawal” and orders at the shop there for ${rupees(village.totalPaise)}, cash at the door`,
  )
  bought.push({ token: vitthal, who: 'Vitthal', method: 'cod', purchase: village })
  return bought
}

interface Hits {
  items: Found[]
  total: number
}

const findIn = (market: DemoMarket, q: string, pin: string): Promise<Hits> =>
  until(`“${q}” is found near ${pin}`, async () => {
    const hits = await searchPage(market, { q, pin, inStock: 'true', limit: '50' })
    return hits.total > 0 && hits
  })

const dropOf = (who: keyof typeof consumers) => {
  const { name, phone, line1, spot } = consumers[who]
  return { name, phone, line1, pin: spot.pin, point: { lat: spot.lat, lng: spot.lng } }
}

/** Pays at the gateway's own page, as the payer's UPI app does, and waits until the market has heard of it. */
async function payByUpi(
  market: DemoMarket,
  token: Token,
  purchase: Purchase,
  narrator: Narrator,
): Promise<void> {
  const client = market.market
  await market.payAtGateway(purchase.payment.paymentId)
  await until(`payment of ${purchase.purchaseId}`, async () => {
    const seen = await client.ok<{ state: string }>('GET', `/v1/purchases/${purchase.purchaseId}`, { token })
    return seen.state === 'confirmed'
  })
  narrator.say(`${rupees(purchase.totalPaise)} are paid: the gateway's signed message has arrived`, 1)
}
