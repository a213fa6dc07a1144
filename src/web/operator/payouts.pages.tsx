import type { Problem, Reply } from '../api/client.ts'
import {
  attempt,
  html,
  type PageResult,
  raw,
  readUpload,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { PayoutRunPage } from './payout-run.view.tsx'
import { PayoutRunsPage, runFilters } from './payouts.view.tsx'

const path = '/govern/payouts'
/** As the API takes it. */
const largestFile = 500_000

/** Traders are paid: runs, their bank files, and what the bank says. */
export const payoutPages: WebRoutes = (pages) => {
  const on = pages('operator')
  const operator = { access: 'operator' } as const

  const showAll = async (
    view: View,
    { problem, wrong }: { problem?: Problem; wrong?: string } = {},
  ): Promise<PageResult> => {
    const { cursor } = view.query
    const state = runFilters.find((one) => one === view.query.state)
    const [runs, cases] = await Promise.all([
      view.api('listPayoutRuns', {
        query: { limit: 20, ...(state ? { state } : {}), ...(cursor ? { cursor } : {}) },
      }),
      view.api('listPayoutCases', { query: { limit: 50 } }),
    ])
    return html({
      title: view.t('operator.payouts.title'),
      status: problem?.status ?? 200,
      current: path,
      body: <PayoutRunsPage runs={runs} cases={cases.items} state={state} problem={problem} wrong={wrong} />,
    })
  }

  const paramsOf = (view: View) => ({ runId: view.params.runId ?? '' })

  const showOne = async (
    view: View,
    runId: string,
    more: { problem?: Problem; results?: Reply<'takePayoutResults'>; wrong?: string } = {},
  ): Promise<PageResult> => {
    const { cursor } = view.query
    const params = { runId }
    const [run, lines] = await Promise.all([
      view.api('getPayoutRun', { params }),
      view.api('listRunPayouts', { params, query: { limit: 50, ...(cursor ? { cursor } : {}) } }),
    ])
    return html({
      title: view.t('operator.payouts.run', { date: view.f.date(run.openedAt) }),
      status: more.problem?.status ?? 200,
      current: path,
      body: <PayoutRunPage run={run} lines={lines} {...more} />,
    })
  }

  on.get(path, operator, (view) => showAll(view))

  on.post(path, operator, async (view) => {
    const done = await attempt(() => view.api('openPayoutRun'))
    return done.ok ? seeOther(`${path}/${done.value.runId}`) : showAll(view, { problem: done.problem })
  })

  on.get(`${path}/:runId`, operator, (view) => showOne(view, paramsOf(view).runId))

  on.post(`${path}/:runId/approve`, operator, async (view) => {
    const params = paramsOf(view)
    const body = { payouts: Number(view.form.payouts), amountPaise: Number(view.form.amountPaise) }
    const done = await attempt(() => view.api('approvePayoutRun', { params, body }))
    if (!done.ok) return showOne(view, params.runId, { problem: done.problem })
    return seeOther(`${path}/${params.runId}`, 'operator.payouts.approved')
  })

  on.post(`${path}/:runId/cancel`, operator, async (view) => {
    const params = paramsOf(view)
    const done = await attempt(() => view.api('cancelPayoutRun', { params }))
    if (!done.ok) return showOne(view, params.runId, { problem: done.problem })
    return seeOther(path, 'operator.payouts.cancelled')
  })

  on.get(`${path}/:runId/bank-file.csv`, operator, async (view) => {
    const params = paramsOf(view)
    const { status, headers, body } = await view.apiStream('downloadBankFile', { params })
    if (status !== 200) {
      body.resume()
      return seeOther(`${path}/${params.runId}`, 'operator.payouts.noFile')
    }
    return raw(body, {
      headers: {
        'content-type': headers['content-type'] ?? 'text/csv; charset=utf-8',
        'content-disposition': headers['content-disposition'] ?? 'attachment',
        'cache-control': 'private, no-store',
      },
    })
  })

  on.post(`${path}/:runId/results`, { ...operator, bodyLimit: largestFile + 64 * 1024 }, async (view) => {
    const params = paramsOf(view)
    const { file, tooLarge } = await readUpload(view, largestFile)
    if (!file || tooLarge) return seeOther(`${path}/${params.runId}`, 'operator.payouts.noUpload')
    const body = { csv: file.content.toString('utf8').replaceAll('\0', '') || ' ' }
    const done = await attempt(() => view.api('takePayoutResults', { params, body }))
    return showOne(view, params.runId, done.ok ? { results: done.value } : { problem: done.problem })
  })

  for (const status of ['paid', 'returned'] as const)
    on.post(`${path}/:runId/payouts/:payoutId/${status}`, operator, async (view) => {
      const { runId } = paramsOf(view)
      const payoutId = view.params.payoutId ?? ''
      const told = view.form[`${status === 'paid' ? 'utr' : 'reason'}-${payoutId}`] ?? ''
      const body = status === 'paid' ? { status, utr: told } : { status, reason: told }
      const done = await attempt(() => view.api('setPayoutResult', { params: { payoutId }, body }))
      if (!done.ok) return showOne(view, runId, { problem: done.problem, wrong: payoutId })
      return seeOther(`${path}/${runId}`, `operator.payouts.set.${status}`)
    })

  for (const decision of ['keep', 'accept'] as const)
    on.post(`${path}/cases/:payoutId/${decision}`, operator, async (view) => {
      const payoutId = view.params.payoutId ?? ''
      const body = { decision, reason: view.form[`why-${payoutId}`] ?? '' }
      const done = await attempt(() => view.api('decidePayoutCase', { params: { payoutId }, body }))
      return done.ok
        ? seeOther(path, 'operator.payouts.decided')
        : showAll(view, { problem: done.problem, wrong: payoutId })
    })
}
