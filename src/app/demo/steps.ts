import type { MarketClient } from './client.ts'

/** The steps of the main job, each by the published HTTP interface alone. */

/** A signed-in person's access token. */
export type Token = string

export interface Steps {
  market: MarketClient
  /** The code that a text message brought to this phone. */
  codeFor(phone: string): Promise<string>
}

export interface Spot {
  pin: string
  lat: number
  lng: number
}

export interface TraderPlan {
  phone: string
  tiers: ('manufacturer' | 'distributor' | 'wholesaler' | 'retailer')[]
  legalName: string
  tradeName: string
  pan: string
  gstin: string
  fssai: string
  upiId: string
  shop: { name: string; line1: string; city: string; spot: Spot; radiusMetres: number; pinsServed?: string[] }
}

export interface OpenShop {
  owner: Token
  traderId: string
  shopId: string
  name: string
}

const everyDay = Object.fromEntries(
  ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((day) => [day, [{ open: '00:00', close: '24:00' }]]),
)

/** Asks until `look` gives something; throws after `seconds` with what was waited for. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

export async function signIn({ market, codeFor }: Steps, phone: string): Promise<Token> {
  await market.ok('POST', '/v1/auth/codes', { body: { phone } })
  const code = await codeFor(phone)
  const { accessToken } = await market.ok<{ accessToken: Token }>('POST', '/v1/auth/sessions', {
    body: { phone, code },
  })
  return accessToken
}

/** Registers a trader with one shop and submits it; the operator verifies. */
export async function openShop(steps: Steps, plan: TraderPlan, operator: Token): Promise<OpenShop> {
  const { market } = steps
  const owner = await signIn(steps, plan.phone)
  const { phone: _, shop, ...registration } = plan
  const { traderId } = await market.ok<{ traderId: string }>('POST', '/v1/traders', {
    token: owner,
    body: registration,
  })
  const { spot, pinsServed, ...facts } = shop
  const { shopId } = await market.ok<{ shopId: string }>('POST', `/v1/traders/${traderId}/shops`, {
    token: owner,
    body: {
      ...facts,
      pin: spot.pin,
      point: { lat: spot.lat, lng: spot.lng },
      carePhone: plan.phone,
      hours: { week: everyDay },
      selfPickup: true,
      pinsServed: pinsServed ?? [],
    },
  })
  await market.ok('POST', `/v1/traders/${traderId}/submit`, { token: owner })
  await market.ok('POST', `/v1/operator/traders/${traderId}/verify`, { token: operator })
  return { owner, traderId, shopId, name: shop.name }
}

export interface ImportResult {
  importId: string
  state: string
  created: number
  changed: number
  unchanged: number
  refused: number
}

/** Sends a price list and waits until every row is in or in the report. */
export async function importPriceList({ market }: Steps, shop: OpenShop, csv: string): Promise<ImportResult> {
  const { importId } = await market.ok<{ importId: string }>('POST', `/v1/shops/${shop.shopId}/imports`, {
    token: shop.owner,
    raw: { type: 'text/csv', content: csv },
  })
  return until(`import ${importId}`, async () => {
    const seen = await market.ok<ImportResult>('GET', `/v1/shops/${shop.shopId}/imports/${importId}`, {
      token: shop.owner,
    })
    if (seen.state === 'failed') throw new Error(`the import failed: ${JSON.stringify(seen)}`)
    return seen.state === 'done' && seen
  })
}

export interface Found {
  listingId: string
  shopId: string
  shopName: string
  name: string
  nameHi: string | null
  netQuantity: number
  unit: string
  pricePaise: number
  distanceMetres: number | null
}

/** What the shops around this PIN have. */
export const search = async (
  { market }: Steps,
  query: Record<string, string>,
  token?: Token,
): Promise<Found[]> => (await searchPage({ market }, query, token)).items

/** The same with the number of all hits. */
export const searchPage = (
  { market }: Pick<Steps, 'market'>,
  query: Record<string, string>,
  token?: Token,
): Promise<{ items: Found[]; total: number }> =>
  market.ok('GET', `/v1/search?${new URLSearchParams(query)}`, { token })

export interface Purchase {
  purchaseId: string
  state: string
  totalPaise: number
  orders: { orderId: string; shopId: string; state: string; totalPaise: number }[]
  payment: { paymentId: string; state: string; link: string | null }
}

export interface Basket {
  items: { listingId: string; shopId: string; quantity: number }[]
  drop: { name: string; phone: string; line1: string; pin: string; point: { lat: number; lng: number } }
  method: 'cod' | 'upi' | 'gateway'
  asTrader?: string
}

/** Fills the cart, asks what it costs, and buys it for that. */
export async function buy({ market }: Steps, token: Token, basket: Basket, key: string): Promise<Purchase> {
  const asTrader = basket.asTrader ? { asTrader: basket.asTrader } : {}
  for (const { listingId, ...item } of basket.items) {
    await market.ok('PUT', `/v1/cart/items/${listingId}`, { token, body: { ...item, ...asTrader } })
  }
  const { drop, method } = basket
  const quote = await market.ok<{ totalPaise: number; problems: unknown[] }>('POST', '/v1/cart/quote', {
    token,
    body: { ...asTrader, drop: { pin: drop.pin, point: drop.point }, method },
  })
  if (quote.problems.length > 0)
    throw new Error(`the cart cannot be bought: ${JSON.stringify(quote.problems)}`)
  return market.ok<Purchase>('POST', '/v1/checkouts', {
    token,
    idempotencyKey: key,
    body: { ...asTrader, drop, method, expectedTotalPaise: quote.totalPaise },
  })
}

export interface Seen {
  shipmentId: string
  orderId: string
  state: string
  carrier: string
  provider: { providerId: string; name: string } | null
  handoverCode?: string
  deliveryCode?: string
  attention?: string | null
  timeline: {
    status: string
    state: string
    by: string
    effect: string
    occurredAt: string
    reason?: string
  }[]
}

/** The parcels of an order as this person sees them; none before it is packed. */
export const shipmentsOf = async (
  { market }: Steps,
  token: Token,
  orderId: string,
  as?: string,
): Promise<Seen[]> =>
  (
    await market.ok<{ items: Seen[] }>('GET', `/v1/orders/${orderId}/shipments${as ? `?as=${as}` : ''}`, {
      token,
    })
  ).items

export const orderState = async ({ market }: Steps, token: Token, orderId: string): Promise<string> =>
  (await market.ok<{ state: string }>('GET', `/v1/orders/${orderId}`, { token })).state

/** The shop takes the order and packs it. */
export async function acceptAndPack({ market }: Steps, shop: OpenShop, orderId: string): Promise<void> {
  await market.ok('POST', `/v1/orders/${orderId}/accept`, { token: shop.owner, body: { prepMinutes: 10 } })
  await market.ok('POST', `/v1/orders/${orderId}/pack`, { token: shop.owner, body: {} })
}

export interface ProviderPlan {
  phone: string
  name: string
  dipp: string
  pinPrefixes: string[]
  rateCard: { basePaise: number; perKmPaise: number; perKgPaise: number; codFeePaise: number }
  promisedMinutes: number
}

export interface ApprovedProvider {
  owner: Token
  providerId: string
  name: string
  key: string
  secret: string
}

/** Registers a startup by its own person; the operator approves; key and secret are shown once. */
export async function admitProvider(
  steps: Steps,
  plan: ProviderPlan,
  webhookUrl: string,
  operator: Token,
): Promise<ApprovedProvider> {
  const { market } = steps
  const token = await signIn(steps, plan.phone)
  const { phone, pinPrefixes, ...facts } = plan
  const { providerId } = await market.ok<{ providerId: string }>('POST', '/v1/providers', {
    token,
    body: {
      ...facts,
      contactPhone: phone,
      capabilities: {
        pickup: { pins: [], pinPrefixes, circles: [] },
        maxWeightGrams: 200_000,
        food: true,
        cod: true,
        reverse: true,
        hours: { week: everyDay },
      },
      webhookUrl,
    },
  })
  const { key } = await market.ok<{ key: string }>('POST', `/v1/providers/${providerId}/keys`, { token })
  const { secret } = await market.ok<{ secret: string }>(
    'POST',
    `/v1/providers/${providerId}/webhook-secrets`,
    { token },
  )
  await market.ok('POST', `/v1/providers/${providerId}/submit`, { token })
  await market.ok('POST', `/v1/operator/providers/${providerId}/approve`, { token: operator })
  return { owner: token, providerId, name: plan.name, key, secret }
}
