import type { Checked } from '../../kernel/checked.ts'
import { checkCountry } from '../../kernel/countries.ts'
import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import { checkHsn } from '../../kernel/hsn.ts'
import type { BasisPoints } from '../../kernel/money.ts'
import type { FoodMark } from './catalogue.types.ts'
import type { FactField } from './import.headings.ts'
import type { GoodsFacts, TradeLists } from './lists.ts'
import { checkGst, fold } from './product.rules.ts'

/** What its trader said of a file as a whole, for rows that leave it open. */
export interface GivenValues {
  /** Country of origin, ISO 3166-1 alpha-2. */
  origin: string | null
  maker: string | null
  /** The brand of a row is its maker too; `maker` is for goods without a brand then. */
  makerIsBrand: boolean
  category: string | null
  stock: number | null
  goods: GivenGoods[]
}

/** What holds for one kind of goods of the file. */
export interface GivenGoods {
  /** As the preview calls it. */
  goods: string
  hsn: string | null
  gstBps: BasisPoints | null
  foodMark: FoodMark | null
}

/** A kind of goods of a file whose rows leave HSN code, GST rate or food mark open. */
export interface KindOfGoods {
  goods: string
  rows: number
  /** The name of one of them. */
  example: string
  /** What goods of this kind usually have, for a person to look at; null where our list knows nothing of them. */
  suggested: GoodsFacts | null
}

/** Most kinds of goods of a file that a person can be asked about. */
export const mostKinds = 1000

/** Words by which people say that they leave a cell empty. */
const placeholder =
  /^(?:n\/?\s?a\.?|nil|null|none|not (?:applicable|available)|as per (?:pack|label).*|see (?:the |back )?(?:pack|packaging|label|image|back).*|[-–.]+)$/i

/** Whether a cell says nothing. */
export const saysNothing = (cell: string): boolean => {
  const text = cell.trim()
  return text === '' || placeholder.test(text)
}

/** Whether a cell of a quantity says nothing: billing programs write 0 where nobody told. */
export const saysNoNumber = (cell: string): boolean => saysNothing(cell) || /^0+(?:\.0+)?$/.test(cell.trim())

/** What to do about a fact that neither the row nor anybody else states. */
export const openFacts: Readonly<Record<FactField, readonly [code: string, detail: string]>> = {
  category: ['categoryMissing', 'Nobody says on which shelf this belongs. Write its category.'],
  netQuantity: [
    'quantityMissing',
    'Nobody says how much is in the pack, and the law wants it shown. Write the net quantity with its unit.',
  ],
  hsn: [
    'hsnMissing',
    'Nobody says which HSN code this has: not this row, nor the shared catalogue, nor you for the whole file. Write it from your purchase invoice.',
  ],
  gstRate: [
    'gstRateMissing',
    'Nobody says which GST rate this has: not this row, nor the shared catalogue, nor you for the whole file. Write percent, such as 18, from your purchase invoice.',
  ],
  mrp: ['mrpMissing', 'Nobody says the MRP of this pack. Write what is printed on it.'],
  origin: [
    'originMissing',
    'Nobody says in which country this was made, and the law wants it shown. Write the country, or say it for the whole file.',
  ],
  maker: [
    'makerUnknown',
    'Nobody says who made, packed or imported this, and the law wants it shown. Write the maker, or say it for the whole file.',
  ],
}

/** What a row knows of its goods when its own cells leave facts open. */
export interface RowGoods {
  brand: string | null
  name: string
  category: string
  subcategory: string
}

/**
 * The kind of goods that a row is: its shelf in the file, the finer one where there are two; where our list of
 * goods does not know the shelf, or knows goods of several headings or rates on it, with the word of the name that it
 * knows.
 */
export function kindOf(
  { name, category, subcategory }: RowGoods,
  lists: TradeLists,
): { goods: string; suggested: GoodsFacts | null } {
  const shelf = (subcategory || category).trim()
  const ofShelf = lists.goodsOf(shelf)
  const [first] = ofShelf
  if (first?.facts && new Set(ofShelf.map(({ facts }) => facts && `${facts.hsn} ${facts.gstBps}`)).size === 1)
    return { goods: shelf, suggested: first.facts }
  const inName = lists.goodsOf(name).flatMap(({ word, facts }) => (facts ? [{ word, facts }] : []))
  // The thing itself comes last: "choco chip cookies". Fruit, nuts and vegetables beside it are its taste or its scent:
  // "dishwash gel, lemon".
  const named = inName.findLast(({ facts }) => !/^0[78]/.test(facts.hsn)) ?? inName.at(-1)
  return named
    ? { goods: shelf ? `${shelf} › ${named.word}` : named.word, suggested: named.facts }
    : { goods: shelf, suggested: null }
}

/** Values for a whole file, ready to be asked for row by row. */
export function createGiven(given: GivenValues | null) {
  const byKind = new Map((given?.goods ?? []).map((one) => [fold(one.goods), one]))
  return {
    /** Null: no kind of goods was told of, so nobody needs to know which one a row is. */
    hasKinds: byKind.size > 0,
    kind: (goods: string): GivenGoods | undefined => byKind.get(fold(goods)),
    origin: given?.origin ?? undefined,
    category: given?.category ?? undefined,
    stock: given?.stock ?? null,
    maker: (brand: string | null): string | undefined =>
      (given?.makerIsBrand ? brand : null) ?? given?.maker ?? undefined,
  }
}

/** The values in their one spelling. Throws `invalidFields` with a pointer to each that is none. */
export function checkedGiven(given: GivenValues): GivenValues {
  const problems: FieldProblem[] = []
  const read = <T>(pointer: string, code: string, value: T | null, check: (value: T) => Checked<T>) => {
    if (value === null) return null
    const checked = check(value)
    if (checked.ok) return checked.value
    problems.push({ pointer, code, detail: checked.reason })
    return null
  }
  const checked = {
    ...given,
    origin: read('/origin', 'badOrigin', given.origin, checkCountry),
    goods: given.goods.map((one, nth) => ({
      ...one,
      hsn: read(`/goods/${nth}/hsn`, 'badHsn', one.hsn, checkHsn),
      gstBps: read(`/goods/${nth}/gstBps`, 'badGstRate', one.gstBps, checkGst),
    })),
  }
  if (problems.length > 0) throw invalid(problems)
  return checked
}
