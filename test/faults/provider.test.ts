import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import type { AskedBooking } from '../support/courier.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { newPhone } from '../support/market.ts'
import { bookedOnce, openTown, type Parcel, packedOrders, shelve } from '../support/town.ts'

/** What the first startup does with a parcel, and who must have it in the end. */
interface Case {
  what: string
  /** Called each time that it is asked for the parcel; `nth` counts from 1. */
  answer(booking: AskedBooking, nth: number): unknown
  goesTo: 'first' | 'second'
  /** How often the first was asked for it. */
  asked: number
  /** It waited at least so long for the first. */
  waitedMs?: number
}

// Whatever is written after the market has hung up goes nowhere.
const stream = (response: ServerResponse, chunk: string, chunks: number) => {
  let sent = 0
  const more = () => {
    while (!response.destroyed && sent < chunks) {
      sent++
      if (!response.write(chunk)) return void response.once('drain', more)
    }
  }
  more()
}
const endless = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const drip = setInterval(() => response.write(' '.repeat(500)), 20)
  response.once('close', () => clearInterval(drip))
}
const fiftyMegabytes = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  stream(response, ' '.repeat(1 << 20), 50)
}
const cut = (response: ServerResponse) => {
  response.writeHead(200, { 'content-length': '1000' }).write('{"decision":"acc')
  setTimeout(() => response.destroy(), 20)
}

await forEachQueueEngine(t, async (t, engine) => {
  const town = await openTown(t, {
    engine,
    workers: true,
    env: { DISPATCH_ANSWER_SECONDS: '2', DISPATCH_DECISION_SECONDS: '4', DISPATCH_RETRY_SECONDS: '2' },
  })
  const { market, couriers, providers } = town
  const [first] = couriers
  const buyer = await market.signIn(newPhone())
  const goods = await shelve(town, buyer, 100)

  // Where redirects lead to: nobody may ever come.
  let strayed = 0
  const elsewhere = createServer((_request, response) => {
    strayed++
    response.end('{}')
  })
  elsewhere.listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  t.teardown(() => {
    elsewhere.closeAllConnections()
    elsewhere.close()
  })
  const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/bookings`

  const cases: Case[] = [
    { what: '500 each time', answer: ({ answer }) => answer(500, {}), goesTo: 'second', asked: 3 },
    {
      what: '503 once',
      answer: ({ answer, yes }, nth) => (nth === 1 ? answer(503, {}) : yes()),
      goesTo: 'first',
      asked: 2,
    },
    {
      what: '502 each time, though it has booked',
      answer: ({ accept, answer }) => {
        accept()
        answer(502, {})
      },
      goesTo: 'first',
      asked: 2,
    },
    {
      what: '429 with Retry-After: 3',
      answer: ({ answer, yes }, nth) => (nth === 1 ? answer(429, {}, { 'retry-after': '3' }) : yes()),
      goesTo: 'first',
      asked: 2,
      waitedMs: 2500,
    },
    {
      what: '429 with Retry-After: an hour',
      answer: ({ answer }) => answer(429, {}, { 'retry-after': '3600' }),
      goesTo: 'second',
      asked: 1,
    },
    { what: 'silence', answer: () => {}, goesTo: 'second', asked: 1 },
    { what: 'silence after it has booked', answer: ({ accept }) => accept(), goesTo: 'first', asked: 1 },
    {
      what: 'an endless body',
      answer: ({ response }) => endless(response),
      goesTo: 'second',
      asked: 1,
    },
    {
      what: 'an endless body after it has booked',
      answer: ({ accept, response }) => {
        accept()
        endless(response)
      },
      goesTo: 'first',
      asked: 1,
    },
    {
      what: '50 MB',
      answer: ({ response }) => fiftyMegabytes(response),
      goesTo: 'second',
      asked: 1,
    },
    {
      what: '50 MB after it has booked',
      answer: ({ accept, response }) => {
        accept()
        fiftyMegabytes(response)
      },
      goesTo: 'first',
      asked: 1,
    },
    {
      what: 'half an answer after it has booked',
      answer: ({ accept, response }) => {
        accept()
        cut(response)
      },
      goesTo: 'first',
      asked: 1,
    },
    {
      what: 'a redirect',
      answer: ({ answer }) => answer(307, {}, { location }),
      goesTo: 'second',
      asked: 1,
    },
    {
      what: 'a redirect to an address inside',
      answer: ({ answer }) => answer(302, {}, { location: 'http://169.254.169.254/latest/meta-data' }),
      goesTo: 'second',
      asked: 1,
    },
    { what: '400', answer: ({ answer }) => answer(400, {}), goesTo: 'second', asked: 1 },
  ]

  await t.test('each parcel finds its carrier, and one alone', async (t) => {
    // Which case a parcel is, is decided when the first startup hears of it.
    const caseOf = new Map<string, Case>()
    const times = new Map<string, number[]>()
    first.behave((booking) => {
      const { shipmentId } = booking
      if (!caseOf.has(shipmentId)) caseOf.set(shipmentId, cases[caseOf.size]!)
      const asked = [...(times.get(shipmentId) ?? []), Date.now()]
      times.set(shipmentId, asked)
      return caseOf.get(shipmentId)!.answer(booking, asked.length)
    })
    const orderIds = await packedOrders(town, buyer, goods, cases.length)
    const parcels = new Map(
      (await bookedOnce(t, town, orderIds)).map((parcel) => [parcel.shipmentId, parcel]),
    )
    t.equal(caseOf.size, cases.length)
    for (const [shipmentId, { what, goesTo, asked, waitedMs }] of caseOf) {
      const { provider, offers } = parcels.get(shipmentId) as Parcel
      t.equal(provider?.name, providers[goesTo === 'first' ? 0 : 1].name, `${what}: ${goesTo} has it`)
      t.equal(offers.length, goesTo === 'first' ? 1 : 2, `${what}: nobody else was asked`)
      const at = times.get(shipmentId)!
      const references = first.calls.filter(
        ({ path, body }) => path.endsWith('/bookings') && body.shipmentId === shipmentId,
      )
      t.equal(references.length, asked, `${what}: asked ${asked} times`)
      t.equal(new Set(references.map(({ body }) => body.reference)).size, 1, 'by one reference')
      if (waitedMs) t.ok(at[1]! - at[0]! >= waitedMs, `${what}: waited ${at[1]! - at[0]!} ms`)
    }
    t.equal(strayed, 0, 'no redirect was followed')
    t.ok(process.memoryUsage().rss < 1 << 30, 'and no large answer was kept')
  })

  await t.test('a startup whose server is down is passed over', async (t) => {
    const url = `/v1/providers/${providers[0].providerId}`
    const { owner: token } = providers[0]
    const { headers } = await market.call('GET', url, { token })
    // The port of discard, where nobody listens.
    await market.ok('PATCH', url, {
      token,
      ifMatch: headers.get('etag')!,
      body: { webhookUrl: 'http://127.0.0.1:9' },
    })
    const orderIds = await packedOrders(town, buyer, goods, 1, 'down')
    const [parcel] = await bookedOnce(t, town, orderIds)
    t.equal(parcel?.provider?.name, providers[1].name)
    t.match(parcel?.offers.find(({ state }) => state === 'failed')?.reason, /ECONNREFUSED/)
  })
})
