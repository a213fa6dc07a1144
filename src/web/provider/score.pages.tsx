import type { Problem } from '../api/client.ts'
import { PageHead } from '../components/index.ts'
import {
  attempt,
  html,
  largestSettlementForm,
  seeOther,
  settlementIn,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { PenaltiesTable } from './delays.view.tsx'
import { type Desk, withDesk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'
import { RemittedPage } from './remitted.view.tsx'
import { MoneyPage, ScorePage } from './score.view.tsx'

const spans = ['7', '30', '90'] as const

/** The last months in India, this one first, such as `2026-11`. */
export const lastMonths = (now: Date, many = 12): string[] => {
  const [year, month] = new Date(now.getTime() + 330 * 60_000).toISOString().split('-').map(Number)
  return Array.from({ length: many }, (_, back) => {
    const at = new Date(Date.UTC(year!, month! - 1 - back, 1))
    return at.toISOString().slice(0, 7)
  })
}

/** How the startup did, and what it earned. */
export const scorePages: WebRoutes = (pages) => {
  const on = pages('provider')

  on.get(
    '/deliver/score',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const days = spans.find((one) => one === view.query.days) ?? '30'
      const [card, score, { items: delays }] = await Promise.all([
        view.api('getScorecard', { params: desk.params, query: { days: Number(days) } }),
        view.api('getScorecardByLane', { params: desk.params, query: { days } }),
        view.api('listBreaches', { params: desk.params, query: { limit: 20 } }),
      ])
      return html({
        title: view.t('provider.score.title'),
        current: '/deliver/score',
        body: <ScorePage desk={desk} card={card} score={score} delays={delays} spans={spans} />,
      })
    }),
  )

  const moneyPage = async (
    view: View,
    desk: Desk,
    refused: { problem?: Problem; typed?: string | undefined } = {},
  ) => {
    const months = lastMonths(new Date())
    const month = months.find((one) => one === view.query.month) ?? months[0]!
    const got = await attempt(() =>
      Promise.all([
        view.api('getProviderStatement', { params: desk.params, query: { month } }),
        view.api('listRemittances', { params: desk.params, query: { limit: 20 } }),
        view.api('listBreaches', { params: desk.params, query: { limit: 20 } }),
      ]),
    )
    if (!got.ok) return seeOther('/deliver', 'provider.desk.ownersOnly')
    const [statement, { items }, delays] = got.value
    return html({
      title: view.t('provider.money.title'),
      status: refused.problem?.status ?? 200,
      current: '/deliver/money',
      islands: ['print'],
      body: (
        <MoneyPage
          desk={desk}
          statement={statement}
          months={months}
          remitted={{ files: items, ...refused }}
          delays={delays.items}
        />
      ),
    })
  }

  on.get(
    '/deliver/penalties',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const penalties = await view.api('getPenalties')
      return html({
        title: view.t('provider.delay.tableTitle'),
        current: '/deliver/money',
        body: (
          <DeskPage desk={desk}>
            <PageHead title={view.t('provider.delay.tableTitle')} lead={view.t('provider.delay.tableText')} />
            <PenaltiesTable penalties={penalties} />
          </DeskPage>
        ),
      })
    }),
  )

  on.get(
    '/deliver/money',
    { access: 'signedIn' },
    withDesk((view, desk) => moneyPage(view, desk)),
  )

  const at = '/deliver/money/files'

  on.post(
    at,
    { access: 'signedIn', bodyLimit: largestSettlementForm },
    withDesk(async (view, desk) => {
      const { csv, typed } = await settlementIn(view)
      const told = await attempt(() => view.api('tellRemittance', { params: desk.params, body: { csv } }))
      return told.ok
        ? seeOther(`${at}/${told.value.remittanceId}`, 'common.settlement.told')
        : moneyPage(view, desk, { problem: told.problem, typed })
    }),
  )

  const report = async (view: View, desk: Desk, problem?: Problem) => {
    const params = { ...desk.params, remittanceId: view.params.remittanceId! }
    return html({
      title: view.t('common.settlement.title'),
      status: problem?.status ?? 200,
      current: '/deliver/money',
      body: (
        <RemittedPage desk={desk} report={await view.api('getRemittance', { params })} problem={problem} />
      ),
    })
  }

  on.get(
    `${at}/:remittanceId`,
    { access: 'signedIn' },
    withDesk((view, desk) => report(view, desk)),
  )

  on.post(
    `${at}/:remittanceId/withdraw`,
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { ...desk.params, remittanceId: view.params.remittanceId! }
      const done = await attempt(() => view.api('withdrawRemittance', { params }))
      return done.ok
        ? seeOther(`${at}/${params.remittanceId}`, 'common.settlement.withdrawn')
        : report(view, desk, done.problem)
    }),
  )
}
