import type { Problem } from '../api/client.ts'
import {
  attempt,
  html,
  largestSettlementForm,
  seeOther,
  settlementIn,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { closeCase } from './cash.pages.tsx'
import { HandPage, SettlementPage } from './settlements.view.tsx'

const path = '/govern/cash'
const operator = { access: 'operator' } as const

interface Refusal {
  problem?: Problem
  typed?: string | undefined
  /** The difference whose form was refused. */
  wrong?: string
}

/** Settlement files: of one startup or point, with a form for the next; and one file, to book it and close its differences. */
export const settlementPages: WebRoutes = (pages) => {
  const on = pages('operator')

  /** Those who settle, each at its own addresses. */
  const hands = [
    {
      kind: 'startups',
      param: 'providerId',
      cashOf: (view: View, providerId: string) => view.api('getCashOfProvider', { params: { providerId } }),
      record: (view: View, providerId: string, csv: string) =>
        view.api('recordRemittance', { params: { providerId }, body: { csv } }),
    },
    {
      kind: 'points',
      param: 'pointId',
      cashOf: (view: View, pointId: string) => view.api('getCashOfPoint', { params: { pointId } }),
      record: (view: View, pointId: string, csv: string) =>
        view.api('recordPointRemittance', { params: { pointId }, body: { csv } }),
    },
  ] as const

  for (const { kind, param, cashOf, record } of hands) {
    const at = `${path}/${kind}/:${param}`

    const show = async (view: View, { problem, typed }: Refusal = {}) => {
      const hand = view.params[param] ?? ''
      const { cursor } = view.query
      const cash = await cashOf(view, hand)
      const files = await view.api('listAllRemittances', {
        query: { hand, limit: 20, ...(cursor ? { cursor } : {}) },
      })
      return html({
        title: cash.name,
        status: problem?.status ?? 200,
        current: path,
        body: <HandPage {...{ kind, hand, cash, files, problem, typed }} />,
      })
    }

    on.get(at, operator, (view) => show(view))

    on.post(`${at}/files`, { ...operator, bodyLimit: largestSettlementForm }, async (view) => {
      const { csv, typed } = await settlementIn(view)
      const done = await attempt(() => record(view, view.params[param] ?? '', csv))
      return done.ok
        ? seeOther(`${path}/files/${done.value.remittanceId}`, 'operator.cash.recorded')
        : show(view, { problem: done.problem, typed })
    })
  }

  const file = `${path}/files/:remittanceId`
  const paramsOf = (view: View) => ({ remittanceId: view.params.remittanceId ?? '' })

  const showFile = async (view: View, { problem, wrong }: Refusal = {}) => {
    const report = await view.api('getRemittanceReport', { params: paramsOf(view) })
    return html({
      title: view.t('common.settlement.title'),
      status: problem?.status ?? 200,
      current: path,
      body: <SettlementPage report={report} problem={problem} wrong={wrong} />,
    })
  }
  const addressOf = (view: View) => `${path}/files/${paramsOf(view).remittanceId}`

  on.get(file, operator, (view) => showFile(view))

  on.post(`${file}/book`, operator, async (view) => {
    const done = await attempt(() => view.api('bookRemittance', { params: paramsOf(view) }))
    if (!done.ok) return showFile(view, { problem: done.problem })
    return seeOther(addressOf(view), 'operator.cash.booked')
  })

  on.post(`${file}/cases/:caseId/close`, operator, async (view) => {
    const caseId = view.params.caseId ?? ''
    const done = await closeCase(view, caseId)
    if (!done.ok) return showFile(view, { problem: done.problem, wrong: caseId })
    return seeOther(addressOf(view), 'operator.cash.closed')
  })
}
