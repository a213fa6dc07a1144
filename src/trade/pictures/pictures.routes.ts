import { Readable } from 'node:stream'
import { z } from 'zod'
import { contract, type HaatApp, personOf, type Routes } from '../../platform/http/index.ts'
import { notAPackage, packageTooLarge } from './pictures.errors.ts'
import { largestPackage, largestPicture, type PictureSize } from './pictures.rules.ts'
import {
  example,
  fileParams,
  firstQuery,
  firstReply,
  listingParams,
  ofProductQuery,
  ofShopParams,
  pictureReply,
  picturesReply,
  productParams,
  shopParams,
  uploadParams,
  uploadReply,
  uploadsReply,
} from './pictures.schema.ts'
import type { PicturesService } from './pictures.service.ts'
import type { Picture } from './pictures.store.ts'
import type { UploadsService } from './uploads.service.ts'
import type { PictureUpload } from './uploads.store.ts'

const tag = 'pictures'
const fileType = 'application/octet-stream'
const packageType = 'application/zip'

const addressOf = ({ pictureId }: Picture, size: PictureSize): string => `/v1/pictures/${pictureId}/${size}`

const shown = (picture: Picture) => ({
  pictureId: picture.pictureId,
  shopId: picture.shopId,
  small: addressOf(picture, 'small'),
  large: addressOf(picture, 'large'),
  width: picture.width!,
  height: picture.height!,
})

const shownUpload = ({ shopId: _, fault, problems, ...upload }: PictureUpload) => ({
  ...upload,
  fault: fault as z.output<typeof uploadReply>['fault'],
  problems: [...problems],
})

/** Pictures of goods over HTTP. */
export const picturesRoutes =
  ({ pictures, uploads }: { pictures: PicturesService; uploads: UploadsService }): Routes =>
  (app) => {
    // In a scope of its own, where bodies are files and nothing else.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser(fileType, { parseAs: 'buffer' }, (_request, content, done) =>
        done(null, content),
      )
      scope.addContentTypeParser(packageType, (_request, file, done) => done(null, file))
      addRoute(scope as unknown as HaatApp, pictures)
      receiveRoute(scope as unknown as HaatApp, uploads)
    })
    shownRoutes(app, pictures)

    app.delete(
      '/v1/shops/:shopId/pictures/:pictureId',
      contract({
        operationId: 'removePicture',
        summary: "Remove one of the shop's own pictures",
        tag,
        access: 'person',
        params: ofShopParams,
        replies: { 204: z.null() },
        example: { params: example.ofShop, reply: null },
      }),
      async (request, reply) => {
        await pictures.remove(personOf(request), request.params)
        return reply.code(204).send(null)
      },
    )

    app.get(
      '/v1/shops/:shopId/picture-uploads',
      contract({
        operationId: 'listPictureUploads',
        summary: 'The latest ten packages of pictures of a shop',
        tag,
        access: 'person',
        params: shopParams,
        replies: { 200: uploadsReply },
        example: { params: example.shop, reply: { items: [example.uploadReply] } },
      }),
      async (request) => ({
        items: (await uploads.list(personOf(request), request.params.shopId)).map(shownUpload),
      }),
    )

    app.get(
      '/v1/shops/:shopId/picture-uploads/:uploadId',
      contract({
        operationId: 'getPictureUpload',
        summary: 'How far a package of pictures got, and which files were not taken',
        tag,
        access: 'person',
        params: uploadParams,
        replies: { 200: uploadReply },
        example: { params: example.upload, reply: example.uploadReply },
      }),
      async (request) => shownUpload(await uploads.read(personOf(request), request.params)),
    )
  }

/** What everybody may see. */
function shownRoutes(app: HaatApp, pictures: PicturesService): void {
  app.get(
    '/v1/products/:productId/pictures',
    contract({
      operationId: 'listPictures',
      summary: 'The pictures of a product, as a shop shows it',
      description: 'Of a product that was merged into another one, those of that one.',
      tag,
      access: 'public',
      params: productParams,
      query: ofProductQuery,
      replies: { 200: picturesReply },
      example: {
        params: example.product,
        query: example.shop,
        reply: { items: [example.picture], waiting: 0, failed: [] },
      },
    }),
    async (request) => {
      const all = await pictures.ofProduct(request.params.productId, request.query.shopId)
      return {
        items: all.filter(({ state }) => state === 'kept').map(shown),
        waiting: all.filter(({ state }) => state === 'waiting').length,
        failed: all.flatMap(({ state, source, fault }) =>
          state === 'failed' && fault ? [{ source, fault }] : [],
        ),
      }
    },
  )

  app.get(
    '/v1/pictures',
    contract({
      operationId: 'listFirstPictures',
      summary: 'The first picture of each of some products',
      description:
        'One for the product, and one for each shop that has its own. Products without any are left out; of one that was merged those of the product that it is now are told, under the id that was asked for.',
      tag,
      access: 'public',
      query: firstQuery,
      replies: { 200: firstReply },
      example: {
        query: { products: example.product.productId },
        reply: {
          items: [{ ...example.product, shopId: null, small: example.picture.small }],
        },
      },
    }),
    async (request) => ({
      items: (await pictures.first(request.query.products)).map((picture) => ({
        productId: picture.productId,
        shopId: picture.shopId,
        small: addressOf(picture, 'small'),
      })),
    }),
  )

  app.get(
    '/v1/pictures/:pictureId/:size',
    contract({
      operationId: 'getPicture',
      summary: 'The file of a picture: WebP',
      description: 'It never changes; a new picture has a new id.',
      tag,
      access: 'public',
      params: fileParams,
      replies: { 200: z.string() },
      produces: 'image/webp',
      example: { params: example.file, reply: 'RIFF' },
    }),
    async (request, reply) => {
      const { size, stream } = await pictures.read(request.params.pictureId, request.params.size)
      return reply
        .type('image/webp')
        .headers({ 'cache-control': 'public, max-age=31536000, immutable', 'content-length': String(size) })
        .send(stream as never)
    },
  )
}

const addRoute = (app: HaatApp, pictures: PicturesService) =>
  app.post(
    '/v1/shops/:shopId/listings/:listingId/pictures',
    contract({
      operationId: 'addPicture',
      summary: "Add a picture of the shop's own to a listing: JPEG, PNG or WebP, at most 12 MB",
      description:
        'The body is the file itself; six at most. It is turned upright and brought to two sizes; place, time and camera that it may tell of are left behind.',
      tag,
      access: 'person',
      params: listingParams,
      consumes: fileType,
      // Somewhat more than is taken, so that who sends too much is told how much may be sent.
      bodyLimit: largestPicture + 1024 * 1024,
      replies: { 201: pictureReply },
      problems: [409, 422],
      example: { params: example.listing, body: 'RIFF', reply: { ...example.picture, ...example.shop } },
    }),
    async (request, reply) => {
      const content = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
      const added = await pictures.add(personOf(request), request.params, content)
      return reply.code(201).send(shown(added))
    },
  )

const receiveRoute = (app: HaatApp, uploads: UploadsService) =>
  app.post(
    '/v1/shops/:shopId/picture-uploads',
    contract({
      operationId: 'uploadPictures',
      summary: 'Hand in the pictures of many goods as one ZIP',
      description:
        'At most 200 MB and 5,000 files. Each file is named by the SKU or the GTIN of its good (`ATA-001.jpg`), further pictures of a good end in a number (`ATA-001_2.jpg`); folders do not matter. Each file is judged by itself; one of the same name takes the place of the earlier one, and the same package twice changes nothing.',
      tag,
      access: 'person',
      params: shopParams,
      consumes: packageType,
      bodyLimit: largestPackage,
      replies: { 202: uploadReply },
      problems: [422],
      example: {
        params: example.shop,
        body: 'PK',
        reply: {
          ...example.uploadReply,
          state: 'waiting',
          entries: 0,
          kept: 0,
          unchanged: 0,
          refused: 0,
          problems: [],
          finishedAt: null,
        },
      },
    }),
    async (request, reply) => {
      const file: unknown = request.body
      if (!(file instanceof Readable)) throw notAPackage()
      if (Number(request.headers['content-length'] ?? 0) > largestPackage) throw packageTooLarge()
      const received = await uploads.receive(personOf(request), request.params.shopId, file)
      return reply.code(202).send(shownUpload(received))
    },
  )
