import type { Problem } from '../api/client.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type Desk, withDesk, withShop } from './desk.ts'
import { MoneyPage, periods, SalesPage } from './money.view.tsx'

/** Payments and refunds of a page. */
const shown = 20

/** Money and sales. */
export const moneyPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const moneyPage = async (view: View, desk: Desk, refusal?: { problem: Problem; id: string }) => {
    const { traderId } = desk.trader
    const query = { asTrader: traderId, limit: shown }
    const [money, toConfirm, refunds, next, payouts] = await Promise.all([
      view.api('getTraderMoney', { params: { traderId } }),
      view.api('listPaymentsToConfirm', { query }),
      view.api('listOpenRefunds', { query }),
      view.api('getNextPayout', { params: { traderId } }),
      view.api('listTraderPayouts', { params: { traderId }, query: { limit: 5 } }),
    ])
    return html({
      title: view.t('trader.nav.money'),
      status: refusal?.problem.status ?? 200,
      current: '/trade/money',
      body: (
        <MoneyPage
          desk={desk}
          money={money}
          toConfirm={toConfirm.items}
          refunds={refunds.items}
          next={next}
          payouts={payouts}
          problem={refusal?.problem}
          refused={refusal && { id: refusal.id, typed: view.form[`bankReference-${refusal.id}`] ?? '' }}
        />
      ),
    })
  }

  on.get(
    '/trade/money',
    { access: 'signedIn' },
    withDesk((view, desk) => moneyPage(view, desk)),
  )

  /** The same reference told twice is the same request: the key is made of both. */
  const claimOf = (view: View, id: string) => {
    const bankReference = (view.form[`bankReference-${id}`] ?? '').replaceAll(/\D/g, '')
    return { body: { bankReference }, headers: { 'idempotency-key': `${id}-${bankReference}` } }
  }

  on.post(
    '/trade/payments/:paymentId/confirm',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const paymentId = view.params.paymentId!
      const done = await attempt(() =>
        view.api('confirmPayment', { params: { paymentId }, ...claimOf(view, paymentId) }),
      )
      if (!done.ok) return moneyPage(view, desk, { problem: done.problem, id: paymentId })
      return seeOther('/trade/money', 'trader.money.confirm.done')
    }),
  )

  on.post(
    '/trade/refunds/:refundId/confirm',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const refundId = view.params.refundId!
      const done = await attempt(() =>
        view.api('confirmRefund', { params: { refundId }, ...claimOf(view, refundId) }),
      )
      if (!done.ok) return moneyPage(view, desk, { problem: done.problem, id: refundId })
      return seeOther('/trade/money', 'trader.money.refunds.done')
    }),
  )

  on.get(
    '/trade/sales',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const days = periods.find((period) => String(period) === view.query.days) ?? 30
      const sales = await view.api('getSales', { params: { shopId: desk.shop.shopId }, query: { days } })
      return html({
        title: view.t('trader.sales.title'),
        current: '/trade/money',
        body: <SalesPage desk={desk} sales={sales} days={days} />,
      })
    }),
  )
}
