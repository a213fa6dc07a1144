import { z } from 'zod'
import {
  contract,
  personOf,
  type Routes,
  readCursor,
  wireText,
  writeCursor,
} from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import { listingParams, shopParams } from './catalogue.schema.ts'
import { lintRules } from './lint.rules.ts'
import { lintedListing, lintQuery, lintReply, lintRulesReply, mendBody } from './lint.schema.ts'
import type { LintedListing, LintUseCases } from './lint.service.ts'
import { lintTexts } from './lint.texts.ts'
import { longest } from './product.rules.ts'

const tag = 'catalogue'
const cursorShape = z.tuple([wireText(longest.sku)])

const shown = (listing: LintedListing) => ({
  ...listing,
  findings: listing.findings.map(({ fix, ...finding }) => ({
    ...finding,
    fix: fix && { of: fix.of, change: onWire(fix.change) },
  })),
})

const onWire = (change: Readonly<Record<string, unknown>>): Record<string, string | number | string[]> =>
  Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? Number(value) : (value as string | number | string[]),
    ]),
  )

/** The linter over HTTP. */
export const lintRoutes =
  ({ lint }: { lint: LintUseCases }): Routes =>
  (app) => {
    app.get(
      '/v1/shops/:shopId/lint',
      contract({
        operationId: 'lintShop',
        summary: 'What is wrong in a list of goods',
        description:
          'Score and counts are over the whole shop (at most its first 50,000 listings); the items are those with a fault, by SKU. A page may be short, or empty, and have a next one: a page looks through 20,000 listings at most.',
        tag,
        access: 'person',
        params: shopParams,
        query: lintQuery,
        replies: { 200: lintReply },
        example: {
          params: example.shop,
          query: { severity: 'warning', limit: 20 },
          reply: example.lintReply,
        },
      }),
      async (request) => {
        const { severity, code, limit, cursor } = request.query
        const person = personOf(request)
        const { shopId } = request.params
        const afterSku = readCursor(cursor, cursorShape)?.[0]
        const summary = await lint.summary(person, shopId)
        const { items, next } = await lint.faulty(person, shopId, { severity, code, afterSku, limit })
        return {
          ...summary,
          rules: summary.rules.map((rule) => ({ ...rule, text: lintTexts[rule.code] })),
          items: items.map(shown),
          ...(next === undefined ? {} : { nextCursor: writeCursor([next]) }),
        }
      },
    )

    app.get(
      '/v1/shops/:shopId/listings/:listingId/lint',
      contract({
        operationId: 'lintListing',
        summary: 'What is wrong with one listing',
        tag,
        access: 'person',
        params: listingParams,
        replies: { 200: lintedListing },
        example: { params: example.listing, reply: example.lintedListing },
      }),
      async (request) => shown(await lint.one(personOf(request), request.params)),
    )

    app.post(
      '/v1/shops/:shopId/listings/:listingId/lint/mend',
      contract({
        operationId: 'mendListing',
        summary: 'Take the one step that mends a fault',
        description:
          'Changes the listing, or the product while the trader may change it; answers what is still wrong. Refused with `nothingToMend` when there is no such fault, or none that one step mends.',
        tag,
        access: 'person',
        params: listingParams,
        body: mendBody,
        replies: { 200: lintedListing },
        problems: [409, 412, 422],
        example: {
          params: example.listing,
          body: { code: 'hsnNotListed' },
          reply: { ...example.lintedListing, score: 100, findings: [] },
        },
      }),
      async (request) => shown(await lint.fix(personOf(request), request.params, request.body.code)),
    )

    app.get(
      '/v1/lint/rules',
      contract({
        operationId: 'listLintRules',
        summary: 'Every rule of the linter, the worst first',
        tag,
        access: 'public',
        replies: { 200: lintRulesReply },
        example: {
          reply: {
            items: [
              {
                code: 'priceAboveMrp',
                severity: 'blocking',
                field: 'pricePaise',
                text: lintTexts.priceAboveMrp,
              },
            ],
          },
        },
      }),
      async () => ({ items: lintRules.map((rule) => ({ ...rule, text: lintTexts[rule.code] })) }),
    )
  }
