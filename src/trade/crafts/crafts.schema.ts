import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { claimStatuses, markKinds } from './crafts.types.ts'

const kind = z
  .enum(markKinds)
  .describe('`odop`: One District One Product; `gi`: a registered geographical indication')
const place = wireText(80)

export const kindParams = z.strictObject({ kind })
export const listBody = z.strictObject({
  file: z.string().min(1).max(2_000_000).describe('The list as CSV, its first row names the columns'),
})
export const listReply = z.strictObject({
  rows: z.int(),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  problems: z.array(
    z.strictObject({
      row: z.int().describe('As a spreadsheet counts'),
      column: z.string(),
      code: z.enum(['missing', 'unknownState', 'tooLong', 'twice']),
      detail: z.string(),
    }),
  ),
})

const entry = z.strictObject({
  entryId: wireId('markEntry'),
  kind,
  name: z.string(),
  nameHi: z.string().nullable(),
  states: z.array(z.string()),
  district: z.string().nullable(),
  number: z.string().nullable(),
  goodsType: z.string().nullable(),
})
export const entriesQuery = z.strictObject({
  mark: kind.optional(),
  state: place.optional(),
  district: place.optional(),
  q: wireText(100).optional().describe('Part of the name'),
  ...pageQuery,
})
export const entriesPage = pageOf(entry)

export const placesReply = z.strictObject({
  districts: z.array(
    z.strictObject({
      state: z.string(),
      district: z.string(),
      entries: z.int().describe('Products of the district by the list'),
      listings: z.int().describe('Goods that carry a mark from there'),
    }),
  ),
})

export const mark = z.strictObject({
  kind,
  name: z.string(),
  nameHi: z.string().nullable(),
  state: z.string(),
  district: z.string(),
})
export const listingParams = z.strictObject({ shopId: wireId('shop'), listingId: wireId('listing') })
export const marksReply = z.strictObject({ marks: z.array(mark) })

export const collectionQuery = z.strictObject({ state: place, district: place, mark: kind.optional() })
export const collectionReply = z.strictObject({
  state: z.string(),
  district: z.string(),
  entries: z.array(entry),
  listings: z.array(
    z.strictObject({
      mark,
      shopId: wireId('shop'),
      shopName: z.string(),
      listingId: wireId('listing'),
      brand: z.string().nullable(),
      name: z.string(),
      nameHi: z.string().nullable(),
      netQuantity: z.number(),
      unit: z.string(),
      pricePaise: wirePaise,
      mrpPaise: wirePaise,
      imageUrl: z.string().nullable(),
      inStock: z.boolean(),
    }),
  ),
})

export const shopParams = z.strictObject({ shopId: wireId('shop') })
export const claimParams = z.strictObject({ shopId: wireId('shop'), claimId: wireId('markClaim') })
export const claimBody = z.strictObject({
  listingId: wireId('listing'),
  entryId: wireId('markEntry'),
  state: place,
  district: place.describe('Where it is made'),
  authorisedUser: wireText(40)
    .nullable()
    .default(null)
    .describe('Your number in Part B of the register of GI'),
  documentId: wireId('document').nullable().default(null).describe('A paper among your documents'),
})
export const claimReply = z.strictObject({
  claimId: wireId('markClaim'),
  shopId: wireId('shop'),
  traderId: wireId('trader'),
  listingId: wireId('listing'),
  entryId: wireId('markEntry'),
  ...mark.shape,
  authorisedUser: z.string().nullable(),
  documentId: wireId('document').nullable(),
  status: z.enum(claimStatuses),
  reason: z.string().nullable(),
  version: z.int(),
  createdAt: wireInstant,
  decidedAt: wireInstant.nullable(),
})
export const claimsReply = z.strictObject({ items: z.array(claimReply) })
export const claimsQuery = z.strictObject({ status: z.enum(claimStatuses).default('claimed'), ...pageQuery })
export const claimsPage = pageOf(claimReply)
export const refuseBody = z.strictObject({ reason: wireText(300).describe('The trader reads it') })
