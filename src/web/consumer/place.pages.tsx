import { ApiProblem } from '../api/client.ts'
import { attempt, html, samePath, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { keepPlace, longestName, nameOfPin, type Place, placeOf } from './place.ts'
import { PlacePage } from './place.view.tsx'

type Problem = Parameters<typeof PlacePage>[0]['problem']

/** Where am I: by PIN, the phone's position, DIGIPIN, a name or a saved address. */
export const placePages: WebRoutes = (pages) => {
  const on = pages('consumer')

  const page = async (view: View, more: { status?: number; problem?: Problem } = {}) => {
    const name = (view.query.name ?? '').trim()
    const [found, addresses] = await Promise.all([
      name === '' ? undefined : view.api('searchPins', { query: { q: name, limit: 12 } }),
      view.me ? view.api('listAddresses') : undefined,
    ])
    return html({
      title: view.t('consumer.place.title'),
      status: more.status ?? 200,
      islands: ['whereabouts'],
      body: (
        <PlacePage
          next={samePath(view.query.next ?? view.form.next, '/')}
          place={placeOf(view)}
          typed={view.form}
          name={name}
          found={found?.items}
          addresses={addresses?.items ?? []}
          problem={more.problem}
        />
      ),
    })
  }

  on.get('/place', { access: 'anyone' }, (view) => page(view))

  on.post('/place', { access: 'anyone' }, async (view) => {
    const chosen = await attempt(() => readPlace(view))
    if (!chosen.ok) return page(view, { status: chosen.problem.status, problem: chosen.problem })
    keepPlace(view, chosen.value)
    return seeOther(samePath(view.form.next, '/'), 'consumer.place.kept', { name: chosen.value.name })
  })
}

/** What the form says: a saved address, a position, a DIGIPIN, or a PIN. */
async function readPlace(view: View): Promise<Place> {
  const { addressId, lat, lng, digipin, pin = '' } = view.form
  if (addressId && view.me) {
    const { items } = await view.api('listAddresses')
    const kept = items.find((one) => one.addressId === addressId)
    if (kept) {
      const { drop } = kept
      const exact = drop.pointFrom !== 'pin' && drop.point ? drop.point : {}
      return { pin: drop.pin, ...exact, name: (kept.label ?? drop.line1).slice(0, longestName) }
    }
  }
  if (lat && lng) return nearest(view, { lat: Number(lat), lng: Number(lng) })
  if (digipin?.trim()) {
    const { centre } = await view.api('decodeDigipin', { params: { code: digipin.trim() } })
    return nearest(view, centre)
  }
  const record = await recordOf(view, pin.replaceAll(/\s/g, ''))
  return { pin: record.pin, name: nameOfPin(record) }
}

/** The PIN's record; one that India Post does not have is a mistyped field, and no missing page. */
async function recordOf(view: View, pin: string) {
  try {
    return await view.api('getPin', { params: { pin: pin || '-' } })
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.problem.status !== 404) throw error
    const detail = `India Post has no PIN code ${pin}. Look at it again.`
    throw new ApiProblem({
      ...error.problem,
      status: 400,
      code: 'invalidFields',
      errors: [{ pointer: '/pin', code: 'unknownPin', detail }],
    })
  }
}

/** The PIN whose middle is nearest: what a position can say of an address. */
async function nearest(view: View, point: { lat: number; lng: number }): Promise<Place> {
  const { items } = await view.api('nearestPins', { query: { ...point, limit: 1 } })
  const record = items[0]!
  return { pin: record.pin, ...point, name: nameOfPin(record) }
}
