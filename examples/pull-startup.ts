// A delivery startup without a server, in a page: it fetches its parcels over the market's published HTTP interface
// (openapi/haat.yaml) with nothing but its API key. Register it with {"channel": "pull"}.
//
//   MARKET_URL, PROVIDER_ID, API_KEY (hk_…); MOST_PAISE=50000 leaves parcels with more cash to others
import { randomUUID } from 'node:crypto'

const {
  MARKET_URL = 'http://127.0.0.1:3000',
  PROVIDER_ID = '',
  API_KEY = '',
  MOST_PAISE = '1000000',
} = process.env
const holder = `desk-${process.pid}`
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

interface Offer {
  reference: string
  shipmentId: string
  codPaise: number
}

interface Instruction {
  instructionId: string
  shipmentId: string
  action: string
}

/** Asks until the market answers; a refusal (409) is an answer, too. */
async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  own = `/v1/providers/${PROVIDER_ID}`,
): Promise<{ status: number; body: T }> {
  for (let tries = 0; ; tries++) {
    try {
      const reply = await fetch(`${MARKET_URL}${own}/${path}`, {
        method,
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      if (reply.status < 500 && reply.status !== 429)
        return { status: reply.status, body: (await reply.json()) as T }
    } catch (error) {
      if (tries > 20) throw error
    }
    await pause(Math.min(200 * 2 ** tries, 5000))
  }
}

/** One offer, taken out of the pool while we look at it: of many of us one decides. */
async function decide(offer: Offer): Promise<void> {
  const path = `offers/${offer.reference}`
  const leased = await ask('POST', `${path}/lease`, { holder, seconds: 30 })
  if (leased.status !== 200) return
  if (offer.codPaise > Number(MOST_PAISE)) {
    await ask('POST', `${path}/decline`, { holder, reason: 'Too much cash for one rider.' })
    return
  }
  const accepted = await ask<{ state?: string; code?: string }>('POST', `${path}/accept`, { holder })
  console.log(`${offer.shipmentId} ${accepted.body.state ?? accepted.body.code}`)
  if (accepted.status !== 200) return
  // The same event may be sent again until it is answered: its id makes it count once.
  const event = { eventId: randomUUID(), reference: offer.reference, status: 'agentAssigned' }
  await ask('POST', 'events', { ...event, occurredAt: new Date().toISOString() })
}

let stop = false
process.once('SIGTERM', () => {
  stop = true
})

/** What to do about parcels that we have: each is told until we say that we know it, also after we have died. */
async function follow(): Promise<void> {
  const at = '/v1/provider'
  while (!stop) {
    const { status, body } = await ask<{ instructions: Instruction[] }>(
      'GET',
      'instructions?wait=20',
      undefined,
      at,
    )
    if (status !== 200) throw new Error(`The market answered ${status}: is the key right?`)
    for (const { shipmentId, action } of body.instructions) {
      // A rider would be told here, with what GET /v1/provider/shipments/{shipmentId} says now.
      console.log(
        action === 'cancel' ? `${shipmentId} was taken back: do not fetch it` : `${shipmentId} ${action}`,
      )
    }
    const instructionIds = body.instructions.map(({ instructionId }) => instructionId)
    if (instructionIds.length > 0) await ask('POST', 'instructions/acknowledge', { instructionIds }, at)
  }
}

/** Offers, one after the other. */
async function fetchOffers(): Promise<void> {
  while (!stop) {
    const { status, body } = await ask<{ offers: Offer[] }>('GET', 'offers?wait=20')
    if (status !== 200) throw new Error(`The market answered ${status}: is the key right?`)
    for (const offer of body.offers) await decide(offer)
  }
}

console.log(`${holder} waits for parcels`)
await Promise.all([fetchOffers(), follow()])
