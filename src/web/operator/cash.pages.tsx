import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { CashPage } from './cash.view.tsx'

const path = '/govern/cash'

/** Closes a difference with the reason that was typed beside it. */
export const closeCase = (view: View, caseId: string) =>
  attempt(() =>
    view.api('closeCashCase', { params: { caseId }, body: { reason: view.form[`reason-${caseId}`] ?? '' } }),
  )

/** The market's cash in other hands: what is held, what was sent on, and what does not agree. */
export const cashPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const

  const show = async (view: View, problem?: Problem, wrong?: string): Promise<PageResult> => {
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
      body: (
        <CashPage hands={hands.items} files={files} cases={cases.items} problem={problem} wrong={wrong} />
      ),
    })
  }

  on.get(path, operator, (view) => show(view))

  on.post(`${path}/cases/:caseId/close`, operator, async (view) => {
    const caseId = view.params.caseId ?? ''
    const done = await closeCase(view, caseId)
    return done.ok ? seeOther(path, 'operator.cash.closed') : show(view, done.problem, caseId)
  })

  on.post(`${path}/limits/:providerId`, operator, async (view) => {
    const providerId = view.params.providerId ?? ''
    const limitPaise = Math.round(Number(view.form[`rupees-${providerId}`]) * 100)
    const done = await attempt(() =>
      view.api('setCashLimit', { params: { providerId }, body: { limitPaise } }),
    )
    return done.ok ? seeOther(path, 'operator.cash.limitSet') : show(view, done.problem)
  })
}
