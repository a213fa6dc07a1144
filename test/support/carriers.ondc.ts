import type { Test } from 'tap'
import { ondcStates, readOndcState } from '../../src/delivery/adapters/ondc/index.ts'
import { uuidOf } from '../../src/kernel/ids.ts'
import { type Carrier, farPin, type Stage } from './carriers.stage.ts'
import { providerBody } from './delivery-world.ts'
import { startOndcSeller } from './ondc-seller.ts'

/** A seller of ONDC's network, asked for parcels of its city and for those between cities. */
export async function ondcCarriersOf(
  t: Test,
  { world, market, admitted, packed, referenceOf, eventNumber, stateOf }: Stage,
) {
  const seller = await startOndcSeller(t, market)
  const { capabilities } = providerBody()
  const drop = { pins: [farPin], pinPrefixes: ['560'], circles: [] }
  const sold = await world.addProvider({
    ...{ channel: 'ondc', webhookUrl: seller.url, ondc: seller.entry },
    capabilities: { ...capabilities, drop },
  })
  admitted.push(sold.providerId)
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
      const messageId = `story-${eventNumber(again)}`
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
  return { seller, ondcCarrier, farCarrier }
}
