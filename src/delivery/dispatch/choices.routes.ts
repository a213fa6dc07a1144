import { z } from 'zod'
import { indiaDay, startOfIndiaDay } from '../../kernel/india-day.ts'
import {
  contract,
  expectedVersion,
  personOf,
  type Routes,
  sendVersion,
  stale,
  wireId,
  wireInstant,
} from '../../platform/http/index.ts'
import { type KeptChoice, readChoice, writeChoice } from './choices.store.ts'
import type { Crew } from './crew.service.ts'
import { readOwnLines } from './decisions.store.ts'
import type { SearchDeps } from './dispatch.deps.ts'
import { preferredAndBlocked } from './dispatch.errors.ts'
import { ruleSentences, strategies } from './dispatch.rules.ts'
import { providerParams, scoreParts } from './dispatch.schema.ts'
import { lossSentences } from './score.rules.ts'
import { newcomerMostPercent, type Weights } from './weights.rules.ts'

const shopParams = z.strictObject({ shopId: wireId('shop') })
const choice = {
  strategy: z.enum(strategies).describe('What goes first: the score, the price or the promised time'),
  preferred: wireId('provider').nullable().describe('Asked first wherever it can serve'),
  blocked: z.array(wireId('provider')).max(50).describe('Never asked'),
  alwaysItself: z.boolean().describe('The shop delivers everything itself; nobody is asked'),
}
const choiceView = z.strictObject({
  ...choice,
  version: z.int().min(0).describe('For If-Match; 0 while nothing was ever chosen'),
  providers: z
    .array(z.strictObject({ providerId: wireId('provider'), name: z.string() }))
    .describe('Who fetches parcels at this shop, and whom the choice names'),
})
const choiceExample = {
  strategy: 'balanced' as const,
  preferred: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n',
  blocked: [],
  alwaysItself: false,
}
const paramsExample = { shopId: 'shp_01jd3p1v9zfq0v2c8m6t4k7r5n' }
const viewExample = {
  ...choiceExample,
  version: 1,
  providers: [{ providerId: 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n', name: 'Tez Parcel' }],
}

const sentence = z.strictObject({ name: z.string(), sentence: z.string() })
const whole = z.int().min(0)
const weightsView = z.strictObject({
  weights: z
    .strictObject({
      minutePaise: whole.describe('For each promised minute'),
      latePaise: whole.describe('For a parcel that comes late for certain; by the share that did'),
      missedPaise: whole.describe('The same for a first attempt that fails'),
      lostPaise: whole.describe('The same for a parcel that is lost'),
      loadPaise: whole.describe('For a day that is full; half full counts a quarter'),
      halfLifeDays: whole.describe('After so many days what happened counts half'),
      newcomerEvery: whole.describe('Of so many parcels one goes to a newcomer first, by lot; 0 for none'),
      newcomerParcels: whole.describe('Who has carried fewer parcels is a newcomer'),
      newcomerMostPercent: whole.describe('A newcomer may ask at most this much of the price of the first'),
    })
    .describe('Paise add up to one score, on top of the price; less is better'),
  strategies: z.array(sentence),
  rules: z.array(sentence).describe('Any of these keeps a provider from being asked'),
  losses: z.array(sentence).describe('What one that could serve loses by'),
})

const strategySentences: Record<(typeof strategies)[number], string> = {
  balanced: 'the least score first; unless the shop prefers somebody, or it is a newcomer’s turn',
  cheapest: 'the least price first, then the least score',
  fastest: 'the earliest promise first, then the least score',
}
const listOf = (sentences: Readonly<Record<string, string>>) =>
  Object.entries(sentences).map(([name, text]) => ({ name, sentence: text }))

const weightsOf = (weights: Weights): z.output<typeof weightsView> => ({
  weights: { ...weights, newcomerMostPercent },
  strategies: listOf(strategySentences),
  rules: listOf(ruleSentences),
  losses: listOf(lossSentences),
})

const ownLine = z.strictObject({
  decidedAt: wireInstant,
  round: z.int().min(1),
  pickupPin: z.string(),
  outcome: z.enum(['chosen', 'lost', 'refused']),
  shipmentId: wireId('shipment').nullable().describe('Where the parcel was offered to you'),
  rule: z.string().nullable().describe('The rule that kept you from being asked, or what you lost by'),
  why: z.string().nullable().describe('The same in words'),
  pricePaise: z.int().min(0).nullable(),
  minutes: z.int().min(0).nullable(),
  score: z.int().min(0).nullable(),
  parts: scoreParts.nullable(),
})
const ownQuery = z.strictObject({
  day: z.iso.date().optional().describe('In India; today when absent'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})
const ownExample = {
  decidedAt: '2026-11-20T06:30:00.000Z',
  round: 1,
  pickupPin: '110001',
  outcome: 'lost' as const,
  shipmentId: null,
  rule: 'dearer',
  why: 'asks more',
  pricePaise: 5400,
  minutes: 60,
  score: 6400,
  parts: { price: 5400, time: 600, reliability: 400, load: 0 },
}
const dayMs = 86_400_000

/** What decides who is asked: published weights, what shops chose, and how a provider did in each decision. */
export const choicesRoutes =
  ({ db, shops, market, now = () => new Date() }: SearchDeps, crew: Pick<Crew, 'member'>): Routes =>
  (app) => {
    app.get(
      '/v1/dispatch/weights',
      contract({
        operationId: 'getDispatchWeights',
        summary: 'What decides who delivers: rules, weights and strategies',
        tag: 'providers',
        access: 'public',
        replies: { 200: weightsView },
        example: {
          reply: {
            weights: {
              minutePaise: 10,
              latePaise: 2000,
              missedPaise: 1500,
              lostPaise: 50_000,
              loadPaise: 1000,
              halfLifeDays: 30,
              newcomerEvery: 10,
              newcomerParcels: 50,
              newcomerMostPercent,
            },
            strategies: [{ name: 'cheapest', sentence: strategySentences.cheapest }],
            rules: [{ name: 'noCod', sentence: ruleSentences.noCod }],
            losses: [{ name: 'dearer', sentence: lossSentences.dearer }],
          },
        },
      }),
      async (_request, reply) =>
        reply.header('cache-control', 'public, max-age=300').send(weightsOf((await market.now()).weights)),
    )

    /** The choice, with names for all whom it may name. */
    const viewOf = async (shop: { pin: string; point: { lat: number; lng: number } }, kept: KeptChoice) => {
      const { fleet } = await market.now()
      const there = fleet.fetchingAt({ ...shop, district: fleet.districtOf(shop.pin) })
      const named = [...kept.blocked, ...(kept.preferred ? [kept.preferred] : [])].flatMap(
        (id) => fleet.find(id) ?? [],
      )
      const providers = new Map([...there, ...named].map(({ providerId, name }) => [providerId, name]))
      return {
        ...kept,
        blocked: [...kept.blocked],
        providers: [...providers].map(([providerId, name]) => ({ providerId, name })),
      }
    }

    app.get(
      '/v1/shops/:shopId/delivery-choice',
      contract({
        operationId: 'getDeliveryChoice',
        summary: 'Whom a shop has deliver: strategy, preferred and blocked providers, or itself',
        tag: 'shipments',
        access: 'person',
        params: shopParams,
        replies: { 200: choiceView },
        example: { params: paramsExample, reply: viewExample },
      }),
      async (request, reply) => {
        const shop = await shops.requireShop(db, personOf(request), request.params.shopId)
        const kept = await readChoice(db, shop.shopId)
        return sendVersion(reply, kept.version).send(await viewOf(shop, kept))
      },
    )

    app.patch(
      '/v1/shops/:shopId/delivery-choice',
      contract({
        operationId: 'changeDeliveryChoice',
        summary: 'Choose whom a shop has deliver; it holds for parcels that are looked for from now on',
        tag: 'shipments',
        access: 'person',
        params: shopParams,
        body: z.strictObject(choice).partial(),
        replies: { 200: choiceView },
        ifMatch: true,
        example: { params: paramsExample, body: { strategy: 'cheapest' }, reply: viewExample },
      }),
      async (request, reply) => {
        const version = expectedVersion(request)
        const shop = await shops.requireShop(db, personOf(request), request.params.shopId, 'owner')
        const written = await db.transaction(async (tx) => {
          const { version: kept, ...before } = await readChoice(tx, shop.shopId)
          if (kept !== version) throw stale()
          const next = { ...before, ...request.body }
          if (next.preferred && next.blocked.includes(next.preferred)) throw preferredAndBlocked()
          const made = await writeChoice(tx, shop.shopId, version, next)
          if (!made) throw stale()
          return made
        })
        market.forgetChoices()
        return sendVersion(reply, written.version).send(await viewOf(shop, written))
      },
    )

    app.get(
      '/v1/providers/:providerId/decisions',
      contract({
        operationId: 'listOwnDecisions',
        summary: 'How your startup did where it was looked at: its own line of each decision',
        description: 'Of one day in India, newest first. Nobody else’s name, price or score is among it.',
        tag: 'providers',
        access: 'person',
        params: providerParams,
        query: ownQuery,
        replies: { 200: z.strictObject({ items: z.array(ownLine) }) },
        example: {
          params: { providerId: choiceExample.preferred },
          query: { day: '2026-11-20', limit: 100 },
          reply: { items: [ownExample] },
        },
      }),
      async (request) => {
        const { day = indiaDay(now()), limit } = request.query
        await crew.member(personOf(request), request.params.providerId)
        const from = startOfIndiaDay(day)
        const to = new Date(from.getTime() + dayMs)
        return { items: await readOwnLines(db, request.params.providerId, { from, to, limit }) }
      },
    )
  }
