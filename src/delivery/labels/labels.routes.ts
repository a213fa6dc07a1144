import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { contract, personOf, providerOf, type Routes, wireId } from '../../platform/http/index.ts'
import { shipmentIdExample, shipmentParams } from '../shipments/index.ts'
import type { LabelService } from './labels.service.ts'
import type { Label } from './labels.types.ts'

const query = z.strictObject({
  format: z
    .enum(['pdf', 'zpl'])
    .optional()
    .describe('As the Accept header says when absent: `application/zpl`, `text/plain`, else PDF'),
})
const many = z.strictObject({
  shipments: z
    .string()
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .pipe(z.array(wireId('shipment')).min(1).max(100))
    .optional()
    .describe(
      'Ids of parcels, separated by commas; a hundred at most. Absent: those that are packed and not fetched yet, the oldest first',
    ),
})

const description =
  'A6: bar code (Code 128) of the airway-bill number or the post’s article number, QR code, PIN, cash to collect. Phones are masked. As PDF, or in ZPL for label printers (`?format=zpl`, or `Accept: application/zpl`).'
const reply200 = { 200: z.string() }
const example = { params: { shipmentId: shipmentIdExample }, query: { format: 'pdf' }, reply: '%PDF-1.3' }

const send = async (
  request: FastifyRequest,
  reply: FastifyReply,
  label: Label,
  format: 'pdf' | 'zpl' | undefined,
): Promise<never> => {
  const accepts = request.headers.accept ?? ''
  const zpl = format === 'zpl' || (!format && /application\/zpl|text\/plain/.test(accepts))
  const name = `label-${label.awb ?? label.order}`
  void reply.header('cache-control', 'private, no-store')
  void reply.header('content-disposition', `inline; filename="${name}.${zpl ? 'zpl' : 'pdf'}"`)
  if (zpl) {
    const { labelZpl } = await import('./zpl.ts')
    const type = accepts.includes('text/plain') ? 'text/plain' : 'application/zpl'
    return reply.type(`${type}; charset=utf-8`).send(labelZpl(label)) as never
  }
  // Loaded when the first label is printed: fonts and bar codes are heavy.
  const { labelsPdf } = await import('./pdf.ts')
  return reply.type('application/pdf').send(await labelsPdf([label])) as never
}

/** Endpoints for labels of parcels. */
export const labelRoutes =
  (labels: LabelService): Routes =>
  (app) => {
    app.get(
      '/v1/shipments/:shipmentId/label',
      contract({
        operationId: 'getShipmentLabel',
        summary: 'The label of a parcel, as PDF or ZPL',
        description: `For its shop, operators, and the people of the carrier that has accepted. ${description}`,
        tag: 'shipments',
        access: 'person',
        params: shipmentParams,
        query,
        replies: reply200,
        produces: 'application/pdf',
        example,
      }),
      async (request, reply) => {
        const label = await labels.forPerson(personOf(request), request.params.shipmentId)
        return send(request, reply, label, request.query.format)
      },
    )

    app.get(
      '/v1/provider/shipments/:shipmentId/label',
      contract({
        operationId: 'getLabelAsProvider',
        summary: 'The label of a parcel that you have accepted, as PDF or ZPL',
        description,
        tag: 'providers',
        access: 'provider',
        params: shipmentParams,
        query,
        replies: reply200,
        produces: 'application/pdf',
        example,
      }),
      async (request, reply) => {
        const label = await labels.forProvider(providerOf(request).providerId, request.params.shipmentId)
        return send(request, reply, label, request.query.format)
      },
    )

    app.get(
      '/v1/shops/:shopId/labels',
      contract({
        operationId: 'getShopLabels',
        summary: 'Labels of up to a hundred parcels in one PDF',
        tag: 'shipments',
        access: 'person',
        params: z.strictObject({ shopId: wireId('shop') }),
        query: many,
        replies: reply200,
        produces: 'application/pdf',
        example: {
          params: { shopId: 'shp_01jd3p1v9zfq0v2c8m6t4k7r5n' },
          query: { shipments: shipmentIdExample },
          reply: '%PDF-1.3',
        },
      }),
      async (request, reply) => {
        const found = await labels.ofShop(personOf(request), request.params.shopId, request.query.shipments)
        const { labelsPdf } = await import('./pdf.ts')
        return reply
          .type('application/pdf')
          .header('cache-control', 'private, no-store')
          .header('content-disposition', 'inline; filename="labels.pdf"')
          .send((await labelsPdf(found)) as never)
      },
    )
  }
