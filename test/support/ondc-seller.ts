import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Test } from 'tap'
import { authorizationOf, isSignedBy, privateKeyOf } from '../../src/delivery/adapters/ondc/index.ts'
import { startProviderServer } from './provider-server.ts'

type Json = Record<string, unknown>

/** An ed25519 key as ONDC's registry has it: seed and public key in base64. */
export function networkKey(): { seed: string; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const last = (der: Buffer) => der.subarray(-32).toString('base64')
  return {
    seed: last(privateKey.export({ format: 'der', type: 'pkcs8' })),
    publicKey: last(publicKey.export({ format: 'der', type: 'spki' })),
  }
}

interface More {
  messageId?: string
  message?: (told: string) => string
  error?: object
  seed?: string
}

/** How it answers a message, other than it should. */
export interface SellerFault {
  /** So often. */
  times?: number
  /** As if it were asked something else. */
  as?: string
  context?: (asked: Json) => Json
  message?: (told: string) => string
  more?: More
  /** Takes what it should refuse. */
  takesAll?: true
}

const readJson = (text: string): { context: Json; message: Json } | undefined => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * A logistics seller of ONDC: it checks who asks, acknowledges, and answers by callbacks in the order and the shapes
 * of the network's own flows.
 */
export async function startOndcSeller(
  t: Test,
  market: { subscriberId: string; keyId: string; publicKey: string },
) {
  const { seed, publicKey } = networkKey()
  const entry = { subscriberId: 'logistics.example.in', keyId: 'k1', publicKey }
  const server = await startProviderServer(t)
  const seen: string[] = []
  const forged: string[] = []
  const orders = new Map<string, { context: Json; order: Json }>()
  const refusals: unknown[] = []
  let work: Promise<unknown> = Promise.resolve()
  let faults: Record<string, SellerFault | 'silence' | undefined> = {}
  let trusts: ((header: string | undefined) => boolean | undefined) | undefined
  let takes = true
  let finds = false
  let domains: readonly string[] = ['ONDC:LOG10', 'ONDC:LOG11']

  /** Sends one callback, signed; what the market answered. */
  const callback = async (
    asked: Json,
    action: string,
    message: unknown,
    more: More = {},
  ): Promise<{ status: number; ack: string | undefined }> => {
    const context = {
      ...asked,
      action,
      message_id: more.messageId ?? randomUUID(),
      timestamp: new Date().toISOString(),
    }
    const text = JSON.stringify({ context, message, ...(more.error ? { error: more.error } : {}) })
    const body = more.message?.(text) ?? text
    const created = Math.floor(Date.now() / 1000)
    const authorization = authorizationOf({
      key: entry,
      privateKey: privateKeyOf(more.seed ?? seed),
      body,
      created,
      expires: created + 300,
    })
    const reply = await fetch(`${asked.bap_uri}/${action}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
    })
    const answer = (await reply.json()) as { message?: { ack?: { status?: string } } }
    if (answer.message?.ack?.status !== 'ACK') refusals.push(answer)
    return { status: reply.status, ack: answer.message?.ack?.status }
  }

  /** Between cities it gives a number, and says where the parcel is followed, once an agent was found. */
  const billOf = (orderId: string): string => `1227${orderId.replaceAll(/[^0-9]/g, '').slice(0, 12)}`
  const afar = (orderId: string) => ({
    '@ondc/org/awb_no': billOf(orderId),
    tags: [
      { code: 'shipping_label', list: [{ code: 'url', value: 'https://labels.example.in/1.pdf' }] },
      {
        code: 'tracking',
        list: [
          { code: 'gps_enabled', value: 'no' },
          { code: 'url_enabled', value: 'yes' },
          { code: 'url', value: `https://track.example.in/${orderId}` },
        ],
      },
    ],
  })
  const isAfar = (context: Json): boolean => context.domain === 'ONDC:LOG11'

  const fulfillment = (state?: string) => ({
    id: '1',
    type: 'Delivery',
    ...(state ? { state: { descriptor: { code: state } } } : {}),
  })

  const answer = async (asked: string, context: Json, message: Json): Promise<void> => {
    const fault = faults[asked]
    if (fault === 'silence') return
    const turned = fault?.context?.(context) ?? context
    for (let sent = 0; sent < (fault?.times ?? 1); sent += 1)
      await told(fault?.as ?? asked, turned, message, {
        messageId: String(turned.message_id),
        ...(fault?.message ? { message: fault.message } : {}),
        ...fault?.more,
      })
  }
  const told = async (action: string, context: Json, message: Json, more: More): Promise<void> => {
    const tell = (name: string, content: unknown) => callback(context, name, content, more)
    const given = (message.order ?? {}) as Json
    const orderId = String(given.id ?? message.order_id ?? '')
    switch (action) {
      case 'search': {
        const item = {
          id: 'I1',
          parent_item_id: '',
          category_id: isAfar(context) ? 'Standard Delivery' : 'Immediate Delivery',
          fulfillment_id: '1',
          price: { currency: 'INR', value: takes ? '10.00' : '99999.00' },
        }
        const back = { ...item, id: 'I2', parent_item_id: 'I1', fulfillment_id: '2' }
        const provider = {
          id: 'P1',
          items: isAfar(context) ? [item, back] : [item],
          fulfillments: [
            { id: '1', type: 'Delivery' },
            { id: '2', type: 'RTO' },
          ],
        }
        return void (await tell('on_search', { catalog: { 'bpp/providers': [provider] } }))
      }
      case 'init': {
        const quote = { price: { currency: 'INR', value: '10.00' }, ttl: 'PT15M' }
        return void (await tell('on_init', { order: { ...given, quote } }))
      }
      case 'confirm': {
        const order = { ...given, state: 'Accepted', fulfillments: [fulfillment('Pending')] }
        if (!orders.has(orderId)) orders.set(orderId, { context, order })
        return void (await tell('on_confirm', { order }))
      }
      case 'update': {
        const found = isAfar(context)
          ? { ...fulfillment(finds ? 'Agent-assigned' : 'Searching-for-Agent'), ...afar(orderId) }
          : fulfillment('Searching-for-Agent')
        const order = { ...orders.get(orderId)?.order, fulfillments: [found] }
        if (orders.has(orderId)) orders.set(orderId, { context, order })
        return void (await tell('on_update', { order }))
      }
      case 'track':
        return void (await tell('on_track', {
          tracking: { id: '1', status: 'active', url: `https://track.example.in/${orderId}` },
        }))
      case 'cancel':
        orders.get(orderId)!.order = {
          id: orderId,
          state: 'Cancelled',
          fulfillments: [fulfillment('Cancelled')],
        }
        return void (await tell('on_cancel', { order: orders.get(orderId)!.order }))
      case 'status':
        return void (await tell('on_status', { order: orders.get(orderId)!.order }))
      default:
        return
    }
  }

  server.answer((request, response) => {
    const action = request.path.split('/').at(-1)!
    seen.push(action)
    const given = faults[action]
    const fault = given === 'silence' ? undefined : given
    const header = request.headers.authorization
    const isMarket =
      trusts?.(header) ?? isSignedBy({ header, body: request.body, key: market, now: new Date() })
    if (!isMarket) forged.push(action)
    const asked = readJson(request.body)
    if (!asked) return void response.writeHead(400).end()
    const { context, message } = asked
    const orderId = String(message.order_id ?? (message.order as Json | undefined)?.id)
    const isKnown = !['status', 'cancel', 'update', 'track'].includes(action) || orders.has(orderId)
    const isLate = Date.now() - Date.parse(String(context.timestamp)) > 60_000
    // Who carries between cities alone has no track, and knows no other domain.
    if (action === 'track' && !domains.includes('ONDC:LOG10')) return void response.writeHead(404).end()
    const isServed = domains.includes(String(context.domain))
    const code = !isMarket ? '10001' : !isServed ? '60001' : !isKnown ? '30018' : isLate ? '20002' : undefined
    const error = code && !fault?.takesAll ? { error: { code, message: 'It is not taken.' } } : {}
    const ack = error.error ? 'NACK' : 'ACK'
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ message: { ack: { status: ack } }, ...error }))
    if (ack === 'ACK' && (isKnown || action === 'track'))
      work = work.then(() => answer(action, context, message))
  })

  return {
    url: server.url,
    entry,
    seen,
    forged,
    refusals,
    requests: server.requests,
    /** Does wrong from now on, by the name of the message; nothing when empty. */
    breaks(now: typeof faults, trust?: typeof trusts): void {
      faults = now
      trusts = trust
    },
    /** Whether it offers a price that may be paid. */
    takes(does: boolean): void {
      takes = does
    },
    /** Speaks these domains alone. */
    speaks(...some: string[]): void {
      domains = some
    },
    /** Whether it finds an agent as soon as the parcel is ready. */
    finds(does: boolean): void {
      finds = does
    },
    /** Waits until all that was asked is answered. */
    async idle(): Promise<void> {
      for (let before: unknown; before !== work; ) {
        before = work
        await work
      }
    },
    billOf,
    contextOf: (orderId: string): Json => orders.get(orderId)!.context,
    callback,
    /** Tells where an order's parcel is, as ONDC names it. */
    tell(
      orderId: string,
      state: string,
      more: { messageId?: string; updatedAt?: Date; reason?: string; seed?: string } = {},
    ) {
      const { context, order } = orders.get(orderId)!
      const isHome = state.startsWith('RTO-')
      const fulfillments = isHome
        ? [fulfillment('RTO'), { id: '2', type: 'RTO', state: { descriptor: { code: state } } }]
        : [isAfar(context) ? { ...fulfillment(state), ...afar(orderId) } : fulfillment(state)]
      const message = {
        order: {
          ...order,
          state: state === 'Order-delivered' || state === 'RTO-Delivered' ? 'Completed' : 'In-progress',
          fulfillments,
          updated_at: (more.updatedAt ?? new Date()).toISOString(),
          ...(more.reason ? { cancellation: { reason: { id: more.reason } } } : {}),
        },
      }
      return callback(context, state === 'RTO-Initiated' ? 'on_cancel' : 'on_status', message, more)
    },
  }
}
