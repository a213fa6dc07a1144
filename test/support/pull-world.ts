import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { createDeliveryWorld, providerBody } from './delivery-world.ts'

/** How a provider without a server registers. */
export const pullBody = { channel: 'pull', webhookUrl: '' }
const cheap = { rateCard: { basePaise: 1000, perKmPaise: 100, perKgPaise: 0, codFeePaise: 0 } }
const capabilities = { ...providerBody().capabilities, cold: true, maxSideMillimetres: 400 }

/** A world at an address, with a provider that fetches its offers and one that is called. */
export async function createPullWorld(t: Test) {
  const world = await createDeliveryWorld(t, { live: true, max: 8 })
  const { call, ok } = world
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.app.server.address() as AddressInfo
  const puller = await world.addProvider({ ...pullBody, ...cheap, capabilities })
  const pusher = await world.addProvider({})
  /** Below the puller's offers. */
  const at = (path = '') => `/v1/providers/${puller.providerId}/offers${path}`
  return {
    ...{ world, puller, pusher, at, base: `http://127.0.0.1:${port}` },
    offersNow: async () => (await ok('GET', at(), puller.key)).offers as { reference: string }[],
    lease: (reference: string, holder: string, seconds = 30) =>
      call('POST', at(`/${reference}/lease`), puller.key, { holder, seconds }),
    accept: (reference: string, holder: string) =>
      call('POST', at(`/${reference}/accept`), puller.key, { holder }),
  }
}
