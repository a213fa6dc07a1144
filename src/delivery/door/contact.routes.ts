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
import {
  allWords,
  type ContactLine,
  type ContactSide,
  type ContactWord,
  contactWords,
} from './contact.rules.ts'
import type { ContactService } from './contact.service.ts'

const tag = 'shipments'
const params = { shipmentId: shipmentIdExample }
const crewParams = z.strictObject({ providerId: wireId('provider'), shipmentId: wireId('shipment') })
const crewExample = { providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n', ...params }

const contactView = z.strictObject({
  open: z.boolean().describe('Whether they can reach each other now'),
  messagesLeft: z.int().min(0),
  callsLeft: z
    .int()
    .min(0)
    .describe('0 also where no calls are offered, and where nobody is known to be called'),
  said: z.array(
    z.strictObject({
      number: z.int().min(1),
      side: z.enum(['buyer', 'carrier', 'shop']),
      kind: z.enum(['message', 'call']),
      word: z.enum(allWords as [ContactWord, ...ContactWord[]]).nullable(),
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
      ...{ number: 1, side: 'carrier' as const, kind: 'message' as const, word: 'atGate' as const },
      ...{ outcome: 'sent' as const, saidAt: '2026-11-20T06:30:00.000Z' },
    },
  ],
}

type Said = Awaited<ReturnType<ContactService['read']>>
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
  'From the booking until the parcel has ended, a few times, and without either number. Kept for 30 days.'

/** What this side can say over this line; all but the buyer can be joined by telephone instead. */
const fieldsOf = (line: ContactLine, side: ContactSide) => {
  const words = (contactWords[line] as Record<string, readonly ContactWord[]>)[side]!
  return {
    word: z
      .enum(words as [ContactWord, ...ContactWord[]])
      .optional()
      .describe('What is said'),
    call: z.literal(true).optional().describe('Instead: be joined by telephone'),
  }
}
const isOne = (body: { word?: unknown; call?: unknown }) =>
  (body.word === undefined) !== (body.call === undefined)
const oneOf = { path: ['word'], message: 'Give either word or call.' }
const bodyOf = (line: ContactLine, side: ContactSide) => {
  const { word, call } = fieldsOf(line, side)
  return side === 'buyer'
    ? z.strictObject({ word: word.unwrap() })
    : z.strictObject({ word, call }).refine(isOne, oneOf)
}
const providerBodyOf = (line: ContactLine) =>
  z
    .strictObject({
      ...fieldsOf(line, 'carrier'),
      phone: z
        .string()
        .min(10)
        .max(20)
        .optional()
        .describe('With call: of your rider; the other never sees it'),
    })
    .refine(isOne, oneOf)
const wordOf = (line: ContactLine, side: ContactSide): ContactWord =>
  (contactWords[line] as Record<string, readonly ContactWord[]>)[side]![0]!

/** Lines of a buyer and of a shop's people. */
const ofPersons = [
  ['door', 'buyer', '', 'getContact', 'sayToRider', 'buyer and rider', 'the rider'],
  ['shop', 'buyer', '/shop', 'getShopContact', 'sayToShop', 'buyer and shop', 'the shop, as its buyer'],
  [
    'shop',
    'shop',
    '/buyer',
    'getBuyerContact',
    'sayToBuyerAsShop',
    'shop and buyer',
    'the buyer, as the shop',
  ],
  [
    'counter',
    'shop',
    '/rider',
    'getRiderContact',
    'sayToRiderAsShop',
    'shop and rider',
    'the rider, as the shop',
  ],
] as const

/** Lines of whoever carries the parcel: of its people, and of its program. */
const ofCarriers = [
  {
    line: 'door',
    at: '',
    who: 'the buyer',
    both: 'rider and buyer',
    crew: ['getCrewContact', 'sayToBuyer'],
    program: ['getContactAsProvider', 'sayToBuyerAsProvider'],
  },
  {
    line: 'counter',
    at: '/shop',
    who: 'the shop',
    both: 'rider and shop',
    crew: ['getCrewShopContact', 'sayToShopAsCrew'],
    program: ['getShopContactAsProvider', 'sayToShopAsProvider'],
  },
] as const

/** Endpoints by which buyer, rider and shop reach each other. */
export const contactRoutes =
  (contact: ContactService): Routes =>
  (app) => {
    const replies = { 200: contactView }

    for (const [line, side, at, get, say, both, whom] of ofPersons) {
      const url = `/v1/shipments/:shipmentId/contact${at}`
      app.get(
        url,
        contract({
          ...{ operationId: get, summary: `What ${both} said to each other`, tag, access: 'person' },
          ...{ params: shipmentParams, replies, example: { params, reply: example } },
        }),
        async (request) =>
          viewOf(await contact.read(line, personOf(request), request.params.shipmentId, side)),
      )
      app.post(
        url,
        contract({
          ...{ operationId: say, summary: `Say something to ${whom}`, description: about, tag },
          ...{ access: 'person', params: shipmentParams, body: bodyOf(line, side), replies },
          problems: side === 'buyer' ? [409] : [409, 422],
          example: { params, body: { word: wordOf(line, side) }, reply: example },
        }),
        async (request) =>
          viewOf(await contact.say(line, personOf(request), request.params.shipmentId, side, request.body)),
      )
    }

    for (const { line, at, who, both, crew, program } of ofCarriers) {
      const ofCrew = `/v1/providers/:providerId/shipments/:shipmentId/contact${at}`
      app.get(
        ofCrew,
        contract({
          ...{ operationId: crew[0], summary: `What ${both} said to each other`, tag: 'providers' },
          ...{ access: 'person', params: crewParams, replies },
          example: { params: crewExample, reply: example },
        }),
        async (request) => {
          const { providerId, shipmentId } = request.params
          return viewOf(await contact.readAsMember(line, personOf(request), providerId, shipmentId))
        },
      )
      app.post(
        ofCrew,
        contract({
          ...{ operationId: crew[1], summary: `Say something to ${who}, or be joined by telephone` },
          ...{ description: about, tag: 'providers', access: 'person', params: crewParams },
          ...{ body: bodyOf(line, 'carrier'), replies, problems: [409, 422] },
          example: { params: crewExample, body: { word: wordOf(line, 'carrier') }, reply: example },
        }),
        async (request) => {
          const { providerId, shipmentId } = request.params
          const person = personOf(request)
          return viewOf(await contact.sayAsMember(line, person, providerId, shipmentId, request.body))
        },
      )

      const ofProgram = `/v1/provider/shipments/:shipmentId/contact${at}`
      app.get(
        ofProgram,
        contract({
          ...{ operationId: program[0], summary: `What ${both} said, for your program` },
          ...{ tag: 'providers', access: 'provider', params: shipmentParams, replies },
          example: { params, reply: example },
        }),
        async (request) => {
          const { providerId } = providerOf(request)
          return viewOf(await contact.readAsProvider(line, providerId, request.params.shipmentId))
        },
      )
      app.post(
        ofProgram,
        contract({
          ...{ operationId: program[1], summary: `Say something to ${who} for your rider` },
          ...{ description: about, tag: 'providers', access: 'provider', params: shipmentParams },
          ...{ body: providerBodyOf(line), replies, problems: [409, 422] },
          example: { params, body: { call: true, phone: '98765 43210' }, reply: example },
        }),
        async (request) => {
          const { phone, ...said } = request.body
          const given = { ...said, phone: phoneOf(phone) }
          const { providerId } = providerOf(request)
          return viewOf(await contact.sayAsProvider(line, providerId, request.params.shipmentId, given))
        },
      )
    }
  }
