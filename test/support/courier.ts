import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

export interface CourierCall {
  method: string
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
}

export interface Courier {
  /** Base address, to be registered as the provider's webhook URL. */
  url: string
  calls: CourierCall[]
  /** References that this startup has accepted and not cancelled. */
  bookings: Map<string, string>
}

/** What a courier's server does with a booking; `undefined` is the ordinary yes. */
export type OnBooking = (reference: string) => Promise<{ status: number; body: object } | undefined>

/** A delivery startup's server over real HTTP: it quotes, books, and remembers what it said yes to. */
export const startCourier = async (
  t: Test,
  onBooking: OnBooking = async () => undefined,
): Promise<Courier> => {
  const calls: CourierCall[] = []
  const bookings = new Map<string, string>()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', async () => {
      const body = text ? (JSON.parse(text) as Record<string, unknown>) : {}
      const path = request.url ?? ''
      calls.push({ method: request.method ?? '', path, headers: request.headers, body })
      const reply = (status: number, answer: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      const [, , reference = '', action] = path.split('/')
      if (path.endsWith('/quotes')) return reply(200, { decision: 'quoted', pricePaise: 3000, minutes: 45 })
      if (path.endsWith('/bookings')) {
        const booked = String(body.reference)
        const other = await onBooking(booked)
        if (other) return reply(other.status, other.body)
        bookings.set(booked, String(body.shipmentId))
        return reply(200, { decision: 'accepted', providerReference: `C-${bookings.size}` })
      }
      if (action === 'cancel') {
        bookings.delete(reference)
        return reply(200, { cancelled: true })
      }
      return bookings.has(reference) ? reply(200, { decision: 'accepted' }) : reply(404, { code: 'notFound' })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, bookings }
}
