// A delivery startup in one file: a plain Node process that knows the market's published HTTP interface alone
// (openapi/delivery-provider.yaml is what it serves, openapi/haat.yaml what it calls).
//
//   PORT, MARKET_URL, PROVIDER_ID, API_KEY (hk_…), WEBHOOK_SECRET (whsec_…)
//   DECLINE=1,4   declines the first and fourth parcel that it is asked for; DECLINE_EVERY=3 every third
//   SILENT=2      never answers for the second; SILENT_FROM=2 for none from the second on
//
// Its riders are told codes by POST /riders/parcels/{shipmentId} {"handoverCode", "deliveryCode"}.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'

const {
  PORT = '0',
  MARKET_URL = '',
  PROVIDER_ID = '',
  API_KEY = '',
  WEBHOOK_SECRET = '',
  ...flags
} = process.env
const key = Buffer.from(WEBHOOK_SECRET.replace(/^whsec_/, ''), 'base64')
const numbers = (text = '') => text.split(',').filter(Boolean).map(Number)
const declines = (n: number) =>
  numbers(flags.DECLINE).includes(n) || n % Number(flags.DECLINE_EVERY ?? Infinity) === 0
const isSilent = (n: number) =>
  numbers(flags.SILENT).includes(n) || n >= Number(flags.SILENT_FROM ?? Infinity)

interface Booking {
  reference: string
  shipmentId: string
  codPaise: number
  decideBy?: string
  decision: 'accepted' | 'declined' | 'cancelled'
}
const bookings = new Map<string, Booking>()
let asked = 0

const mac = (id: string, time: string, body: string) =>
  createHmac('sha256', key).update(`${id}.${time}.${body}`).digest()

/** Standard Webhooks: one of the signatures must be ours, and not older than five minutes. */
function isSigned({ headers }: IncomingMessage, body: string): boolean {
  const [id, time, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
    String(headers[`webhook-${name}`]),
  )
  const expected = mac(id!, time!, body)
  const given = signatures!.split(' ').map((text) => Buffer.from(text.replace(/^v1,/, ''), 'base64'))
  const fits = given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))
  return fits && Math.abs(Date.now() / 1000 - Number(time)) < 300
}

/** Tells the market what happens to a booking; again and again until it has heard. */
async function tell(reference: string, status: string, more: object = {}): Promise<void> {
  const event = { eventId: randomUUID(), reference, status, occurredAt: new Date().toISOString(), ...more }
  const body = JSON.stringify(event)
  for (let tries = 0; ; tries++) {
    const time = String(Math.floor(Date.now() / 1000))
    const headers = {
      'content-type': 'application/json',
      'webhook-id': event.eventId,
      'webhook-timestamp': time,
      'webhook-signature': `v1,${mac(event.eventId, time, body).toString('base64')}`,
    }
    const reply = await fetch(`${MARKET_URL}/v1/providers/${PROVIDER_ID}/events`, {
      method: 'POST',
      headers,
      body,
    }).catch((error: Error) => error)
    if (reply instanceof Response && reply.ok) return
    // A refusal stays one; only an absent or broken market is told again.
    if (reply instanceof Response && reply.status < 500 && reply.status !== 429)
      throw new Error(`${status}: ${reply.status} ${await reply.text()}`)
    if (tries === 8) throw new Error(`${status}: the market does not answer`)
    await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** tries))
  }
}

/** A rider fetches a parcel with the shop's code, and hands it over for the buyer's code and the cash. */
async function bring(
  shipmentId: string,
  codes: { handoverCode: string; deliveryCode: string },
): Promise<object> {
  const booking = [...bookings.values()].find(
    (one) => one.shipmentId === shipmentId && one.decision === 'accepted',
  )
  if (!booking) throw new Error('that parcel is not ours')
  const reply = await fetch(`${MARKET_URL}/v1/provider/shipments/${shipmentId}`, {
    headers: { authorization: `Bearer ${API_KEY}` },
  })
  const { pickup, drop } = (await reply.json()) as Record<string, { point?: object | null; line1?: string }>
  const at = (stop?: { point?: object | null }) => (stop?.point ? { location: stop.point } : {})
  await tell(booking.reference, 'agentAssigned')
  await tell(booking.reference, 'atPickup', at(pickup))
  await tell(booking.reference, 'pickedUp', { ...at(pickup), handoverCode: codes.handoverCode })
  await tell(booking.reference, 'outForDelivery', at(pickup))
  await tell(booking.reference, 'atDrop', at(drop))
  const cash = booking.codPaise > 0 ? { cashCollectedPaise: booking.codPaise } : {}
  await tell(booking.reference, 'delivered', { ...at(drop), deliveryCode: codes.deliveryCode, ...cash })
  return { delivered: drop?.line1 ?? drop }
}

/** Answers as it did before to what it was asked before; undefined is silence. */
function book(wanted: Booking): object | undefined {
  const known = bookings.get(wanted.reference)
  if (!known) asked += 1
  if (!known && isSilent(asked)) return undefined
  // Somebody else is asked by then; ten seconds are for clocks that differ.
  const isLate = Date.parse(wanted.decideBy ?? '') < Date.now() - 10_000
  const booking = known ?? {
    ...wanted,
    decision: isLate || declines(asked) ? ('declined' as const) : ('accepted' as const),
  }
  bookings.set(booking.reference, booking)
  if (booking.decision === 'accepted')
    return { decision: 'accepted', providerReference: `R-${booking.reference.slice(-6)}` }
  return {
    decision: 'declined',
    reason: booking.decision === 'cancelled' ? 'It was cancelled.' : 'No rider is free.',
  }
}

function answer(method: string, path: string[], body: string): [number, object] | undefined {
  const [resource, reference = '', action] = path
  const booking = bookings.get(reference)
  if (method === 'POST' && resource === 'bookings' && !reference) {
    const decision = book(JSON.parse(body) as Booking)
    return decision && [200, decision]
  }
  if (method === 'GET' && resource === 'bookings')
    return booking ? [200, { decision: booking.decision }] : [404, {}]
  if (method === 'POST' && action === 'cancel') {
    // Remembered also when it is not known: the booking may still be on its way.
    bookings.set(reference, { reference, shipmentId: '', codPaise: 0, ...booking, decision: 'cancelled' })
    return [200, { cancelled: true }]
  }
  return [404, {}]
}

const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const send = (status: number, value: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  const path = (request.url ?? '').split('/').filter(Boolean)
  if (path[0] === 'riders') {
    return bring(path[2]!, JSON.parse(body)).then(
      (done) => send(200, done),
      (error: Error) => send(502, { error: error.message }),
    )
  }
  if (!isSigned(request, body)) return send(401, { error: 'The signature is not good.' })
  try {
    const reply = answer(request.method ?? 'GET', path, body)
    if (reply) send(...reply)
  } catch {
    send(400, { error: 'This cannot be read.' })
  }
})
server.listen(Number(PORT), '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  console.log(`ready on http://127.0.0.1:${port}`)
})
process.once('SIGTERM', () => {
  server.closeAllConnections()
  server.close()
})
