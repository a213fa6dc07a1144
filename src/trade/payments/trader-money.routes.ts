import { z } from 'zod'
import { notFound } from '../../kernel/errors.ts'
import { contract, personOf, type Routes, wireId, wirePaise } from '../../platform/http/index.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import * as example from './payments.examples.ts'
import { paidOutTo } from './payouts.store.ts'
import { moneyHolders, moneyPlaces, openRefundsOf, owedBackBy } from './trader-money.store.ts'

const moneyView = z.strictObject({
  soldPaise: wirePaise.describe('All goods sold that stand, paid or not, with what was paid out'),
  receivedPaise: wirePaise.describe('Of that the trader has itself: cash at its counter, and on its UPI id'),
  owedPaise: wirePaise.describe('Of that others hold for the trader: delivery startups and the platform'),
  unpaidPaise: wirePaise.describe('Of that buyers have still to pay'),
  underWayPaise: wirePaise.describe('Of payouts that the bank has and has not yet told of'),
  paidOutPaise: wirePaise.describe('What the platform’s bank has paid to the trader'),
  tcsPaise: wirePaise.describe('Tax collected at source from payouts (CGST Act 2017, s. 52)'),
  owedBackPaise: wirePaise.describe(
    'Goods that came back after they had been paid out: taken off the next payout',
  ),
  places: z
    .array(
      z.strictObject({
        holder: z.enum(moneyHolders),
        cash: z.boolean().describe('Cash in that hand, else on an account'),
        providerId: wireId('provider').nullable().describe('The startup whose riders took the cash'),
        orders: z.int().min(0),
        goodsPaise: wirePaise,
      }),
    )
    .describe('Where the money is now'),
  openRefunds: z
    .strictObject({ refunds: z.int().min(0), amountPaise: wirePaise })
    .describe('What this trader has to pay back by hand'),
})

/** The ledger as one trader sees it. */
export const traderMoneyRoutes =
  ({ db, identity }: Pick<PaymentsDeps, 'db' | 'identity'>): Routes =>
  (app) => {
    app.get(
      '/v1/traders/:traderId/money',
      contract({
        operationId: 'getTraderMoney',
        summary: 'What a trader is owed, and who has its money',
        description:
          'For its members, from the ledger. Goods alone: the delivery fee belongs to who delivers. `places` holds what was not paid out.',
        tag: 'payments',
        access: 'person',
        params: z.strictObject({ traderId: wireId('trader') }),
        replies: { 200: moneyView },
        example: { params: { traderId: example.traderId }, reply: example.traderMoney },
      }),
      async (request) => {
        const { traderId } = request.params
        const party = { kind: 'trader', id: traderId } as const
        if (!(await identity.roleOf(db, personOf(request).accountId, party))) throw notFound('trader')
        const [places, openRefunds, paidOut, owedBackPaise] = await Promise.all([
          moneyPlaces(db, traderId),
          openRefundsOf(db, traderId),
          paidOutTo(db, traderId),
          owedBackBy(db, traderId),
        ])
        const held = (...holders: string[]) =>
          places
            .filter(({ holder }) => holders.length === 0 || holders.includes(holder))
            .reduce((sum, { goodsPaise }) => sum + goodsPaise, 0n)
        return {
          soldPaise: held() - owedBackPaise + paidOut.goodsPaise,
          receivedPaise: held('trader'),
          owedPaise: held('provider', 'platform'),
          unpaidPaise: held('buyer'),
          underWayPaise: paidOut.underWayPaise,
          paidOutPaise: paidOut.paidPaise,
          tcsPaise: paidOut.tcsPaise,
          owedBackPaise,
          places,
          openRefunds,
        }
      },
    )
  }
