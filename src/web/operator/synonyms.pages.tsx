import type { Problem, Reply } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { SynonymsPage } from './synonyms.view.tsx'

/** Words that mean the same: what the market knows, and what operators add. */
export const synonymsPages: WebRoutes = (pages) => {
  const on = pages('operator')

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const word = (view.query.q ?? view.form.q ?? '').trim()
    const found: Reply<'findSynonyms'> = word
      ? await view.api('findSynonyms', { query: { q: word } })
      : await view.api('findSynonyms')
    const misses = word ? [] : (await view.api('listSearchMisses', { query: { limit: 30 } })).items
    return html({
      title: view.t('operator.synonyms.title'),
      status: problem?.status ?? 200,
      current: '/govern/synonyms',
      body: (
        <SynonymsPage groups={found.items} misses={misses} word={word} values={view.form} problem={problem} />
      ),
    })
  }

  on.get('/govern/synonyms', { access: 'operator' }, (view) => show(view))

  on.post('/govern/synonyms', { access: 'operator' }, async (view) => {
    const terms = (view.form.terms ?? '')
      .split(/[,\n;]+/)
      .map((term) => term.trim())
      .filter((term) => term !== '')
    const { groupId } = view.form
    const done = await attempt(() =>
      view.api('addSynonyms', { body: { terms, ...(groupId ? { groupId } : {}) } }),
    )
    if (!done.ok) return show(view, done.problem)
    return seeOther(
      `/govern/synonyms?q=${encodeURIComponent(done.value.own.at(-1) ?? '')}`,
      'operator.synonyms.added',
    )
  })

  on.post('/govern/synonyms/remove', { access: 'operator' }, async (view) => {
    const { groupId = '', term = '' } = view.form
    await view.api('removeSynonyms', { params: { groupId }, query: { term } })
    return seeOther('/govern/synonyms', 'operator.synonyms.removed')
  })
}
