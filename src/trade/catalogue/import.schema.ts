import { z } from 'zod'
import { pageOf, pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { packSize } from './catalogue.schema.ts'
import { foodMarks, importStates, quantityUnits } from './catalogue.types.ts'
import { fields, mostColumns } from './import.columns.ts'
import { mostKinds } from './import.given.ts'
import { largestCount, longest } from './product.rules.ts'
import { tradePack, tradeSlabs } from './trade.schema.ts'

export const importParams = z.strictObject({ shopId: wireId('shop'), importId: wireId('import') })
export const importQuery = z.strictObject(pageQuery)

export const importReply = z.strictObject({
  importId: wireId('import'),
  shopId: wireId('shop'),
  state: z
    .enum(importStates)
    .describe(
      '`held`: waits to be started, for a day; `paused`: goes on where it stopped; `cancelled`: ended by the shop, what was in stays in',
    ),
  bytes: z.int(),
  share: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('How much of the file is dealt with, about; null until the first rows are in'),
  sha256: z.string().describe('Hex, over the bytes as they came'),
  rowsRead: z.int().describe('Rows dealt with so far, the heading and empty ones left out'),
  created: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int().describe('Rows left out; the problems say why'),
  problems: z.int(),
  failure: z
    .strictObject({ code: z.string(), detail: z.string() })
    .nullable()
    .describe('Why the file as a whole could not be read to its end'),
  createdAt: wireInstant,
  startedAt: wireInstant.nullable(),
  finishedAt: wireInstant.nullable(),
})
export const importPage = pageOf(importReply)
export const receiveQuery = z.strictObject({
  hold: z
    .stringbool()
    .default(false)
    .describe('Keep the file and wait: look at the preview, then start or cancel it'),
})

export const problemReply = z.strictObject({
  row: z.int().describe('As a spreadsheet counts: the heading is row 1'),
  column: z.string().nullable().describe('The heading in the file; null when the row as a whole is wrong'),
  value: z.string().nullable().describe('What stands there, cut after 100 characters'),
  code: z.string(),
  detail: z.string().describe('What to do about it'),
})
export const problemPage = pageOf(problemReply)

const field = z.enum(fields as [(typeof fields)[number], ...typeof fields])
const target = z
  .string()
  .max(80)
  .describe('A field such as `price`, or an attribute such as `attributes.colour_name`')
const mark = z.enum(foodMarks)
export const valuesBody = z.strictObject({
  origin: wireText(60)
    .nullable()
    .default(null)
    .describe('Country of origin: ISO 3166-1 alpha-2 or its English name'),
  maker: wireText(longest.maker)
    .nullable()
    .default(null)
    .describe('Maker, packer or importer: name and address'),
  makerIsBrand: z
    .boolean()
    .default(false)
    .describe('The brand of a row is its maker too; `maker` is for goods without a brand then'),
  category: wireText(longest.category).nullable().default(null).describe('The shelf of rows that name none'),
  stock: z.int().min(0).max(largestCount).nullable().default(null).describe('Pieces of rows that tell none'),
  goods: z
    .array(
      z.strictObject({
        goods: wireText(300).describe('A kind of goods, as the preview calls it'),
        hsn: z.string().max(20).nullable().default(null),
        gstBps: z.int().nullable().default(null).describe('Basis points: 1800 is 18 percent'),
        foodMark: mark.nullable().default(null),
      }),
    )
    .max(mostKinds)
    .default([]),
})
export const previewReply = z.strictObject({
  columns: z
    .array(z.strictObject({ heading: z.string(), field: target.nullable().describe('Null: passed over') }))
    .describe('How the headings were understood'),
  missing: z.array(field).describe('Needed columns that are not there'),
  rowsChecked: z.int(),
  complete: z.boolean().describe('Whether these are all rows of the file; else only its first 5,000'),
  good: z.int(),
  known: z.int().describe('Of the good rows, those whose SKU the shop lists already'),
  refused: z.int(),
  rows: z
    .array(
      z.strictObject({
        row: z.int(),
        sku: z.string(),
        name: z.string(),
        brand: z.string().nullable(),
        netQuantity: z.number(),
        unit: z.enum(quantityUnits),
        pricePaise: wirePaise,
        mrpPaise: wirePaise,
        stock: z.int().nullable(),
        terms: z
          .strictObject({
            minimumQuantity: z.int().nullable(),
            step: z.int().optional(),
            inner: tradePack.nullable().optional(),
            case: tradePack.nullable().optional(),
            slabs: tradeSlabs.optional(),
          })
          .nullable()
          .describe(
            'The smallest quantity and the terms of trade that the row states; what is not there stays',
          ),
        parcel: z
          .strictObject({
            weightGrams: z.int().nullable(),
            packSize: packSize.nullable(),
            keepCold: z.boolean().nullable(),
          })
          .nullable()
          .describe('What the row tells of one pack in a parcel; what is null stays as the product has it'),
      }),
    )
    .describe('The first good rows'),
  problems: z.array(problemReply).describe('What is wrong, at most 100'),
  reasons: z
    .array(z.strictObject({ code: z.string(), rows: z.int() }))
    .describe('How many rows were refused for what; a row counts for its first problem'),
  given: z
    .strictObject({
      origin: z.string().nullable(),
      maker: z.string().nullable(),
      makerIsBrand: z.boolean(),
      category: z.string().nullable(),
      stock: z.int().nullable(),
      goods: z.array(
        z.strictObject({
          goods: z.string(),
          hsn: z.string().nullable(),
          gstBps: z.int().nullable(),
          foodMark: mark.nullable(),
        }),
      ),
    })
    .nullable()
    .describe('What was said of the whole file so far'),
  kinds: z
    .array(
      z.strictObject({
        goods: z.string(),
        rows: z.int(),
        example: z.string().describe('The name of one of them'),
        suggested: z
          .strictObject({ hsn: z.string(), gstBps: z.int(), foodMark: mark })
          .nullable()
          .describe(
            'What such goods usually have: a proposal to look at; null where nothing is known of them',
          ),
      }),
    )
    .describe('Kinds of goods of which rows leave HSN code or GST rate open, the most rows first'),
  failure: importReply.shape.failure,
})

export const columnsBody = z.strictObject({
  columns: z
    .array(target.nullable())
    .min(1)
    .max(mostColumns)
    .describe('What each column of the file means, by its place; null: passed over'),
})
export const categoryQuery = z.strictObject({ q: wireText(100).optional().describe('Part of a name') })
export const categoryPage = z.strictObject({
  items: z.array(
    z.strictObject({
      domain: z.string().describe('Of the open network, e.g. `RET12`'),
      name: z.string(),
      attributes: z
        .array(z.strictObject({ name: z.string(), values: z.array(z.string()).nullable() }))
        .describe('What has to be told of its goods, with the words that are usual'),
    }),
  ),
})
export const templateParams = z.strictObject({ format: z.enum(['csv', 'xlsx']) })
export const templateQuery = z.strictObject({ category: wireText(100).optional() })
