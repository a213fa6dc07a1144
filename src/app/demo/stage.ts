import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newWebhookSecret } from '../../platform/webhooks/index.ts'
import { createMarketClient } from './client.ts'
import { startChild } from './processes.ts'
import type { ApprovedProvider, Steps } from './steps.ts'
import { startTextMessages, type TextMessages } from './text-messages.ts'

/** A rider of a startup, for whom the demo reads codes aloud. */
export interface Rider {
  /** Fetches the parcel with the shop's code and hands it over for the buyer's. */
  bring(shipmentId: string, codes: { handoverCode: string; deliveryCode: string }): Promise<void>
}

/** A running market with all that stands around it, as the story uses it. */
export interface DemoMarket extends Steps {
  makeOperator(phone: string): Promise<void>
  courierUrl(index: number): string
  startCourier(index: number, provider: ApprovedProvider, character: 'difficult' | 'willing'): Promise<Rider>
  payAtGateway(paymentId: string): Promise<void>
}

export interface Stage {
  market: DemoMarket
  address: string
  /** Tells each further text message that the market sends. */
  onTextMessage: TextMessages['onMessage']
  close(): Promise<void>
}

const program = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the market as `haat start`, a payment gateway, and the phones' text messages, each as it would be in life. */
export async function openStage(): Promise<Stage> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end()
  }
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'haat-demo-'))
    closers.push(() => rm(dataDir, { recursive: true, force: true }))
    const texts = await startTextMessages()
    closers.push(() => texts.close())
    const [marketPort, firstCourier, secondCourier] = await Promise.all([freePort(), freePort(), freePort()])
    const address = `http://127.0.0.1:${marketPort}`
    const gatewaySecret = newWebhookSecret()
    const gateway = await startChild(
      [program('examples/sandbox-gateway.ts')],
      { PORT: '0', GATEWAY_SECRET: gatewaySecret, EVENTS_URL: `${address}/v1/gateway/events` },
      /ready on (http:\S+)/,
    )
    closers.push(() => gateway.stop())
    const gatewayUrl = gateway.ready[1]!
    const env = {
      DATA_DIR: dataDir,
      PORT: String(marketPort),
      LOG_LEVEL: 'warn',
      OTP_SENDER: 'http',
      OTP_HTTP_URL: texts.url,
      OTP_HTTP_TOKEN: 'demo',
      OTP_PER_ADDRESS_HOUR: '1000',
      RATE_LIMIT_PER_MINUTE: '100000',
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
      PAYMENT_GATEWAY_URL: gatewayUrl,
      PAYMENT_GATEWAY_SECRET: gatewaySecret,
      // Short, so that silence is noticed while one watches.
      DISPATCH_ANSWER_SECONDS: '3',
      DISPATCH_DECISION_SECONDS: '4',
      DISPATCH_RETRY_SECONDS: '30',
      // The engines of the caller's environment, where it names some.
      ...Object.fromEntries(
        ['DATABASE_URL', 'REDIS_URL', 'MEILI_URL', 'MEILI_KEY'].flatMap((name) =>
          process.env[name] ? [[name, process.env[name]]] : [],
        ),
      ),
    }
    const market = await startChild([program('src/main.ts'), 'start'], env, /Haat is open at (\S+)/)
    closers.push(() => market.stop())
    const courierPorts = [firstCourier, secondCourier]
    const courierUrl = (index: number) => `http://127.0.0.1:${courierPorts[index]}`
    return {
      address,
      onTextMessage: texts.onMessage,
      close,
      market: {
        market: createMarketClient(address),
        codeFor: texts.codeFor,
        courierUrl,
        async makeOperator(phone) {
          const command = await startChild(
            [program('src/main.ts'), 'operator', phone],
            env,
            /is an operator now/,
          )
          await command.stop()
        },
        async startCourier(index, provider, character) {
          const courier = await startChild(
            [program('examples/delivery-startup.ts')],
            {
              PORT: String(courierPorts[index]),
              MARKET_URL: address,
              PROVIDER_ID: provider.providerId,
              API_KEY: provider.key,
              WEBHOOK_SECRET: provider.secret,
              ...(character === 'difficult' ? { DECLINE: '1', SILENT: '2' } : {}),
            },
            /ready/,
          )
          closers.push(() => courier.stop())
          return {
            async bring(shipmentId, codes) {
              const reply = await fetch(`${courierUrl(index)}/riders/parcels/${shipmentId}`, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(codes),
              })
              if (!reply.ok)
                throw new Error(
                  `the rider of ${provider.name} answered ${reply.status}: ${await reply.text()}`,
                )
            },
          }
        },
        async payAtGateway(paymentId) {
          for (let tries = 0; ; tries++) {
            const reply = await fetch(`${gatewayUrl}/intents/${paymentId}/pay`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ outcome: 'success' }),
            })
            if (reply.ok) return
            // The market registers the payment there a moment after checkout.
            if (tries === 100) throw new Error(`the gateway answered ${reply.status}: ${await reply.text()}`)
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
        },
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}
