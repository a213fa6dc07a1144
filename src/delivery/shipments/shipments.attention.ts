import { z } from 'zod'

/** What a shop or an operator should know or decide about a parcel. */
export const attentionCodes = [
  'nobody',
  'noWay',
  'noAnswer',
  'keepsBooking',
  'lost',
  'takenBack',
  'postHasIt',
] as const
export type AttentionCode = (typeof attentionCodes)[number]

export interface Attention {
  code: AttentionCode
  /** Name of the delivery partner that it is about. */
  provider?: string
  /** What that partner says. */
  reason?: string
}

const sentences: Record<AttentionCode, (facts: Attention) => string> = {
  nobody: () =>
    'No delivery partner took this parcel. Others are asked again shortly; you may also deliver it yourself.',
  noWay: () =>
    'No carrier goes on from here. Others are asked again by themselves; an operator can name another place.',
  noAnswer: ({ provider = 'The delivery partner' }) =>
    `${provider} does not answer whether it has the parcel. It is asked again and again; you may release the parcel from it and have others asked.`,
  keepsBooking: ({ provider = 'The delivery partner', reason = '' }) =>
    `${provider} does not take its booking back: ${reason} Call them before anybody fetches the parcel twice.`,
  lost: () => 'The delivery partner lost the parcel.',
  takenBack: () =>
    'You took this parcel back from the post. Deliver it yourself, or have delivery partners asked again.',
  postHasIt: ({ reason }) =>
    `The post has this parcel after all, although it was called off there${reason ? ` (number ${reason})` : ''}: ask for it at the post office, so that it is not sent twice.`,
}

/** The plain sentence for who reads English. */
export const attentionSentence = (attention: Attention): string => sentences[attention.code](attention)

/** How it goes over the wire: the sentence, and what programs need to say it in another language. */
export const attentionShape = {
  attention: z.string().nullable().describe('What the shop should know or decide, in a sentence'),
  attentionCode: z
    .enum(attentionCodes)
    .nullable()
    .describe('The same as a stable code: tell it in your own words'),
  attentionFacts: z
    .strictObject({
      provider: z.string().optional().describe('Name of the delivery partner'),
      reason: z.string().optional().describe('What that partner says; of the post, the article’s number'),
    })
    .nullable()
    .describe('Names for your words'),
}

export function attentionFields(attention: Attention | null) {
  if (attention === null) return { attention: null, attentionCode: null, attentionFacts: null }
  const { code, ...facts } = attention
  return { attention: attentionSentence(attention), attentionCode: code, attentionFacts: facts }
}
