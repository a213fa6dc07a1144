import { distanceMetres } from '../../src/kernel/geo.ts'
import { type Document, readFilter } from './meilisearch-filter.ts'

/** An index of the stand-in. */
export interface Index {
  documents: Map<string, Document>
  filterable: Set<string>
  sortable: Set<string>
  searchable: string[]
  maxTotalHits: number
}

export const freshIndex = (): Index => ({
  documents: new Map(),
  filterable: new Set(),
  sortable: new Set(),
  searchable: [],
  maxTotalHits: 1000,
})

/** An answer that is no success. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const settingsKnown = new Set(
  `searchableAttributes filterableAttributes sortableAttributes rankingRules typoTolerance faceting pagination
   facetSearch displayedAttributes synonyms stopWords`.split(/\s+/),
)
const searchKnown = new Set(
  `q offset limit page hitsPerPage attributesToRetrieve filter sort facets matchingStrategy`.split(' '),
)

/** Changes settings, of which the stand-in knows those that matter for what it does. */
export function set(index: Index, settings: Document): void {
  const unknown = Object.keys(settings).filter((key) => !settingsKnown.has(key))
  if (unknown.length > 0) throw new Refusal(400, 'bad_request', `Unknown field ${unknown.join(', ')}`)
  const list = (name: string) => (settings[name] as string[] | undefined) ?? []
  index.searchable = list('searchableAttributes')
  index.filterable = new Set(list('filterableAttributes'))
  index.sortable = new Set(list('sortableAttributes'))
  index.maxTotalHits = (settings.pagination as { maxTotalHits: number } | undefined)?.maxTotalHits ?? 1000
}

/** Documents page by page, in the order in which they came. */
export function browse(index: Index, { limit = 20, offset = 0, fields, filter }: Document) {
  const test = readFilter(filter, index.filterable)
  const found = [...index.documents.values()].filter(test)
  const shown = found.slice(offset as number, (offset as number) + (limit as number))
  return {
    status: 200,
    body: {
      results: shown.map((document) => pick(document, fields as string[])),
      offset,
      limit,
      total: found.length,
    },
  }
}

const pick = (document: Document, fields: string[] | undefined): Document =>
  fields ? Object.fromEntries(fields.map((field) => [field, document[field]])) : document

/** One search. */
export function search(index: Index, asked: Document) {
  const facets = (asked.facets as string[] | undefined) ?? []
  return answer([{ index, asked }], asked, facets, index.maxTotalHits)
}

const federationKnown = new Set('page hitsPerPage limit offset facetsByIndex mergeFacets'.split(' '))
const ofFederation = ['page', 'hitsPerPage', 'limit', 'offset', 'facets']

/** Several indexes searched as one: their hits merged by the sorting, which all must have alike. */
export function searchFederated(indexOf: (uid: string) => Index, body: Document) {
  const { federation, queries } = body as {
    federation: Document
    queries: (Document & { indexUid: string })[]
  }
  const unknown = Object.keys(federation).filter((key) => !federationKnown.has(key))
  if (unknown.length > 0) throw new Refusal(400, 'bad_request', `Unknown field ${unknown.join(', ')}`)
  const asks = queries.map(({ indexUid, ...asked }) => {
    if (ofFederation.some((key) => key in asked)) {
      throw new Refusal(400, 'invalid_multi_search_query_pagination', 'say that in `federation`')
    }
    return { index: indexOf(indexUid), asked }
  })
  const facets =
    Object.values((federation.facetsByIndex as Record<string, string[]> | undefined) ?? {})[0] ?? []
  if (facets.length > 0 && !federation.mergeFacets)
    throw new Refusal(400, 'bad_request', 'facets are not merged')
  return answer(asks, { ...asks[0]!.asked, ...federation }, facets, Number.POSITIVE_INFINITY)
}

function answer(
  asks: readonly { index: Index; asked: Document }[],
  page: Document,
  facets: readonly string[],
  most: number,
) {
  const matching = asks.flatMap(({ index, asked }) => matchesOf(index, asked))
  const [{ index, asked }] = asks as [(typeof asks)[number]]
  sortBy(matching, (asked.sort as string[] | undefined) ?? [], index.sortable)
  const found = matching.slice(0, most)
  const paged = page.page !== undefined
  const limit = Number((paged ? page.hitsPerPage : page.limit) ?? 20)
  const offset = paged ? (Number(page.page) - 1) * limit : Number(page.offset ?? 0)
  const hits = found
    .slice(offset, offset + limit)
    .map((document) => pick(document, asked.attributesToRetrieve as string[]))
  return {
    hits,
    processingTimeMs: 0,
    ...(paged
      ? {
          page: page.page,
          hitsPerPage: limit,
          totalHits: found.length,
          totalPages: Math.ceil(found.length / limit),
        }
      : { offset, limit, estimatedTotalHits: found.length }),
    ...(facets.length > 0
      ? {
          facetDistribution: Object.fromEntries(facets.map((facet) => [facet, countBy(matching, facet)])),
          facetStats: {},
        }
      : {}),
  }
}

function matchesOf(index: Index, asked: Document): Document[] {
  const unknown = Object.keys(asked).filter((key) => !searchKnown.has(key))
  if (unknown.length > 0) throw new Refusal(400, 'bad_request', `Unknown field ${unknown.join(', ')}`)
  const test = readFilter(asked.filter, index.filterable)
  return [...index.documents.values()].filter(
    (document) => test(document) && says(index, document, String(asked.q ?? '')),
  )
}

/** All words stand in the document, the last one at least as a beginning. */
function says(index: Index, document: Document, query: string): boolean {
  const there = index.searchable.flatMap((field) =>
    String(document[field] ?? '')
      .toLowerCase()
      .split(/\s+/),
  )
  const words = query.split(/\s+/).filter(Boolean)
  return words.every((word, nth) =>
    there.some((one) => (nth === words.length - 1 ? one.startsWith(word) : one === word)),
  )
}

function sortBy(documents: Document[], rules: readonly string[], sortable: ReadonlySet<string>): void {
  const keys = rules.map((rule) => {
    const geo = /^_geoPoint\((.+),\s*(.+)\):asc$/.exec(rule)
    const [name, direction] = geo ? ['_geo', 'asc'] : (rule.split(':') as [string, string])
    if (!sortable.has(name)) {
      throw new Refusal(400, 'invalid_search_sort', `Attribute \`${name}\` is not sortable.`)
    }
    const centre = { lat: Number(geo?.[1]), lng: Number(geo?.[2]) }
    const sign = direction === 'desc' ? -1 : 1
    return (document: Document): number =>
      geo
        ? distanceMetres(centre, document._geo as { lat: number; lng: number })
        : sign * Number(document[name])
  })
  documents.sort((a, b) => {
    for (const key of keys) if (key(a) !== key(b)) return key(a) - key(b)
    return 0
  })
}

function countBy(documents: readonly Document[], facet: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const document of documents) {
    const value = document[facet]
    if (value !== null && value !== undefined) counts[String(value)] = (counts[String(value)] ?? 0) + 1
  }
  return counts
}
