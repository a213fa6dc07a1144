import type { FieldProblem } from '../../kernel/errors.ts'
import type { ProductFacts } from './catalogue.types.ts'
import { foodAndCategoryRules, listingRules, offerRules } from './lint.listing.rules.ts'
import { productRules, spellingRules } from './lint.product.rules.ts'
import { sayOf } from './lint.texts.ts'
import { tradeRules } from './lint.trade.rules.ts'
import {
  type Finding,
  type Found,
  type LintCode,
  type LintListing,
  type LintOffer,
  lintCodes,
  type OfferSubject,
  type Rule,
  type Severity,
} from './lint.types.ts'
import type { TradeLists } from './lists.ts'

const factRules = [...productRules, ...foodAndCategoryRules]
const allRules: readonly Rule<never>[] = [
  ...spellingRules,
  ...factRules,
  ...offerRules,
  ...tradeRules,
  ...listingRules,
] as never
const blocking = <S>(rules: readonly Rule<S>[]) => rules.filter(({ severity }) => severity === 'blocking')
const blockingFacts = blocking(factRules)
const blockingOffer = blocking(offerRules)
const place = new Map(lintCodes.map((code, nth) => [code, nth]))

/** Every rule with its severity, in the order of `lintCodes`. */
export const lintRules: readonly { code: LintCode; severity: Severity; field: string }[] = allRules
  .map(({ code, severity, field }) => ({ code, severity, field }))
  .sort((a, b) => place.get(a.code)! - place.get(b.code)!)

function run<S>(rules: readonly Rule<S>[], subject: S, lists: TradeLists): Finding[] {
  const findings: Finding[] = []
  for (const { code, severity, field, find } of rules) {
    const found = find(subject, lists)
    if (found === undefined) continue
    for (const one of Array.isArray(found) ? (found as readonly Found[]) : [found as Found]) {
      findings.push({
        code,
        severity,
        field: one.field ?? field,
        text: sayOf(code, one),
        fix: one.fix ?? null,
      })
    }
  }
  return findings
}

/** All faults of a listing, the worst first. */
export const lintListing = (listing: LintListing, lists: TradeLists): Finding[] =>
  [
    ...run(spellingRules, listing.facts, lists),
    ...run(factRules, listing.facts, lists),
    ...run(offerRules, listing, lists),
    ...run(tradeRules, listing, lists),
    ...run(listingRules, listing, lists),
  ].sort((a, b) => place.get(a.code)! - place.get(b.code)!)

/** What forbids these facts, which are in their normal spelling already. */
export const blockingFindings = (facts: ProductFacts, lists: TradeLists): Finding[] =>
  run(blockingFacts, facts, lists)

/** What forbids this offer. */
export const blockingOfOffer = (listing: OfferSubject, lists: TradeLists): Finding[] =>
  run(blockingOffer, listing, lists)

/** What is wrong with terms of trade that somebody writes: all of it forbids them. */
export const tradeFindings = (offer: LintOffer, lists: TradeLists): Finding[] =>
  run(tradeRules, { offer }, lists)

/** As the API points at a field of a body. */
export const fieldProblem = ({ code, field, text }: Finding): FieldProblem => ({
  pointer: `/${field.replaceAll('.', '/')}`,
  code,
  detail: text.en,
})

const costs: Record<Severity, number> = { blocking: 40, warning: 10, advice: 2 }

/** 100 for a listing without a fault; 40, 10 and 2 less for each that blocks, warns or advises; never below 0. */
export const scoreOf = (findings: readonly Pick<Finding, 'severity'>[]): number =>
  Math.max(0, 100 - findings.reduce((sum, { severity }) => sum + costs[severity], 0))
