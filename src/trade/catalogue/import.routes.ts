import { Readable } from 'node:stream'
import { z } from 'zod'
import { HaatError } from '../../kernel/errors.ts'
import {
  contract,
  type HaatApp,
  personOf,
  type Routes,
  readCursor,
  toPage,
  wireId,
} from '../../platform/http/index.ts'
import { example } from './catalogue.examples.ts'
import { shopParams } from './catalogue.schema.ts'
import { largestFile } from './import.file.ts'
import type { KeptProblem } from './import.problems.store.ts'
import {
  importPage,
  importParams,
  importQuery,
  importReply,
  previewReply,
  problemPage,
  receiveQuery,
} from './import.schema.ts'
import type { ImportUseCases } from './import.service.ts'
import type { Import } from './import.store.ts'

const tag = 'catalogue'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const importCursor = z.tuple([wireId('import')])
const problemCursor = z.tuple([z.int().min(0).max(2_000_000_000), z.int().min(0).max(2_000_000_000)])

export const shownImport = (state: Import) => {
  const { fileKey, lastRow, tries, mapping, given, heading, changes, bytesRead, ...rest } = state
  const share = rest.state === 'done' ? 1 : bytesRead === null ? null : Math.min(1, bytesRead / rest.bytes)
  return { ...rest, share }
}
const shownProblem = ({ nth, ...problem }: KeptProblem) => problem

/** Imports over HTTP. */
export const importRoutes =
  ({ imports }: { imports: ImportUseCases }): Routes =>
  (app) => {
    // In a scope of its own, where bodies are price lists and nothing else.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      for (const type of ['text/csv', xlsxType])
        scope.addContentTypeParser(type, (_request, file, done) => done(null, file))
      receiveRoute(scope as unknown as HaatApp, imports)
    })

    app.get(
      '/v1/shops/:shopId/imports',
      contract({
        operationId: 'listImports',
        summary: 'The imports of a shop, the latest first',
        tag,
        access: 'person',
        params: shopParams,
        query: importQuery,
        replies: { 200: importPage },
        example: { params: example.shop, query: { limit: 20 }, reply: { items: [example.importReply] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const before = readCursor(cursor, importCursor)?.[0]
        const found = await imports.list(personOf(request), request.params.shopId, before, limit + 1)
        return toPage(found.map(shownImport), limit, (one) => [one.importId])
      },
    )

    app.get(
      '/v1/shops/:shopId/imports/:importId',
      contract({
        operationId: 'getImport',
        summary: 'How far an import has got',
        tag,
        access: 'person',
        params: importParams,
        replies: { 200: importReply },
        example: { params: example.import, reply: example.importReply },
      }),
      async (request) => shownImport(await imports.read(personOf(request), request.params)),
    )

    app.get(
      '/v1/shops/:shopId/imports/:importId/preview',
      contract({
        operationId: 'previewImport',
        summary: 'What a file would do, before it does it',
        description:
          'Reads the first 5,000 rows as the import would, and writes nothing; for the kinds of goods whose HSN code or GST rate is open, the first 100,000. A file that cannot be read as a whole says why under `failure`.',
        tag,
        access: 'person',
        params: importParams,
        replies: { 200: previewReply },
        problems: [422],
        example: { params: example.import, reply: example.previewReply },
      }),
      async (request) => {
        const { skus, ...preview } = await imports.preview(personOf(request), request.params)
        return preview
      },
    )

    for (const [verb, state, summary] of [
      ['start', 'waiting', 'Let a held import go'],
      ['pause', 'paused', 'Stop an import at its next piece'],
      ['resume', 'running', 'Let a paused import go on where it stopped'],
      ['cancel', 'cancelled', 'End an import before its end; what is in stays in'],
    ] as const) {
      app.post(
        `/v1/shops/:shopId/imports/:importId/${verb}`,
        contract({
          operationId: `${verb}Import`,
          summary,
          tag,
          access: 'person',
          params: importParams,
          replies: { 200: importReply },
          problems: [409],
          example: { params: example.import, reply: { ...example.importReply, state } },
        }),
        async (request) => shownImport(await imports[verb](personOf(request), request.params)),
      )
    }

    app.get(
      '/v1/shops/:shopId/imports/:importId/problems',
      contract({
        operationId: 'listImportProblems',
        summary: 'What is wrong with a file, row by row',
        tag,
        access: 'person',
        params: importParams,
        query: importQuery,
        replies: { 200: problemPage },
        example: { params: example.import, query: { limit: 20 }, reply: { items: [example.problemReply] } },
      }),
      async (request) => {
        const { limit, cursor } = request.query
        const after = readCursor(cursor, problemCursor)
        const found = await imports.problems(personOf(request), request.params, after, limit + 1)
        const { items, ...page } = toPage(found, limit, (problem) => [problem.row, problem.nth])
        return { items: items.map(shownProblem), ...page }
      },
    )

    app.get(
      '/v1/shops/:shopId/imports/:importId/problems.csv',
      contract({
        operationId: 'downloadImportProblems',
        summary: 'What is wrong with a file, as a spreadsheet',
        tag,
        access: 'person',
        params: importParams,
        replies: { 200: z.string() },
        produces: 'text/csv',
        example: {
          params: example.import,
          reply:
            'row,column,value,code,what to do\r\n17,"price","120.00",priceAboveMrp,"The price is above the MRP, which the law forbids. Lower the price, or correct the MRP."\r\n',
        },
      }),
      async (request, reply) => {
        const lines = await imports.problemsFile(personOf(request), request.params)
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="${request.params.importId}-problems.csv"`)
          .send(Readable.from(lines) as never)
      },
    )
  }

const receiveRoute = (app: HaatApp, imports: ImportUseCases) =>
  app.post(
    '/v1/shops/:shopId/imports',
    contract({
      operationId: 'importListings',
      summary: 'Hand in a price list as CSV or XLSX',
      description:
        'CSV in UTF-8, plain or gzip, or a workbook (content type application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; its first sheet is read); at most 200 MB and 1,000,000 rows; the first row names the columns, in English or Hindi. Each row is judged by itself, and the good ones go in. The same file twice changes nothing. Needed: sku, name (or gtin) and price (rupees). Every product has to have category, netQuantity (with unit), hsn, gstRate (percent), mrp, origin and maker: a row that leaves one of them open takes it from the same product of the shared catalogue (by GTIN, else by brand, name and pack), then from what was said of the whole file (`giveImportValues`); else it is refused. Besides: brand, subcategory, nameHi, weightGrams, lengthMm, widthMm and heightMm (the sides of one pack, bare or such as `38 cm`), keepCold (yes or no), stock, minimumQuantity, step (pieces are bought in multiples of it), packInner and packCase (pieces that each holds), slabs (`10=95; 50=90`: from 10 pieces 95 rupees each), soldTo, consumerCare, foodMark, fssai, shelfLifeDays, imageUrl, and what the category wants told (`listCategories`). What a row leaves open of weight, size and keepCold stays as the product has it. An empty cell of step, packs or slabs leaves what the listing has; the word `remove` takes it away.',
      tag,
      access: 'person',
      params: shopParams,
      query: receiveQuery,
      consumes: 'text/csv',
      bodyLimit: largestFile,
      replies: { 202: importReply },
      problems: [422],
      example: {
        params: example.shop,
        body: 'sku,brand,name,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark\nATA-002,Aashirvaad,Shudh Chakki Atta,Atta,5,kg,11010000,5,275.00,262.00,112,IN,"ITC Limited, Kolkata",veg\n',
        reply: {
          ...example.importReply,
          state: 'waiting',
          rowsRead: 0,
          created: 0,
          unchanged: 0,
          refused: 0,
          problems: 0,
          startedAt: null,
          finishedAt: null,
        },
      },
    }),
    async (request, reply) => {
      const file: unknown = request.body
      if (!(file instanceof Readable)) {
        throw new HaatError('invalid', 'noFile', 'Send the file as the body, with the content type text/csv.')
      }
      if (Number(request.headers['content-length'] ?? 0) > largestFile) {
        throw new HaatError('tooLarge', 'fileTooLarge', 'A file has at most 200 MB. Send it in parts.')
      }
      return reply
        .code(202)
        .send(
          shownImport(
            await imports.receive(personOf(request), request.params.shopId, file, request.query.hold),
          ),
        )
    },
  )
