import type { Checked } from '../../kernel/checked.ts'
import { checkCountry } from '../../kernel/countries.ts'
import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import { checkFssai } from '../../kernel/fssai.ts'
import { checkHsn } from '../../kernel/hsn.ts'
import type { ProductFacts } from './catalogue.types.ts'
import { blockingFindings, fieldProblem } from './lint.rules.ts'
import type { TradeLists } from './lists.ts'
import {
  checkGst,
  checkImageUrl,
  checkProductGtin,
  checkQuantity,
  usualWeightGrams,
} from './product.rules.ts'

/** A product as a caller states it, not yet in its normal spelling; what is left out has a usual value. */
export type ProductInput = Pick<
  ProductFacts,
  'name' | 'category' | 'netQuantity' | 'unit' | 'hsn' | 'gstBps'
> &
  Pick<ProductFacts, 'mrpPaise' | 'origin' | 'maker' | 'foodMark'> &
  Partial<ProductFacts>

/**
 * A product in its normal spelling. Throws `invalidFields` with a pointer to each field that
 * the linter refuses.
 */
export function productFacts(input: ProductInput, lists: TradeLists): ProductFacts {
  const problems: FieldProblem[] = []
  const read = <T>(field: keyof ProductFacts, code: string, checked: Checked<T>, otherwise: T): T => {
    if (checked.ok) return checked.value
    problems.push({ pointer: `/${field}`, code, detail: checked.reason })
    return otherwise
  }
  const gtin = input.gtin ? read('gtin', 'badGtin', checkProductGtin(input.gtin), '') : null
  const netQuantity = read('netQuantity', 'badQuantity', checkQuantity(input.netQuantity, input.unit), 1)
  const hsn = read('hsn', 'badHsn', checkHsn(input.hsn), '')
  const fssai = input.fssai ? read('fssai', 'badFssai', checkFssai(input.fssai), '') : null
  const imageUrls = (input.imageUrls ?? []).map((url, nth) => {
    const checked = checkImageUrl(url)
    if (checked.ok) return checked.value
    problems.push({ pointer: `/imageUrls/${nth}`, code: 'badImageUrl', detail: checked.reason })
    return url
  })
  const facts: ProductFacts = {
    gtin,
    brand: input.brand ?? null,
    name: input.name,
    nameHi: input.nameHi ?? null,
    category: input.category,
    netQuantity,
    unit: input.unit,
    weightGrams: input.weightGrams ?? usualWeightGrams(netQuantity, input.unit),
    hsn,
    gstBps: read('gstBps', 'badGstRate', checkGst(input.gstBps), 0),
    mrpPaise: input.mrpPaise,
    origin: read('origin', 'badOrigin', checkCountry(input.origin), ''),
    maker: input.maker,
    consumerCare: input.consumerCare ?? null,
    foodMark: input.foodMark,
    fssai,
    shelfLifeDays: input.shelfLifeDays ?? null,
    imageUrls,
    attributes: input.attributes ?? {},
    packSize: input.packSize ?? null,
    keepCold: input.keepCold ?? false,
  }
  problems.push(...blockingFindings(facts, lists).map(fieldProblem))
  if (problems.length > 0) throw invalid(problems)
  return facts
}
