import type { Test } from 'tap'
import {
  cityCodes,
  createSender,
  ondcConnector,
  ondcGate,
  ondcStates,
  privateKeyOf,
  readOndcState,
} from '../../src/delivery/adapters/ondc/index.ts'
import { postEvents, readPostEvent } from '../../src/delivery/adapters/post/index.ts'
import { pullConnector } from '../../src/delivery/adapters/pull/index.ts'
import { readProviderStatus, webhookConnector } from '../../src/delivery/adapters/webhook/index.ts'
import { createWayOf, keepInstruction, type ProviderConnector } from '../../src/delivery/dispatch/index.ts'
import { type Id, uuidOf } from '../../src/kernel/ids.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { createDeliveryWorld, type DeliveryWorld, providerBody, type TestProvider } from './delivery-world.ts'
import { networkKey, startOndcSeller } from './ondc-seller.ts'
import { trackingFile, trackingRow } from './post-office.ts'
import { startProviderServer } from './provider-server.ts'

/** Served by the shop, and another city. */
const farPin = '110001'

type Order = Awaited<ReturnType<DeliveryWorld['packedOrder']>>

/** A word of a story, in the market's own vocabulary, with what comes with it. */
export interface StoryWord {
  word: string
  /** Sent again under the same id of an event. */
  again?: boolean
  occurredAt?: Date
  reason?: string
  /** The carrier's own number of the parcel. */
  awb?: string
}

/** Whoever may carry a parcel, spoken with in its own way. */
export interface Carrier {
  name: string
  /** Stories that cannot happen to it, and why. */
  cannot: Readonly<Record<string, string>>
  /** Words of the way that it has no use for. */
  silentOn?: readonly string[]
  /** A packed order that it has taken. */
  take(): Promise<Order>
  /** A packed order that it will not take. */
  refuse?(): Promise<Order>
  /** Tells a word in the carrier's own words; codes and cash come with those that need them. */
  tell(order: Order, told: StoryWord): Promise<void>
  stateOf(order: Order): Promise<string>
}

/** What a word needs to be believed: the codes that shop and buyer show, and the cash. */
export async function proofOf(world: DeliveryWorld, order: Order, word: string) {
  const parcel = await world.parcelOf(order)
  const codeOf = (kind: 'handover' | 'delivery') => world.shipments.codes.codeOf(parcel.shipmentId, kind)
  return {
    ...(word === 'pickedUp' ? { handoverCode: codeOf('handover') } : {}),
    ...(word === 'delivered'
      ? { deliveryCode: codeOf('delivery'), cashCollectedPaise: Number(parcel.codPaise) }
      : {}),
  }
}

/** A market with one carrier of each kind; each is asked for its own parcels alone. */
export async function createCarriers(t: Test): Promise<{
  world: DeliveryWorld
  carriers: Carrier[]
  seller: Awaited<ReturnType<typeof startOndcSeller>>
  /** A parcel that waits to be fetched, and what a program needs to fetch it. */
  waiting(): Promise<{ order: Order; env: Record<string, string> }>
}> {
  const client = createGuardedClient({ allowedHosts: ['127.0.0.1'] })
  t.teardown(() => client.close())
  const own = networkKey()
  const market = { subscriberId: 'market.example.in', keyId: 'm1', publicKey: own.publicKey }
  let base = ''
  const network = {
    client,
    key: market,
    privateKey: privateKeyOf(own.seed),
    callbackUrl: (providerId: string) => `${base}/v1/providers/${providerId}/ondc`,
    cityOf: cityCodes(),
    wayOf: (reference: Id<'offer'>, providerId: Id<'provider'>) => wayOf(reference, providerId),
    pointOfPin: () => undefined,
    timeoutMs: 2000,
  }
  const send = createSender(network)
  const connectors = {
    push: webhookConnector({ client, timeoutMs: 2000 }),
    pull: pullConnector({ keep: (instruction) => keepInstruction(world.db, instruction) }),
    ondc: ondcConnector(network, send),
  }
  const connect: ProviderConnector = (facts) =>
    connectors[facts.channel === 'post' ? 'pull' : facts.channel](facts)
  const world = await createDeliveryWorld(t, {
    connect,
    readStatus: readProviderStatus,
    network: ondcGate(network, send),
    pinsServed: [farPin],
    post: { ranges: [{ prefix: 'EZ', first: 10_000_000, last: 10_000_999 }] },
  })
  const wayOf = createWayOf(world)
  world.postIs.open = false
  base = await world.app.listen({ port: 0, host: '127.0.0.1' })
  const admitted: string[] = []
  const alone = async (providerId: string | undefined): Promise<void> => {
    for (const one of admitted) {
      const path = `/v1/operator/providers/${one}`
      if (one === providerId) await world.ok('POST', `${path}/approve`, world.operator)
      else await world.ok('POST', `${path}/suspend`, world.operator, { reason: 'Not in this story.' })
    }
  }
  const packed = async (providerId: string | undefined, pin?: string): Promise<Order> => {
    await alone(providerId)
    const drop = { pin: farPin, point: null, state: 'Delhi', district: 'New Delhi' }
    const order = await world.packedOrder(pin ? { drop } : {})
    await world.settle()
    return order
  }
  const stateOf = async (order: Order): Promise<string> => (await world.parcelOf(order)).state
  const referenceOf = async (order: Order): Promise<string> => (await world.parcelOf(order)).offerId!
  let events = 0
  const bodyOf = async (order: Order, { word, again, occurredAt, reason, awb }: StoryWord) => ({
    eventId: `story-${again ? events : ++events}`,
    reference: (await referenceOf(order)) ?? '',
    occurredAt: (occurredAt ?? new Date()).toISOString(),
    ...(reason ? { reason } : {}),
    ...(awb ? { awb } : {}),
    ...(await proofOf(world, order, word)),
  })

  const server = await startProviderServer(t)
  const pushed = await world.addProvider({ webhookUrl: server.url })
  const pulled = await world.addProvider({ channel: 'pull', webhookUrl: '' })
  const seller = await startOndcSeller(t, market)
  const { capabilities } = providerBody()
  const drop = { pins: [farPin], pinPrefixes: ['560'], circles: [] }
  const sold = await world.addProvider({
    ...{ channel: 'ondc', webhookUrl: seller.url, ondc: seller.entry },
    capabilities: { ...capabilities, drop },
  })
  admitted.push(pushed.providerId, pulled.providerId, sold.providerId)

  const booking = (decision: string) =>
    server.answer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const cancels = request.path.endsWith('/cancel')
      response.end(JSON.stringify(cancels ? { cancelled: true } : { decision, reason: 'No rider.' }))
    })
  const pushCarrier: Carrier = {
    name: 'push',
    cannot: {},
    async take() {
      booking('accepted')
      return packed(pushed.providerId)
    },
    async refuse() {
      booking('declined')
      return packed(pushed.providerId)
    },
    async tell(order, told) {
      const { reference, ...more } = await bodyOf(order, told)
      // As another system would write it.
      const status = told.word.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
      await good(world.tell(pushed, reference, status, more))
    },
    stateOf,
  }

  const decide = async (provider: TestProvider, how: 'accept' | 'decline'): Promise<void> => {
    const path = `/v1/providers/${provider.providerId}/offers`
    for (const { reference } of (await world.ok('GET', path, provider.key)).offers) {
      await world.ok('POST', `${path}/${reference}/lease`, provider.key, { holder: 'story' })
      await world.ok('POST', `${path}/${reference}/${how}`, provider.key, { holder: 'story' })
    }
    await world.settle()
  }
  const pullCarrier: Carrier = {
    name: 'pull',
    cannot: {},
    async take() {
      const order = await packed(pulled.providerId)
      await decide(pulled, 'accept')
      return order
    },
    async refuse() {
      const order = await packed(pulled.providerId)
      await decide(pulled, 'decline')
      return order
    },
    async tell(order, told) {
      const body = { ...(await bodyOf(order, told)), status: told.word }
      await good(world.call('POST', `/v1/providers/${pulled.providerId}/events`, pulled.key, body))
    },
    stateOf,
  }

  const nameOf = (word: string): string => ondcStates.find((state) => readOndcState(state) === word) ?? word
  const ondcCarrier: Carrier = {
    name: 'ONDC',
    cannot: { lost: 'ONDC has no state for a parcel that is lost' },
    async take() {
      seller.takes(true)
      const order = await packed(sold.providerId)
      await seller.idle()
      return order
    },
    async refuse() {
      seller.takes(false)
      const order = await packed(sold.providerId)
      await seller.idle()
      await world.settle()
      return order
    },
    async tell(order, { word, again, occurredAt }) {
      const messageId = `story-${again ? events : ++events}`
      const updatedAt = occurredAt ? { updatedAt: occurredAt } : {}
      const orderId = uuidOf(await referenceOf(order))
      const { ack } = await seller.tell(orderId, nameOf(word), { messageId, ...updatedAt })
      if (ack !== 'ACK') throw new Error(`${word}: ${JSON.stringify(seller.refusals.at(-1))}`)
    },
    stateOf,
  }

  const farCarrier: Carrier = {
    ...ondcCarrier,
    name: 'ONDC between cities',
    async take() {
      seller.takes(true)
      const order = await packed(sold.providerId, farPin)
      await seller.idle()
      return order
    },
    async refuse() {
      seller.takes(false)
      const order = await packed(sold.providerId, farPin)
      await seller.idle()
      await world.settle()
      return order
    },
  }

  const selfCarrier: Carrier = {
    name: 'the shop itself',
    cannot: {
      unknown: 'a shop picks its words from a list',
      repeated: 'a shop’s word has no id: the same again is told late',
      early: 'nothing is handed over, so nothing has to wait for that',
      decline: 'a shop that does not want to deliver does not choose to',
    },
    async take() {
      const order = await packed(undefined)
      const { shipmentId } = await world.parcelOf(order)
      await world.ok('POST', `/v1/shipments/${shipmentId}/self-deliver`, order.owner)
      return order
    },
    async tell(order, { word, occurredAt, reason }) {
      const { shipmentId } = await world.parcelOf(order)
      const { handoverCode: _, ...proof } = await proofOf(world, order, word)
      const at = occurredAt ? { occurredAt: occurredAt.toISOString() } : {}
      const body = { status: word, ...at, ...(reason ? { reason } : {}), ...proof }
      await good(world.call('POST', `/v1/shipments/${shipmentId}/events`, order.owner, body))
    },
    stateOf,
  }

  // Nobody carries it, so there is no parcel: where it is follows from its order alone.
  const placeOf: Record<string, string> = {
    packed: 'booked',
    delivered: 'delivered',
    cancelled: 'cancelled',
  }
  const counter = 'nobody carries it: it is handed out at the counter, or stays in the shop'
  const pickupCarrier: Carrier = {
    name: 'the buyer at the counter',
    cannot: Object.fromEntries(
      ['unknown', 'repeated', 'early', 'decline', 'attempts', 'returned', 'lost', 'late'].map(
        (one) => [one, counter] as const,
      ),
    ),
    async take() {
      await alone(undefined)
      const order = await world.packedOrder({ pickup: true })
      await world.settle()
      return order
    },
    silentOn: ['agentAssigned', 'atPickup', 'pickedUp', 'outForDelivery', 'atDrop'],
    async tell(order) {
      await good(world.call('POST', `/v1/orders/${order.orderId}/collected`, order.owner))
    },
    async stateOf(order) {
      const [row] = await world.sql('select state from orders where id = $1', [uuidOf(order.orderId)])
      return placeOf[row.state] ?? row.state
    },
  }

  // What nobody else serves goes by post; its files have seconds, and of words of one second the last counts.
  const eventOf = (word: string): string => postEvents.find((event) => readPostEvent(event) === word) ?? word
  const legOf = async (order: Order) => (await world.shipments.wayOf(world.db, order))!.legs.at(-1)!
  let seconds = 0
  const postCarrier: Carrier = {
    name: 'the post',
    cannot: { decline: 'the post takes what it is given' },
    silentOn: ['agentAssigned', 'atPickup'],
    async take() {
      world.postIs.open = true
      const order = await packed(undefined)
      world.postIs.open = false
      return order
    },
    async tell(order, { word, again, occurredAt, reason }) {
      if (!again) seconds += 1
      const at = occurredAt ?? new Date(Date.now() - 600_000 + seconds * 1000)
      // Told again the row is the same, and the file another one.
      const row = again ? lastRow : trackingRow((await legOf(order)).awb!, eventOf(word), at, reason)
      lastRow = row
      const file = trackingFile([row]) + '\r\n'.repeat(again ? ++events : 0)
      const body = await world.app.inject({
        ...{ method: 'POST', url: '/v1/operator/post/tracking-files', payload: file },
        headers: { authorization: `Bearer ${world.operator}`, 'content-type': 'text/csv' },
      })
      await good(Promise.resolve({ status: body.statusCode, body: body.body }))
    },
    stateOf: async (order) => (await legOf(order)).state,
  }
  let lastRow = ''
  const carriers = [
    pushCarrier,
    pullCarrier,
    ondcCarrier,
    farCarrier,
    selfCarrier,
    pickupCarrier,
    postCarrier,
  ]
  const waiting = async () => ({
    order: await packed(pulled.providerId),
    env: { MARKET_URL: base, PROVIDER_ID: pulled.providerId, API_KEY: pulled.key },
  })
  return { world, carriers, seller, waiting }
}

async function good(reply: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await reply
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
}
