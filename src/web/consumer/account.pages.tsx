import type { Input, Problem, Reply } from '../api/client.ts'
import {
  attempt,
  dropTokens,
  html,
  problemPage,
  samePath,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { AccountPage, AddressPage, AskPage, lineOf } from './account.view.tsx'
import { placeOf } from './place.ts'

type Address = Reply<'listAddresses'>['items'][number]

/** The reader's account: name, language, addresses, and the way out on every device. */
export const accountPages: WebRoutes = (pages) => {
  const on = pages('consumer')
  const signedIn = { access: 'signedIn' } as const

  const account = async (view: View, problem?: Problem) => {
    const { items } = await view.api('listAddresses')
    return html({
      title: view.t('consumer.account.title'),
      current: '/account',
      status: problem?.status ?? 200,
      body: <AccountPage me={view.me!} name={view.form.name} addresses={items} problem={problem} />,
    })
  }
  on.get('/account', signedIn, (view) => account(view))
  on.post('/account', signedIn, async (view) => {
    const name = view.form.name?.trim() || null
    const done = await attempt(() => view.api('changeMe', { body: { name } }))
    return done.ok ? seeOther('/account', 'common.form.saved') : account(view, done.problem)
  })
  const ask = (title: string, text: string, action: string, yes: string) =>
    html({
      title,
      current: '/account',
      body: <AskPage title={title} text={text} action={action} yes={yes} />,
    })
  on.get('/account/sign-out-everywhere', signedIn, ({ t, path }) =>
    ask(
      t('consumer.account.everywhereAsk'),
      t('consumer.account.everywhereHint'),
      path,
      t('consumer.account.everywhere'),
    ),
  )
  on.post('/account/sign-out-everywhere', signedIn, async (view) => {
    await view.api('signOutEverywhere')
    dropTokens(view.reply)
    return seeOther('/', 'consumer.account.outEverywhere')
  })

  const addressPage = (view: View, address: Address | undefined, problem?: Problem) => {
    const place = placeOf(view)
    const { drop } = address ?? {}
    const typed: Record<string, string> =
      view.request.method === 'POST'
        ? { ...view.form }
        : {
            label: address?.label ?? '',
            'drop.name': drop?.name ?? view.me?.name ?? '',
            'drop.phone': (drop?.phone ?? view.me?.phone ?? '').replace(/^\+91/, ''),
            'drop.line1': drop?.line1 ?? '',
            'drop.line2': drop?.line2 ?? '',
            'drop.landmark': drop?.landmark ?? '',
            'drop.pin': drop?.pin ?? place?.pin ?? '',
            'drop.digipin': drop && drop.pointFrom !== 'pin' ? (drop.digipin ?? '') : '',
          }
    return html({
      title: view.t(address ? 'consumer.address.change' : 'consumer.address.new'),
      current: '/account',
      status: problem?.status ?? 200,
      body: (
        <AddressPage
          action={address ? `/account/addresses/${address.addressId}` : '/account/addresses'}
          isNew={!address}
          typed={typed}
          problem={problem}
        />
      ),
    })
  }
  const addressOf = async (view: View): Promise<Address | undefined> =>
    (await view.api('listAddresses')).items.find(({ addressId }) => addressId === view.params.addressId)

  on.get('/account/addresses/new', signedIn, (view) => addressPage(view, undefined))
  on.post('/account/addresses', signedIn, async (view) => {
    const done = await attempt(() => view.api('addAddress', { body: bodyOf(view) }))
    return done.ok
      ? seeOther(samePath(view.form.next, '/account'), 'consumer.address.kept')
      : addressPage(view, undefined, done.problem)
  })
  on.get('/account/addresses/:addressId', signedIn, async (view) => {
    const address = await addressOf(view)
    return address ? addressPage(view, address) : problemPage(view, 404)
  })
  on.post('/account/addresses/:addressId', signedIn, async (view) => {
    const params = { addressId: view.params.addressId! }
    const done = await attempt(() => view.api('replaceAddress', { params, body: bodyOf(view) }))
    return done.ok
      ? seeOther('/account', 'consumer.address.kept')
      : addressPage(view, await addressOf(view), done.problem)
  })
  on.get('/account/addresses/:addressId/remove', signedIn, async (view) => {
    const { t, path } = view
    const address = await addressOf(view)
    if (!address) return problemPage(view, 404)
    return ask(t('consumer.address.removeAsk'), lineOf(address), path, t('common.action.remove'))
  })
  on.post('/account/addresses/:addressId/remove', signedIn, async (view) => {
    await view.api('removeAddress', { params: { addressId: view.params.addressId! } })
    return seeOther('/account', 'consumer.address.removed')
  })
}

const present = (text: string | undefined): string | undefined => text?.trim() || undefined

const bodyOf = ({ form }: View): Input<'addAddress'>['body'] => ({
  label: present(form.label),
  drop: {
    name: form['drop.name'] ?? '',
    phone: form['drop.phone'] ?? '',
    line1: form['drop.line1'] ?? '',
    line2: present(form['drop.line2']),
    landmark: present(form['drop.landmark']),
    pin: (form['drop.pin'] ?? '').replaceAll(/\s/g, ''),
    digipin: present(form['drop.digipin']),
  },
})
