/**
 * A payment gateway to develop and test with: a process of its own that holds no money and forgets all at its end.
 *
 *   PORT=4300 GATEWAY_SECRET=whsec_… EVENTS_URL=http://127.0.0.1:3000/v1/gateway/events tsx examples/sandbox-gateway.ts
 *
 * It prints `sandbox gateway ready on http://127.0.0.1:4300` when it listens (PORT 0: any free port).
 *
 * For the market; requests are signed with GATEWAY_SECRET by Standard Webhooks (a GET signs an empty body):
 *   POST /intents               {reference, amountPaise, description} → {ref, reference, state, amountPaise, receivedPaise, link}
 *                               The same reference again answers the same intent.
 *   GET  /intents/:ref          the intent; `ref` is the gateway's reference or the market's.
 *   POST /intents/:ref/refunds  {reference, amountPaise} → {ref, reference, state: accepted|settled|failed}
 *   GET  /refunds/:ref          the refund.
 *
 * For the payer, unsigned (what its bank's app would do):
 *   GET  /intents/:ref/pay      the page that `link` opens
 *   POST /intents/:ref/pay      {outcome: success | failure | late, amountPaise?, delayMs?, twice?, outOfOrder?, refund?}
 *     late:       money moves now, the market is told only after delayMs (5000)
 *     twice:      the same event is sent a second time
 *     outOfOrder: a success is followed by the failure of an earlier try, which is older news
 *     amountPaise: pays another sum than was asked; refund: 'settle' (default), 'fail' or 'silent' for later refunds
 *
 * Events go to EVENTS_URL, signed, until they are answered with 2xx: after 0, 0.2, 0.5, 1, 2, 5, 10, 30 s.
 *   {type: payment.succeeded | payment.failed | refund.settled | refund.failed, reference, gatewayRef, amountPaise, reason?, occurredAt}
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'

type Refund = { ref: string; reference: string; state: 'accepted' | 'settled' | 'failed'; reason?: string }
type Intent = {
  ref: string
  reference: string
  state: 'created' | 'failed' | 'succeeded'
  amountPaise: number
  receivedPaise: number
  link: string
  refund: 'settle' | 'fail' | 'silent'
}
type Pay = Partial<{
  outcome: string
  amountPaise: number
  delayMs: number
  twice: boolean
  outOfOrder: boolean
}> &
  Partial<Pick<Intent, 'refund'>>
type Told = { type: string; reference: string; gatewayRef: string; amountPaise: number; reason?: string }

const { PORT = '4300', GATEWAY_SECRET = '', EVENTS_URL = '' } = process.env
const webhook = new Webhook(GATEWAY_SECRET)
const intents = new Map<string, Intent>()
const refunds = new Map<string, Refund>()
const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

async function tell(told: Told, id = `evt_${randomUUID()}`): Promise<void> {
  const body = JSON.stringify({ ...told, occurredAt: new Date().toISOString() })
  for (const seconds of [0, 0.2, 0.5, 1, 2, 5, 10, 30]) {
    await pause(seconds * 1000)
    const now = new Date()
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': webhook.sign(id, now, body),
    }
    const signal = AbortSignal.timeout(10_000)
    const status = await fetch(EVENTS_URL, { method: 'POST', headers, body, signal }).then(
      (answer) => answer.status,
      (error: Error) => error.message,
    )
    if (typeof status === 'number' && status < 300) return
    console.error(`${told.type} ${told.reference}: ${status}`)
  }
}

async function pay(intent: Intent, how: Pay): Promise<void> {
  const { ref: gatewayRef, reference } = intent
  const failure = {
    type: 'payment.failed',
    reference,
    gatewayRef,
    amountPaise: 0,
    reason: 'Declined by the bank.',
  }
  intent.refund = how.refund ?? intent.refund
  if (how.outcome === 'failure') {
    if (intent.state === 'created') intent.state = 'failed'
    return tell(failure)
  }
  intent.state = 'succeeded'
  intent.receivedPaise = how.amountPaise ?? intent.amountPaise
  if (how.outcome === 'late') await pause(how.delayMs ?? 5000)
  const id = `evt_${randomUUID()}`
  const success = { type: 'payment.succeeded', reference, gatewayRef, amountPaise: intent.receivedPaise }
  await tell(success, id)
  if (how.twice) await tell(success, id)
  if (how.outOfOrder) await tell(failure)
}

function giveBack(
  intent: Intent,
  { reference, amountPaise }: { reference: string; amountPaise: number },
): Refund {
  const known = refunds.get(reference)
  if (known && known.state !== 'failed') return known
  const refund: Refund = { ref: `ref_${randomUUID()}`, reference, state: 'accepted' }
  refunds.set(reference, refund).set(refund.ref, refund)
  const finish = async () => {
    await pause(50)
    refund.state = intent.refund === 'fail' ? 'failed' : 'settled'
    if (refund.state === 'failed') refund.reason = 'The account is closed.'
    const told = { reference, gatewayRef: refund.ref, amountPaise }
    if (intent.refund !== 'silent')
      await tell({
        type: `refund.${refund.state}`,
        ...told,
        ...(refund.reason ? { reason: refund.reason } : {}),
      })
  }
  void finish()
  return refund
}

function createIntent({ reference, amountPaise }: { reference: string; amountPaise: number }): Intent {
  const known = intents.get(reference)
  if (known) return known
  const ref = `int_${randomUUID()}`
  const link = `${address()}/intents/${ref}/pay`
  const intent: Intent = {
    ref,
    reference,
    state: 'created',
    amountPaise,
    receivedPaise: 0,
    link,
    refund: 'settle',
  }
  intents.set(reference, intent).set(ref, intent)
  return intent
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}

const server = createServer(async (request, response) => {
  const answer = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  try {
    const text = await textOf(request)
    const [, kind, ref = '', action] = (request.url ?? '').split('/')
    const intent = intents.get(ref)
    if (action === 'pay') {
      if (!intent) return void answer(404, { error: 'no such intent' })
      if (request.method === 'POST') {
        void pay(intent, JSON.parse(text || '{}') as Pay)
        return void answer(202, intent)
      }
      const page = `<h1>Pay ₹${intent.amountPaise / 100}</h1><button onclick="fetch('',{method:'POST',body:'{}'})">Pay</button>`
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    }
    webhook.verify(text, request.headers as Record<string, string>)
    const body = text === '' ? undefined : JSON.parse(text)
    if (kind === 'refunds') return void (refunds.has(ref) ? answer(200, refunds.get(ref)) : answer(404, {}))
    if (kind === 'intents' && ref === '' && body) return void answer(201, createIntent(body))
    if (!intent) return void answer(404, { error: 'no such intent' })
    answer(200, action === 'refunds' && body ? giveBack(intent, body) : intent)
  } catch (error) {
    answer(error instanceof SyntaxError ? 400 : 401, { error: String(error) })
  }
})

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
server.listen(Number(PORT), '127.0.0.1', () => console.log(`sandbox gateway ready on ${address()}`))
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    server.close()
    server.closeAllConnections()
    process.exit(0)
  })
}
