import { uuidOf } from '../../../kernel/ids.ts'
import { orderIn } from './callbacks.ts'
import type { OndcCounterpart, Said } from './counterpart.ts'
import { anyMessage, type Ordered } from './shapes.ts'
import { ondcStates } from './statuses.ts'

/** A sentence of what was seen instead of what should be; undefined when all is well. */
export type Verdict = string | undefined

export interface OndcCheck {
  code: string
  /** What a server that does not pass has to do. */
  help: string
  isFor?: (there: OndcCounterpart) => boolean
  run: (there: OndcCounterpart) => Promise<Verdict>
}

/** What a seller said at once. */
export const receiptText = ({ action, receipt }: Said): string =>
  receipt.kind === 'ack'
    ? `It acknowledged ${action}.`
    : receipt.kind === 'nack'
      ? `It answered ${action} with NACK ${receipt.code}: ${receipt.reason}`.slice(0, 300)
      : `${action}: ${receipt.reason}`

export const nothingToGoOn = 'The talk broke off before, so this could not be asked.'

/** What its callback says, or what is wrong with it. */
export async function answerTo(
  there: OndcCounterpart,
  said: Said,
): Promise<{ saw: string } | { message: unknown; saw?: undefined }> {
  if (said.receipt.kind !== 'ack') return { saw: receiptText(said) }
  const found = await there.hear(said)
  if (!found) {
    const others = (await there.heard()).filter(
      (one) => one.action === `on_${said.action}` && one.reference === said.reference,
    )
    const [other] = others
    if (other && !there.sent.has(other.messageId))
      return { saw: `on_${said.action} came under another message_id than ${said.action}.` }
    return { saw: `on_${said.action} did not come within ${there.callbackMs / 1000} s.` }
  }
  const body = anyMessage.safeParse(found.body).data
  if (!body) return { saw: `on_${said.action} has no context that can be read.` }
  const { domain = '(none)' } = body.context
  if (domain !== there.domain)
    return { saw: `on_${said.action} came in the domain ${domain}, not ${there.domain}.` }
  if (body.error) return { saw: `It answered with the error ${body.error.code}: ${body.error.message}` }
  return { message: body.message }
}

/** The order in its callback, with a state that the network knows. */
export async function orderAfter(
  there: OndcCounterpart,
  said: Said,
): Promise<{ saw: string } | { order: Ordered; saw?: undefined }> {
  const answer = await answerTo(there, said)
  if (answer.saw !== undefined) return { saw: answer.saw }
  const order = orderIn(answer)
  if (!order) return { saw: `on_${said.action} has no order that can be read.` }
  if (said.action === 'init') return { order }
  if (order.id !== uuidOf(said.reference))
    return { saw: `on_${said.action} is of order ${order.id}, not ${uuidOf(said.reference)}.` }
  const states = (order.fulfillments ?? []).flatMap(({ state }) => state?.descriptor.code ?? [])
  const odd = states.find((state) => !(ondcStates as readonly string[]).includes(state))
  if (odd) return { saw: `on_${said.action} calls the fulfilment “${odd}”.` }
  if (states.length === 0) return { saw: `on_${said.action} says no state of the fulfilment.` }
  const bill = order.fulfillments?.find((one) => one['@ondc/org/awb_no'])?.['@ondc/org/awb_no']
  if (bill && there.domain === 'ONDC:LOG11' && !/^\d{11,16}$/.test(bill))
    return { saw: `The airway bill of on_${said.action} is “${bill}”.` }
  return { order }
}
