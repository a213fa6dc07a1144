import { z } from 'zod'
import { invalid } from '../../kernel/errors.ts'
import { checkPhone } from '../../kernel/phone.ts'
import {
  contract,
  personOf,
  providerOf,
  type Routes,
  wireId,
  wireInstant,
} from '../../platform/http/index.ts'
import { shipmentIdExample, shipmentParams } from '../shipments/index.ts'
import { allWords, contactWords } from './contact.rules.ts'
import type { ContactService } from './contact.service.ts'

const tag = 'shipments'
const params = { shipmentId: shipmentIdExample }
const crewParams = z.strictObject({ providerId: wireId('provider'), shipmentId: wireId('shipment') })
const crewExample = { providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n', ...params }

const buyerBody = z.strictObject({ word: z.enum(contactWords.buyer) })
const carrierFields = {
  word: z.enum(contactWords.carrier).optional().describe('What is said'),
  call: z.literal(true).optional().describe('Instead: be joined by telephone'),
}
const isOne = (body: { word?: unknown; call?: unknown }) =>
  (body.word === undefined) !== (body.call === undefined)
const oneOf = { path: ['word'], message: 'Give either word or call.' }
const memberBody = z.strictObject(carrierFields).refine(isOne, oneOf)
const providerBody = z
  .strictObject({
    ...carrierFields,
    phone: z
      .string()
      .min(10)
      .max(20)
      .optional()
      .describe('With call: of your rider; the buyer never sees it'),
  })
  .refine(isOne, oneOf)

const contactView = z.strictObject({
  open: z.boolean().describe('Whether buyer and rider can reach each other now'),
  messagesLeft: z.int().min(0),
  callsLeft: z.int().min(0).describe('0 also where no calls are offered'),
  said: z.array(
    z.strictObject({
      number: z.int().min(1),
      side: z.enum(['buyer', 'carrier']),
      kind: z.enum(['message', 'call']),
      word: z.enum(allWords as [string, ...string[]]).nullable(),
      outcome: z
        .enum(['waiting', 'sent', 'notSent', 'unknown', 'page'])
        .describe('`page`: it stands here alone; `unknown`: it may have reached them'),
      saidAt: wireInstant,
    }),
  ),
})
const example = {
  ...{ open: true, messagesLeft: 9, callsLeft: 3 },
  said: [
    {
      ...{ number: 1, side: 'carrier' as const, kind: 'message' as const, word: 'atGate' },
      ...{ outcome: 'sent' as const, saidAt: '2026-11-20T06:30:00.000Z' },
    },
  ],
}

type Said = Awaited<ReturnType<ContactService['readAsBuyer']>>
const viewOf = ({ said, ...rest }: Said) => ({
  ...rest,
  said: said.map(({ accountId: _, ...one }) => one),
})

const phoneOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined
  const phone = checkPhone(text)
  if (!phone.ok) throw invalid([{ pointer: '/phone', code: 'invalidPhone', detail: phone.reason }])
  return phone.value
}

const about =
  'Only while the carrier has the parcel, a few times, and without either number. Kept for 30 days.'

/** Endpoints by which a buyer and the rider reach each other. */
export const contactRoutes =
  (contact: ContactService): Routes =>
  (app) => {
    const reads = { replies: { 200: contactView } }

    app.get(
      '/v1/shipments/:shipmentId/contact',
      contract({
        ...{ operationId: 'getContact', summary: 'What buyer and rider said to each other', tag },
        ...{ access: 'person', params: shipmentParams, ...reads, example: { params, reply: example } },
      }),
      async (request) => viewOf(await contact.readAsBuyer(personOf(request), request.params.shipmentId)),
    )

    app.post(
      '/v1/shipments/:shipmentId/contact',
      contract({
        ...{ operationId: 'sayToRider', summary: 'Say something to the rider', description: about, tag },
        ...{ access: 'person', params: shipmentParams, body: buyerBody },
        replies: { 200: contactView },
        problems: [409],
        example: { params, body: { word: 'comingDown' }, reply: example },
      }),
      async (request) => {
        const { params: given, body } = request
        return viewOf(await contact.sayAsBuyer(personOf(request), given.shipmentId, body.word))
      },
    )

    app.get(
      '/v1/providers/:providerId/shipments/:shipmentId/contact',
      contract({
        ...{
          operationId: 'getCrewContact',
          summary: 'What rider and buyer said to each other',
          tag: 'providers',
        },
        ...{
          access: 'person',
          params: crewParams,
          ...reads,
          example: { params: crewExample, reply: example },
        },
      }),
      async (request) => {
        const { providerId, shipmentId } = request.params
        return viewOf(await contact.readAsMember(personOf(request), providerId, shipmentId))
      },
    )

    app.post(
      '/v1/providers/:providerId/shipments/:shipmentId/contact',
      contract({
        ...{ operationId: 'sayToBuyer', summary: 'Say something to the buyer, or be joined by telephone' },
        ...{ description: about, tag: 'providers', access: 'person', params: crewParams, body: memberBody },
        replies: { 200: contactView },
        problems: [409, 422],
        example: { params: crewExample, body: { word: 'atGate' }, reply: example },
      }),
      async (request) => {
        const { providerId, shipmentId } = request.params
        return viewOf(await contact.sayAsMember(personOf(request), providerId, shipmentId, request.body))
      },
    )

    app.get(
      '/v1/provider/shipments/:shipmentId/contact',
      contract({
        ...{ operationId: 'getContactAsProvider', summary: 'What rider and buyer said, for your program' },
        ...{ tag: 'providers', access: 'provider', params: shipmentParams, ...reads },
        example: { params, reply: example },
      }),
      async (request) =>
        viewOf(await contact.readAsProvider(providerOf(request).providerId, request.params.shipmentId)),
    )

    app.post(
      '/v1/provider/shipments/:shipmentId/contact',
      contract({
        ...{ operationId: 'sayToBuyerAsProvider', summary: 'Say something to the buyer for your rider' },
        ...{
          description: about,
          tag: 'providers',
          access: 'provider',
          params: shipmentParams,
          body: providerBody,
        },
        replies: { 200: contactView },
        problems: [409, 422],
        example: { params, body: { call: true, phone: '98765 43210' }, reply: example },
      }),
      async (request) => {
        const { phone, ...said } = request.body
        const given = { ...said, phone: phoneOf(phone) }
        return viewOf(
          await contact.sayAsProvider(providerOf(request).providerId, request.params.shipmentId, given),
        )
      },
    )
  }
