// Thirty delivery startups in one process, each with an address of its own: the other side of the day's bench.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool as HttpPool } from 'undici'
import { createShipmentCodes } from '../../src/delivery/shipments/index.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { signWebhook } from '../../src/platform/webhooks/index.ts'
import { answeringOf, isDown, lotsOf, storyOf, type Word } from './day.story.ts'

/** What the bench says: first how many there are, then who they are and when the day begins. */
export type Said =
  | { count: number }
  | {
      api: string
      providers: { providerId: string; secret: string }[]
      /** Milliseconds that a minute of the day takes here. */
      minuteMs: number
      firstMinute: number
      codeKey: string
    }
  | { report: true }

/** What was told and answered until now. */
export interface Figures {
  events: number
  failures: Record<string, number>
  /** Answers that no story expects, the first of each kind in words. */
  surprises: Record<string, { times: number; first: string }>
}

interface Booking {
  reference: string
  shipmentId: Id<'shipment'>
  codPaise: number
  decision: 'accepted' | 'declined' | 'cancelled' | 'pending'
}
type Day = Extract<Said, { api: string }> & { begun: number }

const figures: Figures = { events: 0, failures: {}, surprises: {} }
const count = (what: string) => {
  figures.failures[what] = (figures.failures[what] ?? 0) + 1
}
const surprise = (what: string, first: string) => {
  figures.surprises[what] ??= { times: 0, first }
  figures.surprises[what].times += 1
}
let day: Day
let http: HttpPool
let codes: ReturnType<typeof createShipmentCodes>
const minuteNow = () => day.firstMinute + (performance.now() - day.begun) / day.minuteMs
const minutes = (some: number) => sleep(some * day.minuteMs)

/** Tells an event until the market has heard it; the status of its answer. */
async function tell(nth: number, event: Record<string, unknown> & { eventId: string }): Promise<number> {
  const { providerId, secret } = day.providers[nth]!
  const body = JSON.stringify(event)
  for (let tries = 0; ; tries++) {
    while (isDown(nth, minuteNow())) await minutes(5)
    const signature = signWebhook({ id: event.eventId, timestamp: new Date(), body, secrets: [secret] })
    try {
      const answer = await http.request({
        method: 'POST',
        path: `/v1/providers/${providerId}/events`,
        headers: { 'content-type': 'application/json', ...signature },
        body,
      })
      const text = await answer.body.text()
      figures.events += 1
      if (answer.statusCode < 500 && answer.statusCode !== 429) {
        if (answer.statusCode >= 400 && answer.statusCode !== 422 && answer.statusCode !== 409)
          surprise(`${event.status} ${answer.statusCode}`, text.slice(0, 300))
        if (answer.statusCode === 409 && !text.includes('bookingReleased'))
          surprise(`${event.status} 409`, text.slice(0, 300))
        if (answer.statusCode === 422 && !/codeWrong|proofMissing/.test(text))
          surprise(`${event.status} 422`, text.slice(0, 300))
        return answer.statusCode
      }
      surprise(`${event.status} ${answer.statusCode}`, text.slice(0, 300))
    } catch (error) {
      surprise('no answer', String(error))
    }
    if (tries === 10) return 0
    await sleep(100 * 2 ** tries)
  }
}

const door = { lat: 12.97, lng: 77.59 }

/** Tells one word of a story; false when the parcel is no longer this provider's. */
async function say(nth: number, booking: Booking, word: Word, at: number, now: Date): Promise<boolean> {
  const { reference, shipmentId } = booking
  const event = (further: object, mark = '') => ({
    ...{ eventId: `${reference}-${at}${mark}`, reference, status: word.status },
    occurredAt: now.toISOString(),
    ...further,
  })
  const field = word.code === 'handover' ? 'handoverCode' : 'deliveryCode'
  const cash = word.cash && booking.codPaise > 0 ? { cashCollectedPaise: booking.codPaise } : {}
  const right = word.code ? { [field]: codes.codeOf(shipmentId, word.code) } : {}
  for (let wrong = 0; wrong < (word.wrongFirst ?? 0); wrong++) {
    count('wrongCode')
    const code = (right as Record<string, string>)[field] === '000000' ? '111111' : '000000'
    const status = await tell(nth, event({ [field]: code, ...cash }, `w${wrong}`))
    if (status === 409) return false
    if (status !== 422) surprise(`${word.status} with a wrong code`, String(status))
  }
  const proof =
    word.wrongFirst === 5 ? { photoUrl: 'https://riders.example/door.jpg', location: door } : right
  const wanted = event({ ...proof, ...cash })
  if (word.twice) count('duplicate')
  const [status] = await Promise.all([tell(nth, wanted), ...(word.twice ? [tell(nth, wanted)] : [])])
  if (status === 409) count('released')
  return status === 200
}

/** Carries a parcel: every word in its time, what happened earlier with the hour at which it happened. */
async function carry(nth: number, booking: Booking): Promise<void> {
  const words = storyOf(booking.reference)
  for (const [at, word] of words.entries()) {
    await minutes(word.afterMinutes)
    if (booking.decision !== 'accepted') return
    if (word.status === 'cancelled') {
      count('givenBack')
      booking.decision = 'cancelled'
    }
    if (word.status === 'deliveryFailed') count('failedAttempt')
    if (!(await say(nth, booking, word, at, new Date()))) return
  }
}

/** Decides on an offer that was left open. */
async function decideLater(nth: number, booking: Booking): Promise<void> {
  await minutes(2)
  if (booking.decision !== 'pending') return
  const yes = lotsOf(`${booking.reference} decides`)() < 0.8
  booking.decision = yes ? 'accepted' : 'declined'
  const status = await tell(nth, {
    ...{ eventId: `${booking.reference}-decided`, reference: booking.reference },
    ...{ status: yes ? 'accepted' : 'declined', occurredAt: new Date().toISOString() },
  })
  if (yes && status === 200) await carry(nth, booking)
}

function server(nth: number) {
  const bookings = new Map<string, Booking>()

  /** Undefined: no answer. */
  const book = (wanted: Booking): object | undefined => {
    const known = bookings.get(wanted.reference)
    if (known) return { decision: known.decision }
    const { reference, shipmentId, codPaise } = wanted
    const answering = answeringOf(reference)
    const keep = (decision: Booking['decision']): Booking => {
      const booking = { reference, shipmentId, codPaise, decision }
      bookings.set(reference, booking)
      return booking
    }
    if (answering !== 'yes') count(answering)
    switch (answering) {
      case 'yes':
      case 'silentYes':
        void carry(nth, keep('accepted')).catch((error) => surprise('carry', String(error)))
        return answering === 'yes' ? { decision: 'accepted' } : undefined
      case 'no':
        keep('declined')
        return { decision: 'declined', reason: 'No rider is free.' }
      case 'silent':
        return undefined
      case 'broken':
        // Broken once: asked again it takes the parcel.
        void carry(nth, keep('accepted')).catch((error) => surprise('carry', String(error)))
        return { broken: true }
      case 'later':
        void decideLater(nth, keep('pending')).catch((error) => surprise('decide', String(error)))
        return { decision: 'pending' }
      case 'never':
        keep('pending')
        return { decision: 'pending' }
    }
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const chunk of request.setEncoding('utf8')) body += chunk
    if (isDown(nth, minuteNow())) {
      count('down')
      request.socket.destroy()
      return
    }
    const send = (status: number, value: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const [, , reference = '', action] = (request.url ?? '').split('/')
    if (request.method === 'POST' && !reference) {
      const said = book(JSON.parse(body) as Booking)
      if (said) send('broken' in said ? 500 : 200, said)
      return
    }
    const known = bookings.get(reference)
    if (request.method === 'GET') return known ? send(200, { decision: known.decision }) : send(404, {})
    if (action !== 'cancel') return send(404, {})
    bookings.set(reference, {
      ...{ reference, shipmentId: 'shm_' as const, codPaise: 0 },
      ...known,
      decision: 'cancelled',
    })
    if (known) known.decision = 'cancelled'
    send(200, { cancelled: true })
  }
  return createServer((request, response) => void answer(request, response)).on('clientError', () => {})
}

process.on('message', async (said: Said) => {
  if ('count' in said) {
    const servers = Array.from({ length: said.count }, (_, nth) => server(nth))
    const urls = await Promise.all(
      servers.map(
        (one) =>
          new Promise<string>((resolve) => {
            one.keepAliveTimeout = 60_000
            one.listen(0, '127.0.0.1', () =>
              resolve(`http://127.0.0.1:${(one.address() as AddressInfo).port}`),
            )
          }),
      ),
    )
    process.send!(urls)
  } else if ('api' in said) {
    day = { ...said, begun: performance.now() }
    http = new HttpPool(said.api, { connections: 64, pipelining: 1 })
    codes = createShipmentCodes({ key: said.codeKey })
    process.send!({ begun: true })
  } else process.send!(figures)
})
process.once('disconnect', () => process.exit(0))
