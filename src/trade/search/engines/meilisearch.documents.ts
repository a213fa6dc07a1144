import { createHash } from 'node:crypto'
import { distanceMetres } from '../../../kernel/geo.ts'
import type { Id } from '../../../kernel/ids.ts'
import { isOpen, type OpeningHours } from '../../../kernel/opening-hours.ts'
import type { QuantityUnit } from '../../catalogue/index.ts'
import type { MarkKind } from '../../crafts/index.ts'
import { soundOfAny } from '../search.forms.ts'
import { kindsIn } from '../search.marks.ts'
import { blocksOf, openingsOf } from '../search.openings.ts'
import type { EngineQuery, Hit, SearchDocument } from '../search.ports.ts'
import { bandOf } from '../search.rules.ts'
import type { Synonyms } from '../search.synonyms.ts'
import { splitWords } from '../search.words.ts'

/** A document as Meilisearch keeps it: shop and listing in one, for it joins nothing. */
export interface MeiliDocument {
  id: Id<'listing'>
  shopId: Id<'shop'>
  productId: Id<'product'>
  name: string
  nameHi: string | null
  brand: string | null
  category: string
  /** Names of brand and category without any character that a filter could stumble over. */
  brandKey: string | null
  categoryKey: string
  netQuantity: number
  unit: QuantityUnit
  pricePaise: number
  mrpPaise: number
  priceBand: string
  soldTo: string[]
  /** 1 or 0, because it sorts too. */
  inStock: number
  /** Kinds of its marks of origin, and keys of what they are found by. */
  marks: MarkKind[]
  markKeys: string[]
  shopName: string
  shopPin: string
  state: string
  panOnly: boolean
  serves: readonly string[]
  selfPickup: boolean
  reliability: number
  hours: OpeningHours
  openBlocks: string[]
  closedDates: readonly string[]
  _geo: { lat: number; lng: number }
  /**
   * Words to search, weightiest first: what it is, names and brand in all spellings, what it is also called, the
   * rest; each with its sound, because a question comes in sounds.
   */
  head: string
  names: string
  alsoCalled: string
  others: string
  /** How many words the English name has. */
  nameWords: number
  checksum: string
}

/**
 * A text as filters compare it: Meilisearch's filter language cannot write every text (a backslash before the
 * end), and compares without regard to capitals.
 */
export const filterKey = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 24)

/** The index as the adapter needs it. Words are already in their forms, so no list of synonyms is given here. */
export const settings = {
  searchableAttributes: ['head', 'names', 'alsoCalled', 'others'],
  filterableAttributes: [
    'id',
    'shopId',
    'productId',
    'brand',
    'brandKey',
    'category',
    'categoryKey',
    'pricePaise',
    'priceBand',
    'soldTo',
    'inStock',
    'markKeys',
    'state',
    'panOnly',
    'serves',
    'selfPickup',
    'openBlocks',
    'closedDates',
    '_geo',
  ],
  sortableAttributes: ['pricePaise', 'inStock', '_geo'],
  rankingRules: ['words', 'typo', 'attribute', 'exactness', 'sort'],
  typoTolerance: { enabled: true, minWordSizeForTypos: { oneTypo: 4, twoTypos: 8 }, disableOnNumbers: true },
  faceting: { maxValuesPerFacet: 100, sortFacetValuesBy: { '*': 'count' as const } },
  pagination: { maxTotalHits: 1000 },
  facetSearch: false,
}

/** Texts as words, each once, with the sound of each. */
function sounding(texts: readonly string[]): string {
  const words = texts.flatMap(splitWords)
  return [...new Set([...words, ...words.map(soundOfAny)])].join(' ')
}

export function toMeili({ listing, shop, checksum }: SearchDocument, synonyms: Synonyms): MeiliDocument {
  const { words } = listing
  const terms = (concepts: readonly string[]) => concepts.flatMap((id) => synonyms.termsOf(id))
  return {
    id: listing.listingId,
    shopId: listing.shopId,
    productId: listing.productId,
    name: listing.name,
    nameHi: listing.nameHi,
    brand: listing.brand,
    category: listing.category,
    brandKey: listing.brand === null ? null : filterKey(listing.brand),
    categoryKey: filterKey(listing.category),
    netQuantity: listing.netQuantity,
    unit: listing.unit,
    pricePaise: Number(listing.pricePaise),
    mrpPaise: Number(listing.mrpPaise),
    priceBand: String(bandOf(listing.pricePaise)),
    soldTo: listing.soldTo.filter((audience) => shop.maySellTo.includes(audience)),
    inStock: listing.inStock ? 1 : 0,
    marks: kindsIn(listing.marks ?? null),
    markKeys: (listing.marks ?? []).map(filterKey),
    shopName: shop.shopName,
    shopPin: shop.pin,
    state: shop.state,
    panOnly: shop.panOnly,
    serves: shop.serves,
    selfPickup: shop.selfPickup,
    reliability: shop.reliability,
    hours: shop.hours,
    openBlocks: blocksOf(openingsOf(shop.hours)),
    closedDates: shop.hours.closedDates ?? [],
    _geo: { lat: shop.point.lat, lng: shop.point.lng },
    head: sounding([...words.head.words, ...terms(words.head.concepts)]),
    names: sounding([...words.name, ...words.brand]),
    alsoCalled: sounding(terms(words.concepts)),
    others: sounding([...terms(words.innerConcepts), ...words.other]),
    nameWords: words.nameLength,
    checksum,
  }
}

export const toHit = (document: MeiliDocument, { point, at }: EngineQuery): Hit => ({
  listingId: document.id,
  shopId: document.shopId,
  productId: document.productId,
  name: document.name,
  nameHi: document.nameHi,
  brand: document.brand,
  category: document.category,
  netQuantity: document.netQuantity,
  unit: document.unit,
  pricePaise: BigInt(document.pricePaise),
  mrpPaise: BigInt(document.mrpPaise),
  inStock: document.inStock === 1,
  shopName: document.shopName,
  shopPin: document.shopPin,
  distanceMetres: point ? Math.round(distanceMetres(point, document._geo)) : null,
  openNow: isOpen(document.hours, at),
  marks: document.marks ?? [],
})
