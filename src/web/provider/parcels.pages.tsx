import { attempt, html, labelFile, labelFormats, seeOther, type WebRoutes } from '../page/index.ts'
import { withDesk } from './desk.ts'
import { groups, ParcelPage, ParcelsPage } from './parcels.view.tsx'

/** Parcels that the startup is asked for, carries, or has carried. */
export const parcelsPages: WebRoutes = (pages) => {
  const on = pages('provider')

  on.get(
    '/deliver/parcels',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const group = groups.find((one) => one === view.query.state) ?? 'carrying'
      const page = await view.api('listProviderShipments', {
        params: desk.params,
        query: { state: group, limit: 25, ...(view.query.cursor ? { cursor: view.query.cursor } : {}) },
      })
      return html({
        title: view.t('provider.parcels.title'),
        current: '/deliver/parcels',
        body: <ParcelsPage desk={desk} group={group} page={page} />,
      })
    }),
  )

  on.get(
    '/deliver/parcels/:shipmentId',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { ...desk.params, shipmentId: view.params.shipmentId ?? '' }
      const parcel = await view.api('getProviderShipment', { params })
      return html({
        title: view.t('provider.parcel.title'),
        current: '/deliver/parcels',
        body: <ParcelPage desk={desk} parcel={parcel} />,
      })
    }),
  )

  for (const format of labelFormats)
    on.get(`/deliver/parcels/:shipmentId/label.${format}`, { access: 'signedIn' }, (view) =>
      labelFile(view, format),
    )

  on.post(
    '/deliver/parcels/:shipmentId/answer',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const shipmentId = view.params.shipmentId ?? ''
      const yes = view.form.answer === 'yes'
      const done = await attempt(() =>
        view.api('tellProviderShipment', {
          params: { ...desk.params, shipmentId },
          body: yes
            ? { status: 'booked' }
            : { status: 'declined', ...(view.form.reason ? { reason: view.form.reason } : {}) },
        }),
      )
      if (!done.ok) return seeOther('/deliver/parcels?state=asked', 'provider.parcel.gone')
      return yes
        ? seeOther(`/deliver/parcels/${shipmentId}`, 'provider.parcel.accepted')
        : seeOther('/deliver/parcels?state=asked', 'provider.parcel.declined')
    }),
  )
}
