import { idOf } from '../../../kernel/ids.ts'
import type {
  NetworkFacts,
  NetworkGate,
  NetworkMessage,
  NetworkNews,
  NetworkParcel,
} from '../../dispatch/dispatch.ports.ts'
import type { OndcSettings, Send } from './connector.ts'
import {
  type Chosen,
  confirmMessage,
  domainFor,
  initMessage,
  orderIdMessage,
  updateMessage,
} from './messages.ts'
import { anyMessage, type Ordered, onSearch, onTrack, ordered } from './shapes.ts'
import { isSignedBy } from './signing.ts'
import { readOndcState } from './statuses.ts'

interface Body {
  context: { message_id: string; timestamp: string }
  message: unknown
  error?: { message?: string | undefined } | null | undefined
}

const actions = ['on_search', 'on_init', 'on_confirm', 'on_update', 'on_status', 'on_track', 'on_cancel']

/**
 * The other half of the talk with a seller: on_search is answered by init, on_init by confirm, on_confirm by update
 * and track. Nothing is remembered between them: each message says all that the next one needs.
 */
export function ondcGate(settings: OndcSettings, send: Send): NetworkGate {
  const now = settings.now ?? (() => new Date())
  return {
    isSigned: ({ header, body, provider }) =>
      provider.ondc ? isSignedBy({ header, body, key: provider.ondc, now: now() }) : false,

    read(action, given) {
      const body = anyMessage.safeParse(given)
      if (!actions.includes(action)) return { ok: false, why: `${action} is no callback of logistics.` }
      if (!body.success) return { ok: false, why: 'The context cannot be read.' }
      if (body.data.context.action !== action)
        return { ok: false, why: `The context says ${body.data.context.action}.` }
      const reference = idOf('offer', body.data.context.transaction_id)
      return { ok: true, message: { action, reference, body: body.data } }
    },

    judge: (message, parcel) => judge(message, parcel),

    async goOn(provider, message, parcel) {
      const { action, body } = message
      const out = {
        domain: domainFor({ ...parcel, pickupPin: parcel.pickup.pin, dropPin: parcel.drop.pin }),
        pickupPin: parcel.pickup.pin,
        reference: parcel.reference,
      }
      if (action === 'on_search') {
        const chosen = choiceIn(body as Body, parcel)
        if (chosen) await send(provider, { ...out, action: 'init', message: initMessage(parcel, chosen) })
        return
      }
      const order = orderIn(body as Body)
      const chosen = order && chosenIn(order)
      if (!chosen) return
      if (action === 'on_init') {
        const confirm = confirmMessage(parcel, chosen, order.quote, now())
        await send(provider, { ...out, action: 'confirm', message: confirm })
      }
      if (action === 'on_confirm') {
        await send(provider, { ...out, action: 'update', message: updateMessage(parcel, chosen, now()) })
        // Between cities there is no track: where a parcel is followed stands among the tags of its delivery.
        if (out.domain === 'ONDC:LOG10')
          await send(provider, { ...out, action: 'track', message: orderIdMessage(parcel.reference) })
      }
    },
  }
}

function judge({ action, body: given }: NetworkMessage, parcel: NetworkParcel): NetworkNews {
  const body = given as Body
  const { message_id: messageId, timestamp } = body.context
  const at = (order?: Ordered) => new Date(order?.updated_at ?? timestamp)
  const no = (reason: string): NetworkNews => ({
    kind: 'told',
    status: 'declined',
    eventId: messageId,
    occurredAt: at(),
    reason,
  })
  if (action === 'on_track') {
    const url = onTrack.safeParse(body.message).data?.tracking.url
    return url ? { kind: 'tracking', url } : { kind: 'noted' }
  }
  if (body.error) {
    const isTalk = ['on_search', 'on_init', 'on_confirm'].includes(action)
    return isTalk ? no(body.error.message ?? 'It gave no reason.') : { kind: 'noted' }
  }
  if (action === 'on_search')
    return choiceIn(body, parcel) ? { kind: 'goOn' } : no('It offers nothing for this parcel at this price.')
  const order = orderIn(body)
  if (!order) return { kind: 'noted' }
  if (action === 'on_init')
    return chosenIn(order) && paiseIn(order.quote?.price.value) <= parcel.pricePaise
      ? { kind: 'goOn' }
      : no('It asks for more than its rate card.')
  const states = order.fulfillments ?? []
  // Beside a delivery that turned back stands its way home: what happens to the parcel is told there.
  const home = states.find(({ type, state }) => type === 'RTO' && state)
  const state = (home ?? states.find((one) => one.state))?.state?.descriptor.code
  const cancelled = order.state === 'Cancelled' && !home
  const status = cancelled ? 'cancelled' : state && readOndcState(state)
  if (action === 'on_confirm')
    return cancelled
      ? no('It cancelled the order.')
      : { kind: 'accepted', eventId: messageId, occurredAt: at(), ...factsIn(order) }
  if (!status) return { kind: 'noted' }
  const reason = order.cancellation?.reason?.id
  return {
    kind: 'told',
    status,
    eventId: `${messageId}-${status}`.slice(0, 100),
    occurredAt: at(order),
    ...factsIn(order),
    ...(reason ? { reason: `ONDC reason ${reason}` } : {}),
  }
}

/** The order of a message; undefined where there is none that can be read. */
export const orderIn = (body: { message: unknown }): Ordered | undefined =>
  ordered.safeParse(body.message).data?.order

/** The airway bill of a delivery, and where it is followed. */
function factsIn(order: Ordered): NetworkFacts {
  const delivery = order.fulfillments?.find(({ type }) => type !== 'RTO')
  const awb = delivery?.['@ondc/org/awb_no']
  const tracking = delivery?.tags?.find(({ code }) => code === 'tracking')?.list ?? []
  const url = onTrack.shape.tracking.shape.url.safeParse(tracking.find(({ code }) => code === 'url')?.value)
  return {
    ...(awb ? { awb } : {}),
    ...(url.data ? { trackingUrl: url.data } : {}),
  }
}

const paiseIn = (value: string | undefined): bigint => {
  const [whole, part = ''] = (value ?? '999999999').split('.')
  return BigInt(whole!) * 100n + BigInt(part.padEnd(2, '0'))
}

/** The cheapest delivery of a catalogue that costs no more than was offered. */
export function choiceIn(
  body: { message: unknown },
  parcel: Pick<NetworkParcel, 'pricePaise'>,
): Chosen | undefined {
  const catalogue = onSearch.safeParse(body.message).data?.catalog['bpp/providers'] ?? []
  const able = catalogue.flatMap((provider) => {
    const deliveries = new Set(
      provider.fulfillments.filter(({ type }) => type === 'Delivery').map(({ id }) => id),
    )
    return provider.items
      .filter((item) => deliveries.has(item.fulfillment_id))
      .map((item) => ({ provider, item, paise: paiseIn(item.price.value) }))
  })
  const [best] = able
    .filter(({ paise }) => paise <= parcel.pricePaise)
    .sort((a, b) => Number(a.paise - b.paise))
  return (
    best && {
      providerId: best.provider.id,
      itemId: best.item.id,
      fulfillmentId: best.item.fulfillment_id,
      categoryId: best.item.category_id,
    }
  )
}

/** What an order names, to be sent back. */
export function chosenIn(order: Ordered): Chosen | undefined {
  const [item] = order.items ?? []
  const delivery = order.fulfillments?.find(({ type }) => type === 'Delivery')
  const fulfillmentId = item?.fulfillment_id ?? delivery?.id
  if (!item || !fulfillmentId || !order.provider) return undefined
  return {
    providerId: order.provider.id,
    itemId: item.id,
    fulfillmentId,
    categoryId: item.category_id ?? 'Standard Delivery',
  }
}
