import { html, raw, seeOther, type WebRoutes } from '../page/index.ts'
import { withDesk } from './desk.ts'
import { PayoutPage, PayoutsPage } from './payouts.view.tsx'

const current = '/trade/money'

/** What the platform paid to the trader. */
export const payoutPages: WebRoutes = (pages) => {
  const on = pages('trader')
  const signedIn = { access: 'signedIn' } as const

  on.get(
    '/trade/money/payouts',
    signedIn,
    withDesk(async (view, desk) => {
      const { cursor } = view.query
      const page = await view.api('listTraderPayouts', {
        params: { traderId: desk.trader.traderId },
        query: { limit: 20, ...(cursor ? { cursor } : {}) },
      })
      return html({
        title: view.t('trader.payouts.title'),
        current,
        body: <PayoutsPage desk={desk} page={page} />,
      })
    }),
  )

  on.get(
    '/trade/money/payouts/statement.csv',
    signedIn,
    withDesk(async (view, desk) => {
      const { from, to } = view.query
      const { status, headers, body } = await view.apiStream('downloadPayoutStatement', {
        params: { traderId: desk.trader.traderId },
        query: { ...(from ? { from } : {}), ...(to ? { to } : {}) },
      })
      if (status !== 200) {
        body.resume()
        return seeOther('/trade/money/payouts', 'trader.payouts.badDays')
      }
      return raw(body, {
        headers: {
          'content-type': headers['content-type'] ?? 'text/csv; charset=utf-8',
          'content-disposition': headers['content-disposition'] ?? 'attachment',
          'cache-control': 'private, no-store',
        },
      })
    }),
  )

  on.get(
    '/trade/money/payouts/:payoutId',
    signedIn,
    withDesk(async (view, desk) => {
      const payout = await view.api('getTraderPayout', {
        params: { traderId: desk.trader.traderId, payoutId: view.params.payoutId ?? '' },
      })
      return html({
        title: view.t('trader.payouts.one'),
        current,
        body: <PayoutPage desk={desk} payout={payout} />,
      })
    }),
  )
}
