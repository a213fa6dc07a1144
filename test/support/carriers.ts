import type { Test } from 'tap'
import { ondcCarriersOf } from './carriers.ondc.ts'
import { postCarrierOf } from './carriers.post.ts'
import { shopCarriersOf } from './carriers.shop.ts'
import { type Carrier, createStage, type Order } from './carriers.stage.ts'
import { pullCarrierOf, pushCarrierOf } from './carriers.startups.ts'
import type { DeliveryWorld } from './delivery-world.ts'
import type { startOndcSeller } from './ondc-seller.ts'

export type { Carrier, StoryWord } from './carriers.stage.ts'

/** A market with one carrier of each kind; each is asked for its own parcels alone. */
export async function createCarriers(t: Test): Promise<{
  world: DeliveryWorld
  carriers: Carrier[]
  seller: Awaited<ReturnType<typeof startOndcSeller>>
  /** A parcel that waits to be fetched, and what a program needs to fetch it. */
  waiting(): Promise<{ order: Order; env: Record<string, string> }>
}> {
  const stage = await createStage(t)
  const pushCarrier = await pushCarrierOf(t, stage)
  const { pullCarrier, pulled } = await pullCarrierOf(stage)
  const { seller, ondcCarrier, farCarrier } = await ondcCarriersOf(t, stage)
  const { selfCarrier, pickupCarrier } = shopCarriersOf(stage)
  const carriers = [
    pushCarrier,
    pullCarrier,
    ondcCarrier,
    farCarrier,
    selfCarrier,
    pickupCarrier,
    postCarrierOf(stage),
  ]
  const waiting = async () => ({
    order: await stage.packed(pulled.providerId),
    env: { MARKET_URL: stage.base, PROVIDER_ID: pulled.providerId, API_KEY: pulled.key },
  })
  return { world: stage.world, carriers, seller, waiting }
}
