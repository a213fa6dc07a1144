import { Readable } from 'node:stream'
import { z } from 'zod'
import { csvFile } from '../../kernel/csv.ts'
import { notFound } from '../../kernel/errors.ts'
import { contract, personOf, type Routes } from '../../platform/http/index.ts'
import type { EventStreams } from '../../platform/live/index.ts'
import { example } from './catalogue.examples.ts'
import { shownImport } from './import.routes.ts'
import {
  categoryPage,
  categoryQuery,
  columnsBody,
  importParams,
  importReply,
  templateParams,
  templateQuery,
  valuesBody,
} from './import.schema.ts'
import type { ImportUseCases } from './import.service.ts'
import { tradeLists } from './lists.ts'
import { fold } from './product.rules.ts'
import { asXlsx, templateOf } from './template.ts'

const tag = 'catalogue'
const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
/** While somebody watches, the import is looked at so often. */
const lookMs = 1000
const mostCategories = 500

/** Templates of price lists, what their columns mean, and watching imports. */
export const importMoreRoutes =
  ({ imports, streams }: { imports: ImportUseCases; streams?: EventStreams | undefined }): Routes =>
  (app) => {
    app.put(
      '/v1/shops/:shopId/imports/:importId/columns',
      contract({
        operationId: 'mapImport',
        summary: 'Say what the columns of a held file mean',
        description: 'By their place in the file. Look at the preview again, then start it.',
        tag,
        access: 'person',
        params: importParams,
        body: columnsBody,
        replies: { 200: importReply },
        problems: [409],
        example: {
          params: example.import,
          body: { columns: ['sku', 'name', null, 'attributes.colour_name'] },
          reply: { ...example.importReply, state: 'held' },
        },
      }),
      async (request) =>
        shownImport(await imports.map(personOf(request), request.params, request.body.columns)),
    )

    app.put(
      '/v1/shops/:shopId/imports/:importId/values',
      contract({
        operationId: 'giveImportValues',
        summary: 'Say what holds for the rows of a held file that leave it open',
        description:
          'What a row states, and what the shared catalogue knows of its product, goes before it. HSN codes and GST rates go by the kinds of goods that the preview names; what it suggests is a proposal, so send what you have looked at. Look at the preview again, then start it.',
        tag,
        access: 'person',
        params: importParams,
        body: valuesBody,
        replies: { 200: importReply },
        problems: [409],
        example: {
          params: example.import,
          body: {
            origin: 'IN',
            makerIsBrand: true,
            stock: 10,
            goods: [{ goods: 'Dals & Pulses', hsn: '0713', gstBps: 500, foodMark: 'veg' }],
          },
          reply: { ...example.importReply, state: 'held' },
        },
      }),
      async (request) => shownImport(await imports.give(personOf(request), request.params, request.body)),
    )

    app.get(
      '/v1/shops/:shopId/imports/:importId/bad-rows.csv',
      contract({
        operationId: 'downloadBadRows',
        summary: 'The rows that were left out, to be corrected and sent again',
        description: 'Under the headings of the file, with what is wrong in a column behind them.',
        tag,
        access: 'person',
        params: importParams,
        replies: { 200: z.string() },
        produces: 'text/csv',
        example: {
          params: example.import,
          reply: '"sku","price","row in the file","what to do"\r\n"A-1","x","17","price: Write rupees."\r\n',
        },
      }),
      async (request, reply) => {
        const lines = await imports.badRowsFile(personOf(request), request.params)
        return reply
          .type(types.csv)
          .header('content-disposition', `attachment; filename="${request.params.importId}-rows.csv"`)
          .send(Readable.from(lines) as never)
      },
    )

    app.get(
      '/v1/categories',
      contract({
        operationId: 'listCategories',
        summary: 'Categories of goods and what each wants told',
        tag,
        access: 'public',
        query: categoryQuery,
        replies: { 200: categoryPage },
        example: {
          query: { q: 'shirt' },
          reply: {
            items: [
              {
                domain: 'RET12',
                name: 'Shirts',
                attributes: [{ name: 'gender', values: ['male', 'female', 'unisex'] }],
              },
            ],
          },
        },
      }),
      async (request) => {
        const wanted = fold(request.query.q ?? '')
        const items = tradeLists()
          .categories()
          .filter(({ name }) => fold(name).includes(wanted))
          .slice(0, mostCategories)
        return {
          items: items.map(({ domain, name, attributes }) => ({
            domain,
            name,
            attributes: attributes.map((one) => ({ name: one.name, values: one.values && [...one.values] })),
          })),
        }
      },
    )

    app.get(
      '/v1/import-templates/:format',
      contract({
        operationId: 'downloadImportTemplate',
        summary: 'An empty price list for a category, with one row as an example',
        tag,
        access: 'public',
        params: templateParams,
        query: templateQuery,
        replies: { 200: z.string() },
        produces: 'text/csv',
        example: {
          params: { format: 'csv' },
          query: { category: 'Shirts' },
          reply: 'sku,gtin,brand,name,gender\r\nMY-001,,Sahyadri,Shirts,male\r\n',
        },
      }),
      async (request, reply) => {
        const { category } = request.query
        const found = category === undefined ? undefined : tradeLists().category(category)
        if (category !== undefined && !found) throw notFound('category')
        const { heading, example: row } = templateOf(found)
        const { format } = request.params
        const file = format === 'csv' ? csvFile([heading, row]) : await asXlsx([heading, row])
        return reply
          .type(types[format])
          .header('content-disposition', `attachment; filename="haat-template.${format}"`)
          .send(file as never)
      },
    )

    if (!streams) return
    app.get(
      '/v1/shops/:shopId/imports/:importId/live',
      contract({
        operationId: 'watchImport',
        summary: 'How far an import has got as it goes on, by server-sent events',
        description: 'Each event is the import as it stands.',
        tag,
        access: 'person',
        params: importParams,
        replies: { 200: importReply },
        produces: 'text/event-stream',
        example: { params: example.import, reply: example.importReply },
      }),
      async (request, reply) => {
        const { params } = request
        await streams.sseStream({
          request,
          reply,
          channel: `import/${params.importId}`,
          lookAgainMs: lookMs,
          load: async (after) => {
            const state = await imports.read(personOf(request), params)
            // The first look sends it as it stands, whatever the reader has seen before.
            const seq = state.changes + 1
            return seq <= after
              ? []
              : [{ seq, event: 'import', data: importReply.encode(shownImport(state) as never) }]
          },
        })
      },
    )
  }
