import { isLang } from '../i18n/index.ts'
import {
  attempt,
  cookieOf,
  dropTokens,
  html,
  keepTokens,
  samePath,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { CodeForm, PhoneForm } from './sign-in.view.tsx'

const languageSeconds = 365 * 24 * 3600

/** Signing in and out, and the language: the same for all doors. */
export const signInPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  const phonePage = (
    view: View,
    more: { status?: number; problem?: Parameters<typeof PhoneForm>[0]['problem'] } = {},
  ) =>
    html({
      title: view.t('common.signIn.title'),
      status: more.status ?? 200,
      bare: true,
      body: (
        <PhoneForm
          next={samePath(view.query.next ?? view.form.next, '/')}
          phone={view.form.phone}
          problem={more.problem}
        />
      ),
    })

  const codePage = (
    view: View,
    more: { status?: number; problem?: Parameters<typeof CodeForm>[0]['problem'] } = {},
  ) =>
    html({
      title: view.t('common.signIn.title'),
      status: more.status ?? 200,
      bare: true,
      body: (
        <CodeForm next={samePath(view.form.next, '/')} phone={view.form.phone ?? ''} problem={more.problem} />
      ),
    })

  on.get('/sign-in', { access: 'anyone' }, (view) =>
    view.me ? seeOther(samePath(view.query.next, '/')) : phonePage(view),
  )

  on.post('/sign-in', { access: 'anyone' }, async (view) => {
    const sent = await attempt(() => view.api('sendCode', { body: { phone: view.form.phone ?? '' } }))
    if (sent.ok) return codePage(view)
    // A code that is on its way still can be typed.
    if (sent.problem.code === 'codeSentAlready') return codePage(view, { problem: sent.problem })
    return phonePage(view, { status: sent.problem.status, problem: sent.problem })
  })

  on.post('/sign-in/code', { access: 'anyone' }, async (view) => {
    const { phone = '', code = '' } = view.form
    const entered = await attempt(() =>
      view.api('signIn', { body: { phone, code: code.replaceAll(/\s/g, '') } }),
    )
    if (!entered.ok) return codePage(view, { status: entered.problem.status, problem: entered.problem })
    keepTokens(view.request, view.reply, entered.value)
    return seeOther(samePath(view.form.next, '/'), 'common.signIn.done')
  })

  on.post('/sign-out', { access: 'anyone' }, async (view) => {
    if (view.me) await view.api('signOut')
    dropTokens(view.reply)
    return seeOther('/', 'common.signOut.done')
  })

  // A link, so that it works on every page, even on one that is the answer to a form.
  on.get('/language', { access: 'anyone' }, (view) => {
    if (isLang(view.query.to)) {
      view.reply.setCookie('haat_lang', view.query.to, cookieOf(view.request, languageSeconds))
    }
    return seeOther(samePath(view.query.next, '/'))
  })
}
