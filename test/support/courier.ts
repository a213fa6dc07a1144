import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface CourierCall {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
}

/** A booking as the courier's server gets it. */
export interface AskedBooking {
  reference: string
  shipmentId: string
  /** 1 for the first booking that this courier was asked for, whatever became of it. */
  nth: number
  /** Notes the booking without a word to the market; false when it was cancelled meanwhile. */
  accept(): boolean
  /** Says yes, having noted it, or no when it was cancelled. */
  yes(): void
  answer(status: number, body: object, headers?: Record<string, string>): void
  /** For answers that are none. */
  response: ServerResponse
}

/** What a courier's server does with a booking; who does nothing stays silent. */
export type OnBooking = (booking: AskedBooking) => unknown

export interface Courier {
  /** Base address, to be registered as the provider's webhook URL. */
  url: string
  calls: CourierCall[]
  /** The parcels of references that this startup has accepted and not cancelled. */
  bookings: Map<string, string>
  /** Bookings that it was asked for, each time. */
  asked: string[]
  /** Parcels that it accepted while another booking of them stood, here or with a courier beside it. */
  doubles: string[]
  /** From now on bookings are dealt with so; without an argument by an ordinary yes. */
  behave(onBooking?: OnBooking): void
}

export interface CourierOptions {
  onBooking?: OnBooking
  /** Other couriers of the same town. */
  beside?: readonly Courier[]
}

/** Undefined for what is no JSON. */
function readJson(text: string): Record<string, unknown> | undefined {
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  } catch {
    return undefined
  }
}

const sayYes: OnBooking = (booking) => booking.yes()

/**
 * A delivery startup's server over real HTTP that keeps to the contract: it answers a reference as it did before,
 * remembers what it said yes to, and declines what was cancelled.
 */
export const startCourier = async (
  t: Test,
  { onBooking = sayYes, beside = [] }: CourierOptions = {},
): Promise<Courier> => {
  const calls: CourierCall[] = []
  const bookings = new Map<string, string>()
  const cancelled = new Set<string>()
  const asked: string[] = []
  const doubles: string[] = []
  let behaviour = onBooking
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const body = readJson(text)
      if (!body) return void response.writeHead(400).end('{}')
      const path = request.url ?? ''
      calls.push({ method: request.method ?? '', path, headers: request.headers, body })
      const answer: AskedBooking['answer'] = (status, value, headers = {}) =>
        void response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify(value))
      const [, , reference = '', action] = path.split('/')
      if (path.endsWith('/quotes')) return answer(200, { decision: 'quoted', pricePaise: 3000, minutes: 45 })
      if (path.endsWith('/bookings')) {
        const booked = String(body.reference)
        asked.push(booked)
        const shipmentId = String(body.shipmentId)
        const declined = { decision: 'declined', reason: 'It was cancelled.' }
        // It may have been cancelled while this courier thought about it.
        const accept = () => {
          if (cancelled.has(booked)) return false
          const standing = [{ bookings }, ...beside].flatMap((one) => [...one.bookings])
          if (standing.some(([other, parcel]) => parcel === shipmentId && other !== booked))
            doubles.push(shipmentId)
          bookings.set(booked, shipmentId)
          return true
        }
        const yes = () =>
          answer(
            200,
            accept() ? { decision: 'accepted', providerReference: `C-${booked.slice(-6)}` } : declined,
          )
        if (bookings.has(booked) || cancelled.has(booked)) return yes()
        return void behaviour({
          reference: booked,
          shipmentId,
          nth: asked.length,
          accept,
          yes,
          answer,
          response,
        })
      }
      if (action === 'cancel') {
        bookings.delete(reference)
        cancelled.add(reference)
        return answer(200, { cancelled: true })
      }
      return bookings.has(reference)
        ? answer(200, { decision: 'accepted' })
        : answer(404, { code: 'notFound' })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    bookings,
    asked,
    doubles,
    behave(next = sayYes) {
      behaviour = next
    },
  }
}
