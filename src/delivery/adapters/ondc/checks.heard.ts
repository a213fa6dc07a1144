import type { OndcCheck } from './checks.answers.ts'
import type { HeardCallback } from './counterpart.ts'

/** Callbacks that answer a message of their own name, in the order of a talk. */
const inTurn: readonly string[] = ['on_search', 'on_init', 'on_confirm', 'on_track']

/** What is looked at when all was asked: everything that came. */
export const heardChecks = [
  {
    code: 'ondcSigns',
    help: 'Sign each callback over the very bytes of its body with the key of your entry in the registry, for a few minutes: the market answers 401 to all others.',
    run: async (there) => {
      const heard = await there.heard()
      if (heard.length === 0) return 'No callback came.'
      const odd = heard.find(({ isSigned }) => !isSigned)
      return odd && `${odd.action} came with a signature that does not fit, or is over.`
    },
  },
  {
    code: 'ondcAnswersOnce',
    help: 'Send one callback for each message; send it again only when the market did not acknowledge it.',
    run: async (there) => {
      const heard = await there.heard()
      const countOf = (one: HeardCallback) =>
        heard.filter(({ action, messageId }) => action === one.action && messageId === one.messageId).length
      const odd = heard.find((one) => countOf(one) > Math.max(1, there.sent.get(one.messageId)?.times ?? 1))
      return odd && `${odd.action} came ${countOf(odd)} times for one message.`
    },
  },
  {
    code: 'ondcKeepsToTheTurn',
    help: 'Send on_search, on_init, on_confirm and on_track only as the answer to their message, in the order in which you were asked.',
    run: async (there) => {
      const refused: readonly string[] = there.refused
      const answers = (await there.heard()).filter(
        ({ action, reference }) => inTurn.includes(action) && !refused.includes(reference),
      )
      const odd = answers.find(
        ({ action, messageId }) => action !== `on_${there.sent.get(messageId)?.action}`,
      )
      if (odd) return `${odd.action} came, and nobody had asked for it.`
      const turns = answers
        .filter(({ reference }) => reference === there.talk.parcel?.reference)
        .map(({ action }) => inTurn.indexOf(action))
      const back = turns.findIndex((turn, at) => turn < (turns[at - 1] ?? 0))
      return back < 0 ? undefined : `${inTurn[turns[back]!]} came after ${inTurn[turns[back - 1]!]}.`
    },
  },
  {
    code: 'ondcIgnoresRefused',
    help: 'Do nothing about a message that you refused: no callback, no order.',
    run: async (there) => {
      const refused: readonly string[] = there.refused
      const odd = (await there.heard()).find(({ reference }) => refused.includes(reference))
      return odd && `${odd.action} came for a message that bore no true signature.`
    },
  },
] as const satisfies readonly OndcCheck[]
