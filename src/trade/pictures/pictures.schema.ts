import { z } from 'zod'
import { wireId, wireInstant } from '../../platform/http/index.ts'
import { pictureFaults, pictureSizeNames } from './pictures.rules.ts'

const suffix = '01jd3h5w6nfz8t6m3m3m3m3m3m'
export const example = {
  product: { productId: `prd_${suffix}` },
  listing: { shopId: `shp_${suffix}`, listingId: `lst_${suffix}` },
  shop: { shopId: `shp_${suffix}` },
  ofShop: { shopId: `shp_${suffix}`, pictureId: `pic_${suffix}` },
  file: { pictureId: `pic_${suffix}`, size: 'small' },
  upload: { shopId: `shp_${suffix}`, uploadId: `pup_${suffix}` },
  picture: {
    pictureId: `pic_${suffix}`,
    shopId: null,
    small: `/v1/pictures/pic_${suffix}/small`,
    large: `/v1/pictures/pic_${suffix}/large`,
    width: 800,
    height: 600,
  },
  uploadReply: {
    uploadId: `pup_${suffix}`,
    state: 'done',
    fault: null,
    bytes: 48_200_512,
    entries: 120,
    kept: 117,
    unchanged: 1,
    refused: 2,
    problems: [
      { file: 'shelf.jpg', code: 'unknownGood' },
      { file: 'ATA-009.jpg', code: 'brokenPicture' },
    ],
    createdAt: '2026-04-01T09:00:00.000Z',
    finishedAt: '2026-04-01T09:01:10.000Z',
  },
}

export const productParams = z.strictObject({ productId: wireId('product') })
export const listingParams = z.strictObject({ shopId: wireId('shop'), listingId: wireId('listing') })
export const shopParams = z.strictObject({ shopId: wireId('shop') })
export const ofShopParams = z.strictObject({ shopId: wireId('shop'), pictureId: wireId('picture') })
export const fileParams = z.strictObject({ pictureId: wireId('picture'), size: z.enum(pictureSizeNames) })
export const uploadParams = z.strictObject({ shopId: wireId('shop'), uploadId: wireId('pictureUpload') })

export const ofProductQuery = z.strictObject({
  shopId: wireId('shop').optional().describe('The shop that shows it: its own pictures come first'),
})
/** Products of one question: a page of search hits and its neighbours. */
const mostProducts = 100
export const firstQuery = z.strictObject({
  products: z
    .string()
    .max(mostProducts * 31)
    .transform((text) => [...new Set(text.split(','))])
    .pipe(z.array(wireId('product')).min(1).max(mostProducts))
    .describe(`Ids of products, joined by commas; at most ${mostProducts}`),
})

export const pictureReply = z.strictObject({
  pictureId: wireId('picture'),
  shopId: wireId('shop').nullable().describe('The shop whose own picture it is; null: of the product'),
  small: z.string().describe('Address of the WebP of at most 240 pixels along the longer side'),
  large: z.string().describe('The same of at most 800 pixels'),
  width: z.int().describe('Of the larger form, in pixels'),
  height: z.int(),
})
export const picturesReply = z.strictObject({
  items: z.array(pictureReply),
  waiting: z.int().describe('Pictures whose files are still being fetched'),
  failed: z.array(z.strictObject({ source: z.string(), fault: z.enum(pictureFaults) })),
})
export const firstReply = z.strictObject({
  items: z.array(
    z.strictObject({
      productId: wireId('product'),
      shopId: wireId('shop').nullable(),
      small: z.string(),
    }),
  ),
})
export const uploadReply = z.strictObject({
  uploadId: wireId('pictureUpload'),
  state: z.enum(['waiting', 'done', 'failed']),
  fault: z.enum(['brokenPackage', 'packageGone', 'gaveUp']).nullable(),
  bytes: z.int(),
  entries: z.int().describe('Pictures in the package, by their names'),
  kept: z.int(),
  unchanged: z.int().describe('The same as were there'),
  refused: z.int(),
  problems: z.array(z.strictObject({ file: z.string(), code: z.enum(pictureFaults) })),
  createdAt: wireInstant,
  finishedAt: wireInstant.nullable(),
})
export const uploadsReply = z.strictObject({ items: z.array(uploadReply) })
