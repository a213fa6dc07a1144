import type { Input, Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { AnnouncementsPage } from './announcements.view.tsx'
import { audiences } from './choices.ts'
import { instantOf } from './names.ts'

type Body = Input<'announce'>['body']

const bodyFrom = (form: Readonly<Record<string, string>>): Body => ({
  audience: audiences.find((one) => one === form.audience) ?? 'everyone',
  title: form.title ?? '',
  titleHi: form.titleHi ?? '',
  body: form.body ?? '',
  bodyHi: form.bodyHi ?? '',
  ...(form.shownFrom ? { shownFrom: instantOf(form.shownFrom) } : {}),
  shownUntil: instantOf(form.shownUntil ?? ''),
})

/** What the market tells people. */
export const announcementsPages: WebRoutes = (pages) => {
  const on = pages('operator')

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const { cursor } = view.query
    const page = await view.api('listAllAnnouncements', {
      query: { limit: 20, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.announcements.title'),
      status: problem?.status ?? 200,
      current: '/govern/announcements',
      body: <AnnouncementsPage page={page} values={view.form} problem={problem} />,
    })
  }

  on.get('/govern/announcements', { access: 'operator' }, (view) => show(view))

  on.post('/govern/announcements', { access: 'operator' }, async (view) => {
    const done = await attempt(() => view.api('announce', { body: bodyFrom(view.form) }))
    return done.ok
      ? seeOther('/govern/announcements', 'operator.announcements.made')
      : show(view, done.problem)
  })

  on.post('/govern/announcements/:announcementId/withdraw', { access: 'operator' }, async (view) => {
    await view.api('withdrawAnnouncement', {
      params: { announcementId: view.params.announcementId ?? '' },
    })
    return seeOther('/govern/announcements', 'operator.announcements.withdrawn')
  })
}
