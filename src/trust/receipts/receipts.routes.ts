import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { contract, personOf, providerOf, type Routes, wireId } from '../../platform/http/index.ts'
import * as shapes from './receipts.schema.ts'
import type { ReceiptsService } from './receipts.service.ts'

const tag = 'receipts'
const { params } = shapes

/** Receipts for those whom they concern, and the keys by which anybody verifies them. */
export const receiptRoutes =
  (service: ReceiptsService): Routes =>
  (app) => {
    app.get(
      '/.well-known/receipt-keys.json',
      contract({
        operationId: 'getReceiptKeys',
        summary: 'Public keys that verify receipts, also those that sign no more',
        description: 'Keep them with your receipts: `haat receipt verify` needs nothing else.',
        tag,
        access: 'public',
        replies: { 200: shapes.keySet },
        example: {
          reply: {
            keys: [
              {
                kty: 'OKP',
                crv: 'Ed25519',
                x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
                kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
                use: 'sig',
                alg: 'EdDSA',
              },
            ],
          },
        },
      }),
      async (_request, reply) =>
        reply.header('cache-control', 'public, max-age=300').send(await service.keySet()),
    )

    app.get(
      '/v1/shipments/:shipmentId/receipts',
      contract({
        operationId: 'listReceipts',
        summary: 'Signed receipts of a parcel: who gave it to whom, when, and how it was proved',
        description:
          'For its buyer, its shop, operators, and the people of each startup that carried it (their own receipts).',
        tag,
        access: 'person',
        params: z.strictObject({ shipmentId: wireId('shipment') }),
        replies: { 200: shapes.receiptList },
        example: { params: { shipmentId: params.shipmentId }, reply: { items: [shapes.receiptExample] } },
      }),
      async (request) => ({
        items: await service.ofShipment(personOf(request), request.params.shipmentId),
      }),
    )

    app.get(
      '/v1/providers/:providerId/shipments/:shipmentId/receipts',
      contract({
        operationId: 'listReceiptsOfProvider',
        summary: 'The same for a startup’s server, by its key',
        tag,
        access: 'provider',
        params: z.strictObject({ providerId: wireId('provider'), shipmentId: wireId('shipment') }),
        replies: { 200: shapes.receiptList },
        example: {
          params: { providerId: params.providerId, shipmentId: params.shipmentId },
          reply: { items: [shapes.receiptExample] },
        },
      }),
      async (request) => {
        const { providerId, shipmentId } = request.params
        if (providerOf(request).providerId !== providerId) throw notFound('shipment')
        return { items: await service.ofShipmentForProvider(providerId, shipmentId) }
      },
    )

    app.get(
      '/v1/shops/:shopId/receipts',
      contract({
        operationId: 'exportReceiptChain',
        summary: 'The chain of a shop’s receipts, piece by piece, to keep and to verify',
        tag,
        access: 'person',
        params: z.strictObject({ shopId: wireId('shop') }),
        query: shapes.chainQuery,
        replies: { 200: shapes.chainView },
        example: {
          params: { shopId: params.shopId },
          query: { after: 0, limit: 200 },
          reply: {
            chain: params.shopId,
            head: 'eyJhbGciOiJFZERTQSIsImtpZCI6….eyJ0eXBlIjoi….p3Qa…',
            items: [shapes.receiptExample],
            next: null,
          },
        },
      }),
      async (request) => service.chain(personOf(request), request.params.shopId, request.query),
    )
  }
