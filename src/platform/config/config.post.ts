import { z } from 'zod'
import { type ArticleRange, readArticleRange } from '../../kernel/article-number.ts'
import { json, list } from './config.values.ts'

const paise = z.int().min(0).max(10_000_000)
const grams = z.int().min(1).max(1_000_000)

/** What the post asks: see tariff.rules.ts of delivery/post. */
const tariff = z
  .strictObject({
    gramsUpTo: z.array(grams).min(1),
    moreGrams: grams,
    mostGrams: grams,
    codPaise: paise,
    gstPercent: z.number().min(0).max(100),
    armyDays: z.int().min(0).max(60),
    slabs: z
      .array(
        z.strictObject({
          upToKm: z.number().min(0).nullable(),
          days: z.int().min(0).max(60),
          paise: z.array(paise),
          morePaise: paise,
        }),
      )
      .min(1),
  })
  .refine(({ gramsUpTo, slabs }) => slabs.every((slab) => slab.paise.length === gramsUpTo.length))
  .refine(({ slabs }) => slabs.at(-1)!.upToKm === null)

const overlap = (ranges: readonly ArticleRange[]): boolean =>
  ranges.some((one, at) =>
    ranges
      .slice(at + 1)
      .some((other) => one.prefix === other.prefix && one.first <= other.last && other.first <= one.last),
  )

export const postSettings = {
  POST_ARTICLE_RANGES: list()
    .refine((ranges) => ranges.every(readArticleRange), {
      error: 'must be ranges like CK10000000-CK10009999, separated by commas',
    })
    .refine((ranges) => !overlap(ranges.flatMap((text) => readArticleRange(text) ?? [])), {
      error: 'must be ranges of which no two share a number',
    })
    .describe(
      'Article numbers that India Post has given, as ranges without check digits: `CK10000000-CK10009999`. Without any nothing goes by post; in development a range of its own is used.',
    ),
  POST_CUSTOMER: z
    .string()
    .max(40)
    .default('HAAT')
    .describe('Number of the contract with the post, as its booking files name it.'),
  POST_FOLDER: z
    .string()
    .optional()
    .describe(
      'Folder shared with the post: booking files are laid into `out`, tracking files fetched from `in`. Without it operators exchange them over the API.',
    ),
  POST_CLOSE_HOURS: list('12,17')
    .refine((hours) => hours.length > 0 && hours.every((hour) => /^(?:[0-9]|1[0-9]|2[0-3])$/.test(hour)), {
      error: 'must be hours from 0 to 23, separated by commas',
    })
    .transform((hours) => hours.map(Number))
    .describe('Hours in India at which articles are closed into booking files.'),
  POST_TARIFF: json(
    tariff,
    'must be JSON of the shape in src/delivery/post/README.md, with as many prices in each slab as steps',
  )
    .optional()
    .describe(
      'What the post asks, as JSON, where it is not the usual: steps of weight, slabs of distance, cash, GST. See src/delivery/post/README.md.',
    ),
} as const
