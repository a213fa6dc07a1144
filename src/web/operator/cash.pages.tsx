import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { CashPage } from './cash.view.tsx'

const path = '/govern/cash'

/** The market's cash in other hands: what is held, what was sent on, and what does not agree. */
export const cashPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const { cursor } = view.query
    const [hands, files, cases] = await Promise.all([
      view.api('listCashInHand'),
      view.api('listAllRemittances', { query: { limit: 20, ...(cursor ? { cursor } : {}) } }),
      view.api('listCashCases', { query: { limit: 50 } }),
    ])
    return html({
      title: view.t('operator.cash.title'),
      status: problem?.status ?? 200,
      current: path,
      body: <CashPage hands={hands.items} files={files} cases={cases.items} problem={problem} />,
    })
  }

  on.get(path, operator, (view) => show(view))

  const act = (
    address: string,
    work: (view: View) => Promise<unknown>,
    notice: Parameters<typeof seeOther>[1],
  ) =>
    on.post(`${path}/${address}`, operator, async (view) => {
      const done = await attempt(() => work(view))
      return done.ok ? seeOther(path, notice) : show(view, done.problem)
    })

  act(
    'files/:remittanceId/book',
    (view) => view.api('bookRemittance', { params: { remittanceId: view.params.remittanceId! } }),
    'operator.cash.booked',
  )
  act(
    'cases/:caseId/close',
    (view) =>
      view.api('closeCashCase', {
        params: { caseId: view.params.caseId! },
        body: { reason: view.form[`reason-${view.params.caseId}`] ?? '' },
      }),
    'operator.cash.closed',
  )
  act(
    'limits/:providerId',
    (view) =>
      view.api('setCashLimit', {
        params: { providerId: view.params.providerId! },
        body: { limitPaise: Math.round(Number(view.form[`rupees-${view.params.providerId}`]) * 100) },
      }),
    'operator.cash.limitSet',
  )
  act(
    'startups/:providerId/files',
    (view) =>
      view.api('recordRemittance', {
        params: { providerId: view.params.providerId! },
        body: { csv: view.form[`csv-${view.params.providerId}`] ?? '' },
      }),
    'operator.cash.recorded',
  )
}
