import { createHash } from 'node:crypto'
import type { Id } from '../../kernel/ids.ts'
import type { PinDirectory } from '../../places/index.ts'
import type { Sql } from '../../platform/database/index.ts'
import { audiences, type ListingRef, type Offer, type OffersPage } from '../catalogue/index.ts'
import type { ShopFacts } from '../traders/index.ts'
import { readReliability } from './reliability.store.ts'
import { conceptsIn } from './search.analysis.ts'
import { soundsOf } from './search.forms.ts'
import { markWords } from './search.marks.ts'
import type {
  CatalogueSource,
  DocumentWords,
  ListingDocument,
  MarkSource,
  SearchDocument,
  ShopDocument,
  TraderSource,
} from './search.ports.ts'
import { createReaches } from './search.reach.ts'
import { romanise } from './search.romanise.ts'
import { usualReliability } from './search.rules.ts'
import type { Synonyms } from './search.synonyms.ts'
import { formsOf, isStopWord, splitWords } from './search.words.ts'

/** A page of the truth: every listing read, and the documents of those that can be found. */
export interface DocumentPage {
  documents: SearchDocument[]
  /** The listings of the page that cannot be found. */
  others: ListingRef[]
  /** Where the next page begins; undefined behind the last. */
  next: ListingRef | undefined
}

/** Makes documents out of what the catalogue and the traders say now. */
export interface DocumentBuilder {
  /** The shops among these whose listings can be found: open, of verified traders. */
  shops(sql: Sql, shopIds: readonly Id<'shop'>[]): Promise<Map<Id<'shop'>, ShopDocument>>
  /** The documents of those of these listings that can be found. */
  documents(sql: Sql, refs: readonly ListingRef[]): Promise<SearchDocument[]>
  /** Documents in the order of (shop, listing). */
  page(sql: Sql, page: OffersPage): Promise<DocumentPage>
}

/** How words are spelled on packs beside the unit's own name. */
const unitWords: Readonly<Record<string, readonly string[]>> = {
  g: ['g', 'gm'],
  kg: ['kg', 'kilo'],
  ml: ['ml'],
  l: ['l', 'litre', 'ltr'],
  m: ['m', 'metre'],
  piece: ['piece', 'pc'],
}

const mostCached = 5000

export function createDocumentBuilder({
  catalogue,
  traders,
  places,
  synonyms,
  marks: readMarks,
}: {
  catalogue: CatalogueSource
  marks: MarkSource
  traders: Pick<TraderSource, 'shopFacts' | 'maySell'>
  places: Pick<PinDirectory, 'all'>
  synonyms: Synonyms
}): DocumentBuilder {
  const reaches = createReaches({ directory: places })
  // Shops share products, so the same text comes again and again.
  const cache = new Map<string, DocumentWords>()

  const wordsOf = (offer: Offer): DocumentWords => {
    const { name, nameHi, brand, category, maker, netQuantity, unit } = offer
    const key = JSON.stringify([name, nameHi, brand, category, maker, netQuantity, unit])
    const known = cache.get(key)
    if (known) return known
    if (cache.size >= mostCached) cache.clear()
    const words = documentWords(offer, synonyms)
    cache.set(key, words)
    return words
  }

  const shopDocument = (shop: ShopFacts, reliability: number): ShopDocument => ({
    shopId: shop.shopId,
    shopName: shop.shopName,
    pin: shop.pin,
    state: shop.state,
    panOnly: shop.panOnly,
    point: shop.point,
    serves: reaches.namesServed(shop),
    selfPickup: shop.selfPickup,
    reliability,
    maySellTo: audiences.filter((audience) => traders.maySell(shop.tiers, audience)),
    hours: shop.hours,
  })

  const shops: DocumentBuilder['shops'] = async (sql, shopIds) => {
    const ids = [...new Set(shopIds)]
    const [facts, known] = [await traders.shopFacts(sql, ids), await readReliability(sql, ids)]
    const open = [...facts.values()].filter((shop) => shop.traderStatus === 'verified' && !shop.paused)
    return new Map(
      open.map((shop) => [shop.shopId, shopDocument(shop, known.get(shop.shopId) ?? usualReliability)]),
    )
  }

  const ofOffers = async (sql: Sql, offers: readonly Offer[]): Promise<SearchDocument[]> => {
    const active = offers.filter((offer) => offer.status === 'active')
    const found = await shops(
      sql,
      active.map((offer) => offer.shopId),
    )
    const marks = await readMarks(sql, active)
    const sums = new Map([...found].map(([shopId, shop]) => [shopId, checksumOf(shop)]))
    return active.flatMap((offer) => {
      const shop = found.get(offer.shopId)
      if (!shop) return []
      const own = marks.get(offer.listingId)
      const listing = listingDocument(offer, wordsOf(offer), own && markWords(own))
      return [{ listing, shop, checksum: checksumOf(listing) + sums.get(offer.shopId)! }]
    })
  }

  return {
    shops,
    documents: async (sql, refs) =>
      refs.length === 0 ? [] : ofOffers(sql, await catalogue.offers(sql, refs)),
    async page(sql, page) {
      const offers = await catalogue.offersPage(sql, page)
      const last = offers.at(-1)
      const documents = await ofOffers(sql, offers)
      const found = new Set(documents.map(({ listing }) => listing.listingId))
      return {
        documents,
        others: offers
          .filter((offer) => !found.has(offer.listingId))
          .map(({ shopId, listingId }) => ({ shopId, listingId })),
        next:
          last && offers.length === page.limit
            ? { shopId: last.shopId, listingId: last.listingId }
            : undefined,
      }
    },
  }
}

const listingDocument = (
  offer: Offer,
  words: DocumentWords,
  marks: readonly string[] | undefined,
): ListingDocument => ({
  shopId: offer.shopId,
  listingId: offer.listingId,
  productId: offer.productId,
  name: offer.name,
  nameHi: offer.nameHi,
  brand: offer.brand,
  category: offer.category,
  netQuantity: offer.netQuantity,
  unit: offer.unit,
  pricePaise: offer.pricePaise,
  mrpPaise: offer.mrpPaise,
  soldTo: audiences.filter((audience) => offer.soldTo.includes(audience)),
  inStock: offer.available >= offer.minimumQuantity,
  ...(marks ? { marks } : {}),
  words,
})

/** The words by which a product is found. */
export function documentWords(
  product: Pick<Offer, 'name' | 'nameHi' | 'brand' | 'category' | 'maker' | 'netQuantity' | 'unit'>,
  synonyms: Synonyms,
): DocumentWords {
  const english = splitWords(product.name)
  const hindi = splitWords(product.nameHi ?? '')
  const seen = new Set<string>()
  const fresh = (words: Iterable<string>): string[] =>
    [...words].filter((word) => !seen.has(word) && seen.add(word))
  const texts = [conceptsIn(english, synonyms), conceptsIn(hindi, synonyms)]
  const concepts = [...new Set(texts.flatMap(({ outer }) => outer))]
  const brandConcepts = conceptsIn(splitWords(product.brand ?? ''), synonyms).outer
  const quantity = String(product.netQuantity)
  const pack = (unitWords[product.unit] ?? [product.unit]).flatMap((unit) => [unit, quantity + unit])
  const name = fresh([
    ...english.flatMap(formsOf),
    ...hindi,
    ...romanise(`${product.name} ${product.nameHi ?? ''}`).flatMap(romanForms),
  ])
  const brand = fresh([
    ...splitWords(product.brand ?? '').flatMap(formsOf),
    ...romanise(product.brand ?? '').flatMap(romanForms),
  ])
  return {
    name,
    brand,
    other: fresh([
      ...splitWords(`${product.category} ${product.maker}`).flatMap(formsOf),
      ...splitWords(quantity),
      ...pack.flatMap(splitWords),
    ]),
    sounds: soundsOf([...name, ...brand]),
    concepts,
    innerConcepts: [...new Set([...texts.flatMap(({ inner }) => inner), ...brandConcepts])].filter(
      (id) => !concepts.includes(id),
    ),
    head: headOf(product.name, synonyms),
    nameLength: english.filter((word) => !isStopWord(word)).length,
  }
}

/**
 * What a good is: English names end with it. What follows a comma or a word like "with" tells more of it, and
 * what stands in brackets is another name of the same.
 */
function headOf(name: string, synonyms: Synonyms): DocumentWords['head'] {
  const [called = ''] = name.split(/,| (?:with|in|for|from|of) /i)
  const names = [called.replace(/\(.*?\)/g, ' '), ...(called.match(/(?<=\().*?(?=\))/g) ?? [])].map(
    splitWords,
  )
  const ends = names
    .map(withoutPacking)
    .flatMap((words) =>
      Array.from({ length: Math.min(synonyms.longest, words.length) }, (_, nth) => words.slice(-nth - 1)),
    )
  return {
    words: [...new Set(names.flatMap((words) => formsOf(withoutPacking(words).at(-1) ?? '')))].filter(
      Boolean,
    ),
    concepts: [...new Set(ends.flatMap((words) => synonyms.conceptsOf(words)))],
  }
}

/** Words that end a name and say only how it is packed. */
const packing = new Set(
  'pouch pack packet tin bottle jar cup box refill carton sachet can combo tub bag tetra pouches'.split(' '),
)
const withoutPacking = (words: readonly string[]): readonly string[] => {
  const last = words.findLastIndex((word) => !packing.has(word) && !/^\d/.test(word))
  return last < 0 ? words : words.slice(0, last + 1)
}

// What is written with v is typed with w as often.
const romanForms = (word: string): string[] => [
  ...formsOf(word),
  ...(word.includes('v') ? [word.replaceAll('v', 'w')] : []),
]

/** 16 bytes in hex over everything that an index keeps. */
const checksumOf = (part: ListingDocument | ShopDocument): string =>
  createHash('sha256')
    .update(JSON.stringify(part, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
    .digest('hex')
    .slice(0, 32)
