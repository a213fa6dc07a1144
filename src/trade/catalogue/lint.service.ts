import { HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import type { ListingRef } from './catalogue.types.ts'
import { lintListing, scoreOf } from './lint.rules.ts'
import { type LintRow, lintOne, lintPage } from './lint.store.ts'
import { type Finding, type LintCode, type LintSeller, lintCodes, type Severity } from './lint.types.ts'
import { sellerOf } from './listing.rules.ts'
import type { ListingUseCases } from './listing.service.ts'
import { tradeLists } from './lists.ts'
import type { ProductUseCases } from './product.service.ts'

export interface LintDeps {
  db: Database
  traders: TradersPort
  listings: Pick<ListingUseCases, 'change'>
  products: Pick<ProductUseCases, 'change'>
}

/** A fault as its shop sees it: `canFix` says whether its own step mends it. */
export interface ShownFinding extends Finding {
  canFix: boolean
}

export interface LintedListing {
  listingId: Id<'listing'>
  productId: Id<'product'>
  sku: string
  name: string
  nameHi: string | null
  brand: string | null
  /** Whether the shop's trader may change the product; else an operator does. */
  ownProduct: boolean
  score: number
  findings: ShownFinding[]
}

export interface LintSummary {
  /** The mean over all listings, rounded; 100 for an empty shop. */
  score: number
  listings: number
  /** Whether all listings were looked at. */
  complete: boolean
  rules: { code: LintCode; severity: Severity; listings: number }[]
}

export interface LintQuery {
  severity: Severity | undefined
  code: LintCode | undefined
  afterSku: string | undefined
  limit: number
}

export interface LintUseCases {
  /** Score and counts by rule over the whole shop. */
  summary(person: Actor, shopId: Id<'shop'>): Promise<LintSummary>
  /**
   * Listings with faults, by SKU. Looks through so many at most; `next` is where to go on, undefined at the end.
   */
  faulty(
    person: Actor,
    shopId: Id<'shop'>,
    query: LintQuery,
  ): Promise<{ items: LintedListing[]; next: string | undefined }>
  one(person: Actor, ref: ListingRef): Promise<LintedListing>
  /** Applies the fix of one rule. Throws `nothingToMend` when the listing has no such fault or it has no fix. */
  fix(person: Actor, ref: ListingRef, code: LintCode): Promise<LintedListing>
}

/** Listings that are read in one go, and looked at in all for one answer. */
const pageRows = 1000
const mostForSummary = 50_000
const mostForPage = 20_000

/** The linter of listings: what is wrong in a shop's list, and one step to mend it. */
export function createLint({ db, traders, listings, products }: LintDeps): LintUseCases {
  const sellerIn = async (person: Actor, shopId: Id<'shop'>) => {
    const shop = await traders.requireShop(db, person, shopId)
    return { shop, seller: sellerOf(traders.maySell, shop) }
  }

  const one = async (person: Actor, ref: ListingRef) => {
    const { shop, seller } = await sellerIn(person, ref.shopId)
    const row = await lintOne(db, shop.traderId, ref)
    if (!row) throw notFound('listing')
    return { row, seen: look(row, seller) }
  }

  return {
    async summary(person, shopId) {
      const { shop, seller } = await sellerIn(person, shopId)
      const counts = new Map<LintCode, { severity: Severity; listings: number }>()
      let [afterSku, points, looked, complete] = ['', 0, 0, false]
      while (!complete && looked < mostForSummary) {
        const rows = await lintPage(db, shop, afterSku, pageRows)
        for (const row of rows) {
          const findings = findingsOf(row, seller)
          points += scoreOf(findings)
          for (const code of new Set(findings.map((finding) => finding.code))) {
            const { severity } = findings.find((finding) => finding.code === code)!
            const count = counts.get(code)
            if (count) count.listings++
            else counts.set(code, { severity, listings: 1 })
          }
        }
        looked += rows.length
        complete = rows.length < pageRows
        afterSku = rows.at(-1)?.sku ?? afterSku
      }
      return {
        score: looked === 0 ? 100 : Math.round(points / looked),
        listings: looked,
        complete,
        rules: lintCodes.flatMap((code) => {
          const count = counts.get(code)
          return count ? [{ code, ...count }] : []
        }),
      }
    },
    async faulty(person, shopId, { severity, code, afterSku = '', limit }) {
      const { shop, seller } = await sellerIn(person, shopId)
      const items: LintedListing[] = []
      let [after, looked] = [afterSku, 0]
      for (;;) {
        const rows = await lintPage(db, shop, after, pageRows)
        for (const row of rows) {
          after = row.sku
          looked++
          const seen = look(row, seller)
          const wanted = seen.findings.filter(
            (finding) =>
              (severity === undefined || finding.severity === severity) &&
              (code === undefined || finding.code === code),
          )
          if (wanted.length === 0) continue
          items.push({ ...seen, findings: wanted })
          if (items.length === limit) return { items, next: after }
        }
        if (rows.length < pageRows) return { items, next: undefined }
        if (looked >= mostForPage) return { items, next: after }
      }
    },
    one: async (person, ref) => (await one(person, ref)).seen,
    async fix(person, ref, code) {
      const { row, seen } = await one(person, ref)
      const finding = seen.findings.find((found) => found.code === code && found.fix !== null)
      if (!finding?.fix) {
        throw new HaatError(
          'conflict',
          'nothingToMend',
          'This listing has no such fault any more, or none that one step mends. Look at it again.',
        )
      }
      const { fix } = finding
      if (fix.of === 'listing') await listings.change(person, ref, row.listingVersion, fix.change)
      else await products.change(person, row.productId, row.productVersion, fix.change)
      return (await one(person, ref)).seen
    },
  }
}

const findingsOf = (row: LintRow, seller: LintSeller): Finding[] =>
  lintListing({ facts: row.facts, offer: row.offer, seller }, tradeLists())

function look(row: LintRow, seller: LintSeller): LintedListing {
  const { listingId, productId, sku, facts, ownProduct } = row
  const findings = findingsOf(row, seller)
  return {
    listingId,
    productId,
    sku,
    name: facts.name,
    nameHi: facts.nameHi,
    brand: facts.brand,
    ownProduct,
    score: scoreOf(findings),
    findings: findings.map((finding) => ({
      ...finding,
      canFix: finding.fix !== null && (finding.fix.of === 'listing' || ownProduct),
    })),
  }
}
