import type { Problem, Reply } from '../api/client.ts'
import { attempt, html, readUpload, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { CraftsPage, DiscountsPage } from './crafts.view.tsx'

const largestList = 2_000_000
const statuses = ['claimed', 'approved', 'refused'] as const

/** Claims of marks of origin, the lists that they are about, and prices that fell far. */
export const craftsPages: WebRoutes = (pages) => {
  const on = pages('operator')

  const show = async (
    view: View,
    {
      problem,
      answer,
      claimId,
    }: { problem?: Problem; answer?: Reply<'importCraftList'>; claimId?: string } = {},
  ) => {
    const status = statuses.find((one) => one === view.query.status) ?? 'claimed'
    const { cursor } = view.query
    const claims = await view.api('listCraftClaims', { query: { status, ...(cursor ? { cursor } : {}) } })
    return html({
      title: view.t('operator.crafts.title'),
      status: problem?.status ?? 200,
      current: '/govern/crafts',
      body: (
        <CraftsPage status={status} claims={claims} problem={problem} answer={answer} refused={claimId} />
      ),
    })
  }

  on.get('/govern/crafts', { access: 'operator' }, (view) => show(view))

  on.post('/govern/crafts/:shopId/:claimId/approve', { access: 'operator' }, async (view) => {
    await view.api('approveClaim', { params: refOf(view) })
    return seeOther('/govern/crafts', 'operator.crafts.approved')
  })

  on.post('/govern/crafts/:shopId/:claimId/refuse', { access: 'operator' }, async (view) => {
    const params = refOf(view)
    const body = { reason: (view.form.reason ?? '').trim() }
    const done = await attempt(() => view.api('refuseClaim', { params, body }))
    if (!done.ok) return show(view, { problem: done.problem, claimId: params.claimId })
    return seeOther('/govern/crafts', 'operator.crafts.refusedNow')
  })

  on.post(
    '/govern/crafts/lists',
    { access: 'operator', bodyLimit: largestList + 64 * 1024 },
    async (view) => {
      const { fields, file } = await readUpload(view, largestList)
      const kind = fields.kind === 'gi' ? 'gi' : 'odop'
      const text = file?.content.toString('utf8') ?? ''
      const done = await attempt(() =>
        view.api('importCraftList', { params: { kind }, body: { file: text } }),
      )
      return done.ok ? show(view, { answer: done.value }) : show(view, { problem: done.problem })
    },
  )

  on.get('/govern/discounts', { access: 'operator' }, async (view) => {
    const { cursor } = view.query
    const falls = await view.api('listDeepDiscounts', { query: cursor ? { cursor } : {} })
    return html({
      title: view.t('operator.discounts.title'),
      current: '/govern/crafts',
      body: <DiscountsPage falls={falls} />,
    })
  })
}

const refOf = ({ params }: View) => ({ shopId: params.shopId!, claimId: params.claimId! })
