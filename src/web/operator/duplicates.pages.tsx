import type { Problem } from '../api/client.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { MergesPage, PairPage, QueuePage } from './duplicates.view.tsx'

const grades = ['certain', 'likely', 'contradicted'] as const

/** Products that may be one: the queue, two side by side, and what was merged. */
export const duplicatesPages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get('/govern/duplicates', { access: 'operator' }, async (view) => {
    const grade = grades.find((one) => one === view.query.grade)
    const { cursor } = view.query
    const pairs = await view.api('listDuplicates', {
      query: { ...(grade ? { grade } : {}), ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.duplicates.title'),
      current: '/govern/duplicates',
      body: <QueuePage grade={grade} pairs={pairs} />,
    })
  })

  const showPair = async (view: View, problem?: Problem) => {
    const pair = await view.api('getDuplicate', { params: pairOf(view) })
    return html({
      title: view.t('operator.duplicates.pair'),
      status: problem?.status ?? 200,
      current: '/govern/duplicates',
      body: <PairPage pair={pair} problem={problem} />,
    })
  }

  on.get('/govern/duplicates/:pairId', { access: 'operator' }, (view) => showPair(view))

  on.post('/govern/duplicates/:pairId/merge', { access: 'operator' }, async (view) => {
    const { from: fromProductId = '', into: intoProductId = '' } = view.form
    const done = await attempt(() => view.api('mergeProducts', { body: { fromProductId, intoProductId } }))
    if (!done.ok) return showPair(view, done.problem)
    return seeOther('/govern/duplicates', 'operator.duplicates.merged', { listings: done.value.listings })
  })

  on.post('/govern/duplicates/:pairId/different', { access: 'operator' }, async (view) => {
    const done = await attempt(() => view.api('keepProductsApart', { params: pairOf(view) }))
    if (!done.ok) return showPair(view, done.problem)
    return seeOther('/govern/duplicates', 'operator.duplicates.keptApart')
  })

  on.get('/govern/merges', { access: 'operator' }, async (view) => {
    const { cursor } = view.query
    const merges = await view.api('listProductMerges', { query: cursor ? { cursor } : {} })
    return html({
      title: view.t('operator.merges.title'),
      current: '/govern/duplicates',
      body: <MergesPage merges={merges} />,
    })
  })

  on.post('/govern/merges/:mergeId/undo', { access: 'operator' }, async (view) => {
    await view.api('undoProductMerge', { params: { mergeId: view.params.mergeId! } })
    return seeOther('/govern/merges', 'operator.merges.undoneNow')
  })
}

const pairOf = ({ params }: View) => ({ pairId: params.pairId! })
