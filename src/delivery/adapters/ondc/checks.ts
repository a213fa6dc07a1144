import { newId } from '../../../kernel/ids.ts'
import { choiceIn, chosenIn } from './callbacks.ts'
import {
  answerTo,
  nothingToGoOn,
  type OndcCheck,
  orderAfter,
  receiptText,
  type Verdict,
} from './checks.answers.ts'
import { heardChecks } from './checks.heard.ts'
import {
  type CheckWay,
  createOndcCounterpart,
  type Fault,
  type OndcCheckTarget,
  type OndcCounterpart,
  type Said,
} from './counterpart.ts'
import {
  cancelMessage,
  confirmMessage,
  initMessage,
  orderIdMessage,
  searchMessage,
  updateMessage,
} from './messages.ts'
import { onTrack } from './shapes.ts'

/** How one check of a seller's server went. */
export interface OndcCheckOutcome {
  code: OndcCheckCode
  passed: boolean
  /** What a server that does not pass has to do. */
  help: string
  /** What was seen, in a sentence; null when it passed. */
  saw: string | null
}
export type OndcCheckCode = (typeof checks)[number]['code']

const searchOf = async (there: OndcCounterpart, fault?: Fault): Promise<Said> => {
  const reference = await there.newReference()
  const parcel = there.parcelOf(reference)
  const message = searchMessage({ ...parcel, ...offerFields, dropPin: parcel.drop.pin }, undefined)
  if (!fault) there.talk.parcel = parcel
  return there.say('search', { reference, message, ...(fault ? { fault } : {}) })
}
const offerFields = { isCold: false, reverse: false, decideBy: new Date(0) }

const wantRefused =
  (fault: Fault) =>
  async (there: OndcCounterpart): Promise<Verdict> => {
    const said = await searchOf(there, fault)
    return said.isRefused ? undefined : receiptText(said)
  }

/** An unknown order is told by NACK and by its own code, so that the market knows that nothing stands there. */
const wantUnknown = (said: Said): Verdict =>
  said.receipt.kind === 'nack' && said.receipt.code === '30018' ? undefined : receiptText(said)

/** So long ago a message was made that comes too late. */
const lateByMs = 10 * 60_000

/** What market and sellers depend on, in the order in which it is looked at. */
const checks = [
  {
    code: 'ondcAnswers',
    help: 'Serve POST /search and the other messages below your subscriber URL, reachable from the market, without redirects, and answer each at once with ACK.',
    run: async (there) => {
      const said = await searchOf(there)
      there.talk.said = said
      return said.receipt.kind === 'ack' ? undefined : receiptText(said)
    },
  },
  {
    code: 'ondcRefusesUnsigned',
    help: 'Answer NACK (or 401) to every message without an Authorization header, and do nothing.',
    run: wantRefused('not'),
  },
  {
    code: 'ondcRefusesForged',
    help: 'Look up the key of the subscriber and key id in the registry, and answer NACK (or 401) when it does not fit the signature.',
    run: wantRefused('forged'),
  },
  {
    code: 'ondcRefusesReplayed',
    help: 'Compute the BLAKE2b-512 digest over the very bytes of the body: a signature that was made for another message fits nothing.',
    run: wantRefused('replayed'),
  },
  {
    code: 'ondcRefusesStale',
    help: 'Compare created and expires of the signature with your clock, and answer NACK (or 401) once it has expired.',
    run: wantRefused('stale'),
  },
  {
    code: 'ondcSearches',
    help: 'Answer search with on_search under the same transaction_id and message_id within its TTL: a provider with an item, its price in INR, and a fulfilment of type Delivery.',
    run: async (there) => {
      const { said, parcel } = there.talk
      if (!said || !parcel) return nothingToGoOn
      const answer = await answerTo(there, said)
      if (answer.saw !== undefined) return answer.saw
      there.talk.chosen = choiceIn(answer, parcel)
      return there.talk.chosen ? undefined : 'on_search offers no delivery that can be read.'
    },
  },
  {
    code: 'ondcInits',
    help: 'Answer init with on_init: the same provider and items, and a quote with its price.',
    run: async (there) => {
      const { chosen, parcel } = there.talk
      if (!chosen || !parcel) return nothingToGoOn
      const { reference } = parcel
      const said = await there.say('init', { reference, message: initMessage(parcel, chosen) })
      const answer = await orderAfter(there, said)
      if (answer.saw !== undefined) return answer.saw
      if (!chosenIn(answer.order)) return 'on_init names no provider and item.'
      there.talk.quote = answer.order.quote
      return answer.order.quote ? undefined : 'on_init has no quote.'
    },
  },
  {
    code: 'ondcConfirms',
    help: 'Answer confirm with on_confirm: the order under the id that it was given, accepted, with the state of its fulfilment.',
    run: async (there) => {
      const { chosen, parcel, quote } = there.talk
      if (!chosen || !parcel || !quote) return nothingToGoOn
      const message = confirmMessage(parcel, chosen, quote, new Date())
      const said = await there.say('confirm', { reference: parcel.reference, message })
      const answer = await orderAfter(there, said)
      if (answer.saw !== undefined) return answer.saw
      there.talk.confirm = { message, messageId: said.messageId }
      return answer.order.state === 'Cancelled' ? 'It cancelled the order.' : undefined
    },
  },
  {
    code: 'ondcConfirmsOnce',
    help: 'Keep the id of each order: a confirm that comes again meets the order that stands, and makes no second one.',
    run: async (there) => {
      const { confirm, parcel } = there.talk
      if (!confirm || !parcel) return nothingToGoOn
      const { reference } = parcel
      const again = await there.say('confirm', { reference, ...confirm })
      if (again.receipt.kind !== 'ack' && again.receipt.kind !== 'nack') return receiptText(again)
      const answer = await orderAfter(
        there,
        await there.say('status', { reference, message: orderIdMessage(reference) }),
      )
      if (answer.saw !== undefined) return `After it came again: ${answer.saw}`
      return answer.order.state === 'Cancelled' ? 'It cancelled the order when it came again.' : undefined
    },
  },
  {
    code: 'ondcUpdates',
    help: 'Answer update (ready to ship, with the codes of both doors) with on_update and the state of the fulfilment; an airway bill has 11 to 16 digits.',
    run: async (there) => {
      const { chosen, confirm, parcel } = there.talk
      if (!chosen || !confirm || !parcel) return nothingToGoOn
      const message = updateMessage(parcel, chosen, new Date())
      const said = await there.say('update', { reference: parcel.reference, message })
      return (await orderAfter(there, said)).saw
    },
  },
  {
    code: 'ondcTracks',
    help: 'Answer track with on_track: a tracking with its status, and an https URL if there is one.',
    isFor: ({ domain }) => domain === 'ONDC:LOG10',
    run: async (there) => {
      const { confirm, parcel } = there.talk
      if (!confirm || !parcel) return nothingToGoOn
      const { reference } = parcel
      const said = await there.say('track', { reference, message: orderIdMessage(reference) })
      const answer = await answerTo(there, said)
      if (answer.saw !== undefined) return answer.saw
      return onTrack.safeParse(answer.message).success
        ? undefined
        : 'on_track has no tracking that can be read.'
    },
  },
  {
    code: 'ondcTellsStatus',
    help: 'Answer status with on_status: the order under its id, with one of the network’s names for the state of the fulfilment.',
    run: async (there) => {
      const { confirm, parcel } = there.talk
      if (!confirm || !parcel) return nothingToGoOn
      const { reference } = parcel
      const said = await there.say('status', { reference, message: orderIdMessage(reference) })
      return (await orderAfter(there, said)).saw
    },
  },
  {
    code: 'ondcKnowsNoOthers',
    help: 'Answer NACK with error 30018 to status and cancel of an order that you do not hold: then the market knows that it may ask somebody else.',
    run: async (there) => {
      const reference = newId('offer')
      const status = await there.say('status', { reference, message: orderIdMessage(reference) })
      const wrong = wantUnknown(status)
      if (wrong) return wrong
      return wantUnknown(await there.say('cancel', { reference, message: cancelMessage(reference) }))
    },
  },
  {
    code: 'ondcRefusesOutOfTurn',
    help: 'Answer NACK with error 30018 to update, and within a city to track, that come before confirm.',
    run: async (there) => {
      const { chosen } = there.talk
      if (!chosen) return nothingToGoOn
      const reference = await there.newReference()
      const message = updateMessage(there.parcelOf(reference), chosen, new Date())
      const wrong = wantUnknown(await there.say('update', { reference, message }))
      if (wrong || there.domain !== 'ONDC:LOG10') return wrong
      return wantUnknown(await there.say('track', { reference, message: orderIdMessage(reference) }))
    },
  },
  {
    code: 'ondcRefusesLate',
    help: 'Compare timestamp and ttl of the context with your clock, and answer NACK with error 20002 to what comes after them: the parcel is with somebody else by then.',
    run: async (there) => {
      const { chosen, quote } = there.talk
      if (!chosen || !quote) return nothingToGoOn
      const reference = await there.newReference()
      const at = new Date(Date.now() - lateByMs)
      const message = confirmMessage(there.parcelOf(reference), chosen, quote, at)
      const said = await there.say('confirm', { reference, message, at })
      return said.receipt.kind === 'nack' ? undefined : receiptText(said)
    },
  },
  {
    code: 'ondcCancels',
    help: 'Answer cancel with on_cancel and the order as Cancelled; to a later status say the same, or NACK with 30018.',
    run: async (there) => {
      const { confirm, parcel } = there.talk
      if (!confirm || !parcel) return nothingToGoOn
      const { reference } = parcel
      const said = await there.say('cancel', { reference, message: cancelMessage(reference) })
      const answer = await orderAfter(there, said)
      if (answer.saw !== undefined) return answer.saw
      if (answer.order.state !== 'Cancelled') return `on_cancel says that the order is ${answer.order.state}.`
      const later = await there.say('status', { reference, message: orderIdMessage(reference) })
      if (later.receipt.kind === 'nack') return wantUnknown(later)
      const status = await orderAfter(there, later)
      if (status.saw !== undefined) return `After it was cancelled: ${status.saw}`
      return status.order.state === 'Cancelled' ? undefined : `After it was cancelled: ${status.order.state}.`
    },
  },
  {
    code: 'ondcSurvivesNonsense',
    help: 'Answer 400 or NACK to what is not JSON, and go on.',
    run: async (there) => {
      const reference = newId('offer')
      const nonsense = await there.say('search', { reference, message: {}, raw: '{"context":' })
      if (nonsense.receipt.kind !== 'nack' && nonsense.receipt.kind !== 'refused')
        return receiptText(nonsense)
      const after = await there.say('status', { reference, message: orderIdMessage(reference) })
      return after.receipt.kind === 'nack' ? undefined : `After it: ${receiptText(after)}`
    },
  },
  ...heardChecks,
] as const satisfies readonly OndcCheck[]

export const ondcCheckCodes = checks.map(({ code }) => code) as [OndcCheckCode, ...OndcCheckCode[]]

/** One talk: what was seen instead of what should be, by the checks that apply to its way. */
async function play(target: OndcCheckTarget) {
  const there = createOndcCounterpart(target)
  const saws = new Map<OndcCheckCode, Verdict>()
  for (const check of checks) {
    if ('isFor' in check && !check.isFor(there)) continue
    const saw = await check.run(there)
    saws.set(check.code, saw)
    if (check.code === 'ondcAnswers' && saw !== undefined) break
  }
  await there.clearUp()
  return { domain: there.domain, saws }
}

const longestSaw = 480

/**
 * Plays the buyer's side of ONDC logistics to a seller, one check after the other, and takes back what it ordered.
 * On several ways at once: then a check is passed by who passes it on each. Nothing that the other side does makes it
 * throw; one that does not answer at all is told by the first check alone.
 */
export async function checkOndcSeller({
  ways,
  ...target
}: Omit<OndcCheckTarget, 'way'> & { ways: readonly [CheckWay, ...CheckWay[]] }): Promise<OndcCheckOutcome[]> {
  const talks = await Promise.all(ways.map((way) => play({ ...target, way })))
  return checks.flatMap(({ code, help }) => {
    if (!talks.some(({ saws }) => saws.has(code))) return []
    const seen = talks.flatMap(({ domain, saws }) => {
      const saw = saws.get(code)
      return saw === undefined ? [] : [talks.length > 1 ? `${domain}: ${saw}`.slice(0, longestSaw) : saw]
    })
    return [{ code, help, passed: seen.length === 0, saw: seen.length === 0 ? null : seen.join(' ') }]
  })
}
