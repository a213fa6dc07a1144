import type { Logger } from 'pino'
import type { Identity } from '../../identity/index.ts'
import { type FieldProblem, forbidden, HaatError, invalid } from '../../kernel/errors.ts'
import { checkPoint, type Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { PinDirectory, PinRecord } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import { type Audience, audiences, unitPrice } from '../catalogue/index.ts'
import type { FairnessReport } from './fairness.service.ts'
import type { Misses } from './misses.service.ts'
import type { Breaker } from './search.breaker.ts'
import { readMark, writeMark } from './search.cursor.ts'
import { askedMark } from './search.marks.ts'
import type { CatalogueSource, EngineQuery, SearchEngine, TraderSource } from './search.ports.ts'
import { namesOfPin } from './search.reach.ts'
import { largestRadiusMetres, limitsOf, usualRadiusMetres } from './search.rules.ts'
import type { Spelling } from './search.spelling.ts'
import { type Suggestion, suggestionsOf } from './search.suggestions.ts'
import type { AnsweredBy, Searcher, SearchQuery, SearchResult, SuggestionQuery } from './search.types.ts'

export interface SearchServiceDeps {
  db: Database
  postgres: SearchEngine
  /** Asked first when there is one. */
  meilisearch: SearchEngine | undefined
  breaker: Breaker
  /** Whether Meilisearch lacks what could not be written to it. */
  isAway: () => Promise<boolean>
  places: Pick<PinDirectory, 'lookUp' | 'nearest'>
  traders: Pick<TraderSource, 'buyerFacts'>
  catalogue: Pick<CatalogueSource, 'survivors'>
  identity: Pick<Identity, 'requireMember'>
  /** Counts the searches that PostgreSQL answered because Meilisearch did not. */
  fallbacks: { inc(): void }
  spelling: Pick<Spelling, 'didYouMean'>
  /** Counts what was looked for and found nowhere. */
  misses: Pick<Misses, 'note'>
  /** Counts who stands on first pages. */
  fairness: Pick<FairnessReport, 'note'>
  log: Logger
  now?: () => Date
}

/** With fewer hits than these, other words are offered. */
const little = 3

/**
 * `search` searches; `suggest` tells what to offer while the text is typed, of which nothing is counted. Throws `invalidFields` for a place that is none, `notFound` for a trader that the searcher does
 * not belong to, `forbidden` for one that may not buy yet, `unauthenticated` for `asTrader` of nobody.
 */
export function createSearchService({ now = () => new Date(), ...deps }: SearchServiceDeps) {
  /** The product under whose id its listings stand now. */
  const survivorOf = async (productId: Id<'product'>): Promise<Id<'product'>> =>
    (await deps.catalogue.survivors(deps.db, [productId])).get(productId) ?? productId

  /** The query as engines take it, and the region where it looks. */
  async function engineQueryOf(
    query: SearchQuery,
    who: Searcher | null,
  ): Promise<{ asked: EngineQuery; region: string }> {
    const [{ region, ...place }, buyers] = [placeOf(query, deps.places), await buyersOf(query, who, deps)]
    const asked: EngineQuery = {
      text: query.q ?? '',
      ...place,
      buyers,
      shopId: query.shopId ?? null,
      productId: query.productId ? await survivorOf(query.productId) : null,
      category: query.category ?? null,
      brand: query.brand ?? null,
      mark: askedMark(query),
      minPricePaise: query.minPricePaise ?? null,
      maxPricePaise: query.maxPricePaise ?? null,
      inStock: query.inStock ?? false,
      openNow: query.openNow ?? false,
      pickup: query.pickup ?? false,
      explain: query.explain ?? false,
      at: now(),
      sort: query.sort ?? 'relevance',
      limit: query.limit ?? 20,
      page: readMark(query.cursor),
    }
    return { asked, region }
  }

  async function search(query: SearchQuery, who: Searcher | null): Promise<SearchResult> {
    const { asked, region } = await engineQueryOf(query, who)
    const { result, engine } = await ask(deps, (engine) => engine.search(asked))
    const { facets } = result
    const isFirst = asked.page.offset === 0
    const tellsLittle = isFirst && asked.text.trim() !== '' && result.total < little
    const didYouMean = tellsLittle ? await deps.spelling.didYouMean(asked.text) : undefined
    if (tellsLittle && result.total === 0 && !isNarrowed(query)) deps.misses.note(asked.text, region)
    if (isFirst && asked.sort === 'relevance' && !isInOneShop(query)) {
      deps.fairness.note(result.hits.map((hit) => hit.shopId))
    }
    return {
      // The hits are this answer's own, and copying them costs more than reckoning.
      items: result.hits.map((hit) =>
        Object.assign(hit, { unitPrice: unitPrice(hit.pricePaise, hit.netQuantity, hit.unit) }),
      ),
      facets: {
        category: facets.category,
        brand: facets.brand,
        price: facets.price.map(({ band, count }) => ({ ...limitsOf(band), count })),
      },
      total: result.total,
      ...(result.next ? { nextCursor: writeMark(result.next) } : {}),
      ...(didYouMean === undefined ? {} : { didYouMean }),
      engine,
    }
  }

  async function suggest({ limit, ...typed }: SuggestionQuery): Promise<Suggestion[]> {
    const { asked } = await engineQueryOf(typed, null)
    const { result } = await ask(deps, (engine) => engine.goods(asked))
    return suggestionsOf(asked.text, result, limit)
  }

  return { search, suggest }
}

const isInOneShop = (query: SearchQuery): boolean =>
  query.shopId !== undefined || query.productId !== undefined

/** Whether more than words and place was asked for, so that finding nothing says little of the words. */
const isNarrowed = (query: SearchQuery): boolean =>
  isInOneShop(query) ||
  query.asTrader !== undefined ||
  query.category !== undefined ||
  query.brand !== undefined ||
  query.mark !== undefined ||
  query.district !== undefined ||
  query.minPricePaise !== undefined ||
  query.maxPricePaise !== undefined ||
  query.openNow === true ||
  query.pickup === true ||
  query.inStock === true

/** Meilisearch when there is one that has all and answers; PostgreSQL, whose own index is always kept, otherwise. */
async function ask<T>(
  { postgres, meilisearch, breaker, isAway, fallbacks, log }: SearchServiceDeps,
  what: (engine: SearchEngine) => Promise<T>,
): Promise<{ result: T; engine: AnsweredBy }> {
  if (!meilisearch) return { result: await what(postgres), engine: 'postgres' }
  if (!(await isAway()) && breaker.mayTry()) {
    try {
      const result = await what(meilisearch)
      breaker.succeeded()
      return { result, engine: 'meilisearch' }
    } catch (error) {
      breaker.failed()
      log.warn({ err: error }, 'Meilisearch did not answer a search; PostgreSQL does')
    }
  }
  fallbacks.inc()
  return { result: await what(postgres), engine: 'postgres-fallback' }
}

type PlaceOfQuery = Pick<EngineQuery, 'point' | 'radiusMetres' | 'serves' | 'state'> & { region: string }

/** Where the search looks. */
function placeOf(query: SearchQuery, places: Pick<PinDirectory, 'lookUp' | 'nearest'>): PlaceOfQuery {
  const problems: FieldProblem[] = []
  const refuse = (field: string, code: string, detail: string): undefined => {
    problems.push({ pointer: `/${field}`, code, detail })
  }
  const find = (field: 'pin' | 'servesPin'): PinRecord | undefined => {
    const pin = query[field]
    if (pin === undefined) return undefined
    return (
      places.lookUp(pin) ??
      refuse(field, 'unknownPin', `India Post has no PIN code ${pin}. Look at it again.`)
    )
  }
  const [at, served] = [find('pin'), find('servesPin')]
  const given = query.point && checkPoint(query.point)
  if (given && !given.ok) refuse('lat', 'invalidPoint', given.reason)
  const point: Point | null = given?.ok ? given.value : (at?.point ?? served?.point ?? null)

  const inOneShop = query.shopId !== undefined
  if (!inOneShop && !query.point && query.pin === undefined && query.servesPin === undefined) {
    refuse('pin', 'sayWhere', 'Say where: give `pin`, `lat` and `lng`, or `servesPin`; or `shopId`.')
  }
  const wantsRadius = query.radiusMetres !== undefined || (query.servesPin === undefined && !inOneShop)
  if (wantsRadius && !point && problems.length === 0) {
    refuse(
      query.servesPin === undefined ? 'pin' : 'servesPin',
      'noPoint',
      'Nobody knows where this PIN lies. Give it as `servesPin` alone, or give `lat` and `lng`.',
    )
  }
  if (problems.length > 0) throw invalid(problems)
  // Where it is to be delivered counts first: a PAN-only seller stays inside its state.
  const record = served ?? at ?? (point ? places.nearest(point, 1)[0]?.record : undefined)
  return {
    point,
    region: record?.pin.slice(0, 2) ?? '',
    radiusMetres: wantsRadius ? Math.min(query.radiusMetres ?? usualRadiusMetres, largestRadiusMetres) : null,
    serves: served ? namesOfPin(served) : null,
    state: record?.state ?? null,
  }
}

/** As whom one searches: a consumer, or a verified trader with what its tiers may buy. */
async function buyersOf(
  { asTrader }: SearchQuery,
  who: Searcher | null,
  { db, identity, traders }: Pick<SearchServiceDeps, 'db' | 'identity' | 'traders'>,
): Promise<readonly Audience[]> {
  if (asTrader === undefined) return ['consumer']
  if (!who) {
    const why =
      'Only a member of a trader searches as that trader. Send a bearer token, or leave `asTrader` out.'
    throw new HaatError('unauthenticated', 'unauthenticated', why)
  }
  await identity.requireMember(db, who, { kind: 'trader', id: asTrader })
  const buyer = await traders.buyerFacts(db, asTrader)
  if (buyer?.status !== 'verified') {
    throw forbidden('This trader is not verified yet, so it sees no offers for traders.')
  }
  return audiences.filter((audience) => audience !== 'consumer' && buyer.tiers.includes(audience))
}
