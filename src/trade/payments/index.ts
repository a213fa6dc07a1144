import type { Routes } from '../../platform/http/index.ts'
import type { Consumer, Subscription } from '../../platform/outbox/index.ts'
import type { PaymentPort } from '../orders/index.ts'
import { cashOf } from './cash.store.ts'
import { drawDues, traderDues } from './dues.store.ts'
import { createGatewayClient } from './gateway/gateway.client.ts'
import { createGatewayInbox } from './gateway/gateway.events.ts'
import { gatewayRoutes } from './gateway/gateway.routes.ts'
import { createGatewayWork } from './gateway/gateway.service.ts'
import {
  cashByPoint,
  cashByProvider,
  cashByRider,
  cashWithRiders,
  drawBalances,
  oldestCash,
  openCash,
} from './hands.store.ts'
import { checkLedger } from './ledger.check.ts'
import { ledgerOf } from './ledger.store.ts'
import { codMethod } from './methods/cod.ts'
import { gatewayMethod } from './methods/gateway.ts'
import { upiMethod } from './methods/upi.ts'
import { methodRoutes } from './methods.routes.ts'
import { createMoney } from './money.service.ts'
import { refundAtGateway, registerAtGateway } from './payments.consumers.ts'
import type { PaymentsDeps } from './payments.deps.ts'
import { type CashBook, createPaymentPort } from './payments.port.ts'
import type { PaymentMethods } from './payments.ports.ts'
import { paymentRoutes } from './payments.routes.ts'
import { createPaymentsService } from './payments.service.ts'
import { bookPayout } from './payouts.store.ts'
import { createPenalize, penaltiesOf } from './penalty.store.ts'
import { createHandIn, createRemit } from './remit.store.ts'
import { traderMoneyRoutes } from './trader-money.routes.ts'

export type { DueHolder, TraderDue } from './dues.store.ts'
export type { CashHandKind, HeldCash, OpenCash } from './hands.store.ts'
export type { LedgerProblem, LedgerReport } from './ledger.check.ts'
export { netOf, type PayoutFact, type PayoutPart } from './ledger.rules.ts'
export type { PaymentsDeps } from './payments.deps.ts'
export { paymentOpened, refundRequested } from './payments.events.ts'
export {
  type PaymentState,
  paymentStates,
  paymentTransitions,
  type RefundState,
  refundStates,
  refundTransitions,
} from './payments.states.ts'
export { cashHandKinds } from './payments.tables.ts'
export type { PayoutSums } from './payouts.store.ts'
export type { Penalty } from './penalty.store.ts'
export type { RemittedCash } from './remit.store.ts'

/** What payments listen to; the outbox is made of these before the modules are. */
export const paymentsConsumers: readonly Consumer[] = [registerAtGateway, refundAtGateway]

/** How often refunds are looked for whose end was not told. */
const refundsEveryMs = 30_000

/** How often what was booked is drawn into the balances of hands and the list of open orders: until then it is looked up. */
const drawEveryMs = 10_000

/** Payments, refunds and the ledger. */
export function createPayments(deps: PaymentsDeps) {
  const { db, log, outbox, orders, platformName, gateway } = deps
  const methods: PaymentMethods = {
    cod: codMethod,
    upi: upiMethod(deps),
    gateway: gatewayMethod({ configured: gateway !== undefined }),
  }
  const money = createMoney({ orders, outbox, methods })
  const payments = createPaymentsService({ ...deps, methods, money })
  const inbox = createGatewayInbox({ db, money })
  const work = gateway
    ? createGatewayWork({
        db,
        log,
        money,
        gateway: createGatewayClient({ client: deps.client, gateway }),
        platformName,
      })
    : undefined

  const port: PaymentPort & CashBook = {
    ...createPaymentPort({ orders, outbox, methods, money }),
    beforeExpiry: async (due) => (work ? work.askBeforeExpiry(due) : due.map((one) => one.purchaseId)),
  }

  const routes: Routes = (app) => {
    paymentRoutes({ db, outbox, payments })(app)
    traderMoneyRoutes(deps)(app)
    gatewayRoutes({ inbox, outbox, secret: gateway?.secret })(app)
    methodRoutes({ gateway: gateway !== undefined })(app)
  }

  return {
    ...port,
    /** Every booking of a purchase, oldest first. */
    ledgerOf,
    /** Cash in one hand: when a time began, what came and went in it, and at its end. */
    cashOf,
    /** What each provider has in hand now. */
    cashByProvider,
    cashByPoint,
    cashByRider,
    /** Hands with cash by its age, and what startups have with their riders; both as last drawn up. */
    oldestCash,
    cashWithRiders,
    /** Order by order what one hand has to send on. */
    openCash,
    /** A rider gives cash to its provider. */
    handIn: createHandIn({ orders }),
    /** Books cash that a provider or point has sent on. */
    remit: createRemit({ orders }),
    /** Books what a provider pays for a delay. */
    penalize: createPenalize({ orders }, 'penalty'),
    /** Gives a penalty back. */
    givePenaltyBack: createPenalize({ orders }, 'penaltyBack'),
    /** Penalties of a provider in a time. */
    penaltiesOf,
    /** What the ledger says that is open with traders, order by order. */
    traderDues,
    /** Books what happened to a payout. */
    bookPayout,
    /** Compares the whole ledger with the trade; `problems` is empty when every paisa stands. */
    checkLedger: (sql = db as Parameters<typeof checkLedger>[0]) =>
      checkLedger(sql, { orders, methods, payouts: deps.payouts }),
    routes,
    consumers: paymentsConsumers,
    /** Handlers for the worker; without a gateway there is nothing to do there. */
    subscriptions: async (): Promise<Subscription[]> =>
      work ? (await import('./payments.worker.ts')).gatewaySubscriptions(work) : [],
    upkeep: [
      { name: 'payments.drawBalances', everyMs: drawEveryMs, run: () => drawBalances(db) },
      { name: 'payments.drawDues', everyMs: drawEveryMs, run: () => drawDues(db) },
      ...(work
        ? [{ name: 'payments.askAboutRefunds', everyMs: refundsEveryMs, run: () => work.askAboutRefunds() }]
        : []),
    ],
  }
}

export type Payments = ReturnType<typeof createPayments>
