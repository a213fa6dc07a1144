import type { Test } from 'tap'
import {
  cityCodes,
  createSender,
  ondcConnector,
  ondcGate,
  privateKeyOf,
} from '../../src/delivery/adapters/ondc/index.ts'
import { pullConnector } from '../../src/delivery/adapters/pull/index.ts'
import { readProviderStatus, webhookConnector } from '../../src/delivery/adapters/webhook/index.ts'
import { createWayOf, keepInstruction, type ProviderConnector } from '../../src/delivery/dispatch/index.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { createGuardedClient } from '../../src/platform/http-client/index.ts'
import { createDeliveryWorld, type DeliveryWorld } from './delivery-world.ts'
import { networkKey } from './ondc-seller.ts'

/** Served by the shop, and another city. */
export const farPin = '110001'

export type Order = Awaited<ReturnType<DeliveryWorld['packedOrder']>>

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

export type Stage = Awaited<ReturnType<typeof createStage>>

/** A market that speaks with carriers of every kind, and what each of them needs to play its part. */
export async function createStage(t: Test) {
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
  /** Lets parcels go to this provider alone; to none without one. */
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
  /** A number for the next event, or the last one for an event that comes again. */
  const eventNumber = (again = false): number => (again ? events : ++events)
  /** What a carrier says of a word, without the word. */
  const bodyOf = async (order: Order, { word, again, occurredAt, reason, awb }: StoryWord) => ({
    eventId: `story-${eventNumber(again)}`,
    reference: (await referenceOf(order)) ?? '',
    occurredAt: (occurredAt ?? new Date()).toISOString(),
    ...(reason ? { reason } : {}),
    ...(awb ? { awb } : {}),
    ...(await proofOf(world, order, word)),
  })
  return { world, market, base, admitted, alone, packed, stateOf, referenceOf, eventNumber, bodyOf }
}

/** @throws where the market refused */
export async function good(reply: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await reply
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
}
