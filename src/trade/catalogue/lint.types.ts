import type { Paise } from '../../kernel/money.ts'
import type { Audience, ProductFacts, Trade } from './catalogue.types.ts'
import type { TradeLists } from './lists.ts'

/** `blocking`: the law or the trade forbids it, so it is not taken in. The others are, and cost the shop points. */
export const severities = ['blocking', 'warning', 'advice'] as const
export type Severity = (typeof severities)[number]

/** A sentence in the languages of the market. */
export interface Said {
  en: string
  hi: string
}

/** What mends a fault in one step: new values of a product's facts, or of a listing's terms. */
export type Fix =
  | { of: 'product'; change: Partial<Pick<ProductFacts, FixableFact>> }
  | { of: 'listing'; change: { pricePaise?: Paise; soldTo?: Audience[]; minimumQuantity?: number } }

export type FixableFact =
  | 'netQuantity'
  | 'unit'
  | 'hsn'
  | 'foodMark'
  | 'weightGrams'
  | 'consumerCare'
  | 'fssai'
  | 'brand'

/** One fault of a listing. */
export interface Finding {
  code: LintCode
  severity: Severity
  /** Name of the fact it is about, as the API calls it; `attributes.colour` for an attribute of the category. */
  field: string
  text: Said
  fix: Fix | null
}

/** What is known of the seller when a listing is looked at. */
export interface LintSeller {
  /** To whom its tiers may sell. */
  allowed: readonly Audience[]
  fssai: string | null
  carePhone: string | null
  names: readonly string[]
}

export interface LintOffer {
  pricePaise: Paise
  mrpPaise: Paise
  soldTo: readonly Audience[]
  /** Where they are looked at. */
  minimumQuantity?: number
  trade?: Trade | null
}

/** What a rule found: a fix where there is one, values for its sentence, another sentence in English that says more. */
export interface Found {
  field?: string
  values?: Readonly<Record<string, string | number>>
  en?: string
  fix?: Fix | null
}

export interface Rule<S> {
  code: LintCode
  severity: Severity
  field: string
  find(subject: S, lists: TradeLists): Found | readonly Found[] | undefined
}

/** A listing with its product and seller. */
export interface LintListing {
  facts: ProductFacts
  offer: LintOffer
  seller: LintSeller
}

/** As much of it as tells whether it may be offered at all. */
export interface OfferSubject extends Omit<LintListing, 'facts'> {
  facts: Pick<ProductFacts, 'hsn' | 'foodMark'>
}

/** Every code, in the order in which faults are told. */
export const lintCodes = [
  'badName',
  'badGtin',
  'gtinForCoupons',
  'badQuantity',
  'badHsn',
  'hsnUnknown',
  'badGstRate',
  'badOrigin',
  'badFssai',
  'badImageUrl',
  'foodMarkNeeded',
  'makerMissing',
  'fssaiNeeded',
  'priceAboveMrp',
  'mayNotSellTo',
  'packCountsOdd',
  'stepOdd',
  'slabsNotFalling',
  'minimumNotInSteps',
  'slabIdle',
  'datedIdle',
  'hsnNotListed',
  'quantityUnlikeName',
  'piecesNotWeighed',
  'weightBelowNet',
  'packSizeOdd',
  'makerAddressMissing',
  'importerMissing',
  'consumerCareMissing',
  'consumerCareUnclear',
  'makerFssaiMissing',
  'fssaiKindUnknown',
  'markOnNonFood',
  'vegMarkOnMeat',
  'shelfLifeMissing',
  'shelfLifeOdd',
  'attributeMissing',
  'attributeOdd',
  'priceFarBelowMrp',
  'nameIsBrand',
  'quantityUnit',
  'gtinMissing',
  'gtinNotIndian',
  'nameHiMissing',
  'imageMissing',
] as const
export type LintCode = (typeof lintCodes)[number]
