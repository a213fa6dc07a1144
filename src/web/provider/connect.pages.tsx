import type { Problem, Reply } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type CallFilter, CallsPage, type Fresh, KeysPage, operations, wasAnswered } from './connect.view.tsx'
import { type Desk, withDesk } from './desk.ts'

/** Keys, secrets, and what we said to the startup's server. */
export const connectPages: WebRoutes = (pages) => {
  const on = pages('provider')

  const keys = async (
    view: View,
    desk: Desk,
    given: { fresh?: Fresh; problem?: Problem } = {},
  ): Promise<PageResult> => {
    const own = desk.role === 'owner'
    const { items } = own ? await view.api('listProviderKeys', { params: desk.params }) : { items: [] }
    return html({
      title: view.t('provider.keys.title'),
      status: given.problem?.status ?? 200,
      current: '/deliver/keys',
      body: <KeysPage desk={desk} keys={items} {...given} />,
    })
  }

  on.get(
    '/deliver/keys',
    { access: 'signedIn' },
    withDesk((view, desk) => keys(view, desk)),
  )

  // Answered with the page itself: what is shown once goes through no address and no cookie.
  on.post(
    '/deliver/keys',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const done = await attempt(() => view.api('makeProviderKey', { params: desk.params }))
      if (!done.ok) return keys(view, desk, { problem: done.problem })
      return keys(view, desk, { fresh: { kind: 'key', text: done.value.key } })
    }),
  )

  on.post(
    '/deliver/secrets',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const done = await attempt(() => view.api('makeProviderSecret', { params: desk.params }))
      if (!done.ok) return keys(view, desk, { problem: done.problem })
      return keys(view, desk, { fresh: { kind: 'secret', text: done.value.secret } })
    }),
  )

  on.post(
    '/deliver/keys/:keyId/end',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      await view.api('deleteProviderKey', { params: { ...desk.params, keyId: view.params.keyId ?? '' } })
      return seeOther('/deliver/keys', 'provider.keys.ended')
    }),
  )

  const calls = async (
    view: View,
    desk: Desk,
    given: { problem?: Problem; inVain?: boolean } = {},
  ): Promise<PageResult> => {
    const { operation, failed, cursor } = view.query
    const filter: CallFilter = {
      ...(operations.some((one) => one === operation)
        ? { operation: operation as (typeof operations)[number] }
        : {}),
      ...(failed === 'true' ? { failed } : {}),
    }
    const page: Reply<'listProviderCalls'> = await view.api('listProviderCalls', {
      params: desk.params,
      query: { limit: 25, ...filter, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('provider.calls.title'),
      status: given.problem?.status ?? 200,
      current: '/deliver/keys',
      body: <CallsPage desk={desk} page={page} filter={filter} {...given} />,
    })
  }

  on.get(
    '/deliver/calls',
    { access: 'signedIn' },
    withDesk((view, desk) => calls(view, desk)),
  )

  /** The newest call like the one that was made again; undefined where it is not in the log yet. */
  const newestLike = async (view: View, desk: Desk) => {
    const operation = operations.find((one) => one === view.form.operation)
    const { items } = await view.api('listProviderCalls', {
      params: desk.params,
      query: { limit: 10, ...(operation ? { operation } : {}) },
    })
    return items.find(({ reference }) => reference === view.form.reference)
  }

  on.post(
    '/deliver/calls/:callId/again',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { ...desk.params, callId: view.params.callId ?? '' }
      const done = await attempt(() => view.api('repeatProviderCall', { params }))
      if (!done.ok) return calls(view, desk, { problem: done.problem })
      const made = await newestLike(view, desk)
      return made && wasAnswered(made)
        ? seeOther('/deliver/calls', 'provider.calls.repeated')
        : calls(view, desk, { inVain: true })
    }),
  )
}
