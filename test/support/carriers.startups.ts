import type { Test } from 'tap'
import { type Carrier, good, type Stage } from './carriers.stage.ts'
import type { TestProvider } from './delivery-world.ts'
import { startProviderServer } from './provider-server.ts'

/** A startup that the market calls. */
export async function pushCarrierOf(
  t: Test,
  { world, admitted, packed, bodyOf, stateOf }: Stage,
): Promise<Carrier> {
  const server = await startProviderServer(t)
  const pushed = await world.addProvider({ webhookUrl: server.url })
  admitted.push(pushed.providerId)
  const booking = (decision: string) =>
    server.answer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const cancels = request.path.endsWith('/cancel')
      response.end(JSON.stringify(cancels ? { cancelled: true } : { decision, reason: 'No rider.' }))
    })
  return {
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
}

/** A startup without a server, that asks for its offers. */
export async function pullCarrierOf({ world, admitted, packed, bodyOf, stateOf }: Stage) {
  const pulled = await world.addProvider({ channel: 'pull', webhookUrl: '' })
  admitted.push(pulled.providerId)
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
  return { pullCarrier, pulled }
}
