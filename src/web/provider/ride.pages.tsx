import { Readable } from 'node:stream'
import { contactWords } from '../../delivery/door/index.ts'
import { parseRupees } from '../../kernel/money.ts'
import type { Input, Problem } from '../api/client.ts'
import {
  attempt,
  html,
  type PageResult,
  readUpload,
  sayingOf,
  seeOther,
  type Upload,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { type Desk, withDesk } from './desk.ts'
import type { Parcel } from './parcels.view.tsx'
import { RidePage, StopPage } from './ride.view.tsx'

type Word = Input<'tellProviderShipment'>['body']

/** What a rider can tell, as the buttons of the page name it. */
const words = ['pickedUp', 'outForDelivery', 'delivered', 'deliveryFailed', 'returning', 'returned'] as const
const largestPhoto = 4 * 1024 * 1024
const reasons = ['nobody', 'refused', 'address', 'cash', 'damaged'] as const

/** A rider's day on a phone: the next stop, and what happens there. */
export const ridePages: WebRoutes = (pages) => {
  const on = pages('provider')

  on.get(
    '/deliver/ride',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const { items } = await view.api('listProviderShipments', {
        params: desk.params,
        query: { state: 'carrying', limit: 100 },
      })
      // Who was promised first is visited first.
      const stops = [...items].sort((a, b) => (a.promisedBy ?? '9').localeCompare(b.promisedBy ?? '9'))
      return html({
        title: view.t('provider.ride.title'),
        current: '/deliver/ride',
        body: <RidePage desk={desk} stops={stops} />,
      })
    }),
  )

  const stop = async (view: View, desk: Desk, problem?: Problem, given?: Parcel): Promise<PageResult> => {
    const params = { ...desk.params, shipmentId: view.params.shipmentId ?? '' }
    const parcel = given ?? (await view.api('getProviderShipment', { params }))
    const contact =
      parcel.group === 'carrying' && parcel.accepted
        ? {
            buyer: await view.api('getCrewContact', { params }),
            shop: await view.api('getCrewShopContact', { params }),
          }
        : undefined
    return html({
      title: view.t('provider.ride.stop'),
      status: problem?.status ?? 200,
      bare: true,
      islands: ['rider'],
      body: <StopPage parcel={parcel} contact={contact} problem={problem} />,
    })
  }

  on.get(
    '/deliver/ride/:shipmentId',
    { access: 'signedIn' },
    withDesk((view, desk) => stop(view, desk)),
  )

  /** Buttons by which a rider says one of these words, or is joined by telephone. */
  const says = <W extends string>(
    at: string,
    words: readonly W[],
    say: (
      view: View,
      given: {
        params: { providerId: string; shipmentId: string }
        body: NonNullable<ReturnType<typeof sayingOf<W>>>
      },
    ) => Promise<unknown>,
  ) =>
    on.post(
      `/deliver/ride/:shipmentId/${at}`,
      { access: 'signedIn' },
      withDesk(async (view, desk) => {
        const params = { ...desk.params, shipmentId: view.params.shipmentId ?? '' }
        const body = sayingOf(view.form, words)
        if (!body) return stop(view, desk)
        const done = await attempt(() => say(view, { params, body }))
        return done.ok
          ? seeOther(
              `/deliver/ride/${params.shipmentId}`,
              'call' in body ? 'common.contact.calling' : 'common.contact.sent',
            )
          : stop(view, desk, done.problem)
      }),
    )
  says('contact', contactWords.door.carrier, (view, given) => view.api('sayToBuyer', given))
  says('contact/shop', contactWords.counter.carrier, (view, given) => view.api('sayToShopAsCrew', given))

  // Sent as an upload when there may be a photo.
  on.post(
    '/deliver/ride/:shipmentId',
    { access: 'signedIn', bodyLimit: largestPhoto + 65_536 },
    withDesk(async (view, desk) => {
      const params = { ...desk.params, shipmentId: view.params.shipmentId ?? '' }
      const given: Upload = view.request.isMultipart()
        ? await readUpload(view, largestPhoto)
        : { fields: view.form, file: undefined, tooLarge: false }
      const status = words.find((word) => word === given.fields.what)
      if (!status) return stop(view, desk)
      if (given.tooLarge) return seeOther(`/deliver/ride/${params.shipmentId}`, 'provider.ride.photoTooLarge')
      const done = await attempt(async () => {
        const photo = given.file && {
          photoUrl: (
            await view.api('addDoorPhoto', {
              params,
              headers: { 'content-type': 'image/jpeg' },
              body: Readable.from([given.file.content]) as never,
            } as Input<'addDoorPhoto'>)
          ).photoUrl,
        }
        return view.api('tellProviderShipment', {
          params,
          body: { status, ...wordFrom(given.fields, view), ...photo },
        })
      })
      if (!done.ok) return stop(view, desk, done.problem)
      if (done.value.state === 'cancelled') return seeOther('/deliver/ride', 'provider.check.notTaken')
      const over = done.value.state === 'delivered' || done.value.state === 'returned'
      return over
        ? seeOther('/deliver/ride', `provider.ride.done.${status}`)
        : seeOther(`/deliver/ride/${params.shipmentId}`, `provider.ride.done.${status}`)
    }),
  )
}

/** Code, place, cash and reason as the form has them. */
function wordFrom(fields: Upload['fields'], { t }: View): Omit<Word, 'status'> {
  const code = (fields.code ?? '').replaceAll(/\D/g, '')
  const [lat, lng] = [Number(fields.lat || Number.NaN), Number(fields.lng || Number.NaN)]
  const reason = reasons.find((one) => one === fields.reason)
  const said = [reason && t(`provider.ride.reason.${reason}`), fields.note?.trim()].filter(Boolean).join(' ')
  return {
    ...(code && fields.what === 'pickedUp' ? { handoverCode: code } : {}),
    ...(code && (fields.what === 'delivered' || fields.what === 'returned') ? { deliveryCode: code } : {}),
    ...(fields.receivedBy === 'neighbour' && fields.what === 'delivered' ? { receivedBy: 'neighbour' } : {}),
    ...(Number.isFinite(lat) && Number.isFinite(lng) ? { location: { lat, lng } } : {}),
    ...(fields.cash === 'yes' ? { cashCollectedPaise: Number(parseRupees(fields.due ?? '') ?? 0n) } : {}),
    ...(said ? { reason: said } : {}),
    ...(fields.what === 'pickedUp' ? foundIn(fields) : {}),
  }
}

/** What a rider found by the check list, as far as the form has it. */
function foundIn(fields: Upload['fields']): Pick<Word, 'found'> {
  const pieces = Number((fields.pieces ?? '').trim() || Number.NaN)
  const answers = (['article', 'seal', 'condition'] as const).flatMap((check) =>
    fields[check] === undefined ? [] : [[check, fields[check] === 'yes'] as const],
  )
  const found = { ...(Number.isFinite(pieces) ? { pieces } : {}), ...Object.fromEntries(answers) }
  return Object.keys(found).length > 0 ? { found } : {}
}
