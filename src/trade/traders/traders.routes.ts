import { contract, personOf, type Routes, sendVersion } from '../../platform/http/index.ts'
import { registerExample, traderExample, traderIdExample } from './traders.examples.ts'
import { versionOf } from './traders.policy.ts'
import { changeTraderBody, registerBody, traderParams, traderSchema } from './traders.schema.ts'
import type { createTradersService } from './traders.service.ts'
import { traderView } from './traders.views.ts'

/** A trader about itself. */
export const tradersRoutes =
  ({ service }: { service: ReturnType<typeof createTradersService> }): Routes =>
  (app) => {
    const params = { traderId: traderIdExample }

    app.post(
      '/v1/traders',
      contract({
        operationId: 'registerTrader',
        summary: 'Begin the registration of a trader',
        description:
          'Makes a draft with you as its owner: add shops, then submit it. A trader has a GSTIN, or below the GST threshold an enrolment id; it then sells inside its state alone.',
        tag: 'traders',
        access: 'person',
        body: registerBody,
        replies: { 201: traderSchema },
        problems: [409],
        example: { body: registerExample, reply: { ...traderExample, status: 'draft' } },
      }),
      async (request, reply) => {
        const trader = await service.register(personOf(request), request.body)
        return sendVersion(reply, trader.version).code(201).send(traderView(trader))
      },
    )

    app.get(
      '/v1/traders/:traderId',
      contract({
        operationId: 'getTrader',
        summary: 'A trader, for its members and operators',
        tag: 'traders',
        access: 'person',
        params: traderParams,
        replies: { 200: traderSchema },
        example: { params, reply: traderExample },
      }),
      async (request, reply) => {
        const trader = await service.get(personOf(request), request.params.traderId)
        return sendVersion(reply, trader.version).send(traderView(trader))
      },
    )

    app.patch(
      '/v1/traders/:traderId',
      contract({
        operationId: 'changeTrader',
        summary: 'Change a trader',
        description:
          'For owners. Changing the legal name, a number or the tiers of a verified trader submits it again: its goods are not shown until an operator has looked. Honours If-Match.',
        tag: 'traders',
        access: 'person',
        params: traderParams,
        body: changeTraderBody,
        replies: { 200: traderSchema },
        problems: [409, 412, 422],
        example: { params, body: { tradeName: 'Verma Kirana' }, reply: traderExample },
      }),
      async (request, reply) => {
        const { traderId } = request.params
        const trader = await service.change(personOf(request), traderId, request.body, versionOf(request))
        return sendVersion(reply, trader.version).send(traderView(trader))
      },
    )

    app.post(
      '/v1/traders/:traderId/submit',
      contract({
        operationId: 'submitTrader',
        summary: 'Ask the operators to verify a trader',
        description: 'For owners. Honours If-Match.',
        tag: 'traders',
        access: 'person',
        params: traderParams,
        replies: { 200: traderSchema },
        problems: [409, 412, 422],
        example: { params, reply: traderExample },
      }),
      async (request, reply) => {
        const trader = await service.submit(personOf(request), request.params.traderId, versionOf(request))
        return sendVersion(reply, trader.version).send(traderView(trader))
      },
    )
  }
