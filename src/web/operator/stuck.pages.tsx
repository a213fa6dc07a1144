import type { Problem } from '../api/client.ts'
import {
  attempt,
  html,
  labelFile,
  labelFormats,
  type PageResult,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { settlements } from './choices.ts'
import { ParcelPage, StuckPage } from './stuck.view.tsx'

/** Parcels that need a person. */
export const stuckPages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get('/govern/stuck', { access: 'operator' }, async (view) => {
    const { cursor } = view.query
    const page = await view.api('listStuckShipments', {
      query: { limit: 25, ...(cursor ? { cursor } : {}) },
    })
    return html({
      title: view.t('operator.stuck.title'),
      current: '/govern/stuck',
      body: <StuckPage page={page} />,
    })
  })

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const params = { shipmentId: view.params.shipmentId ?? '' }
    const [parcel, search] = await Promise.all([
      view.api('getShipment', { params, query: { as: 'operator' } }),
      view.api('getShipmentSearch', { params }),
    ])
    return html({
      title: view.t('operator.parcel.title'),
      status: problem?.status ?? 200,
      current: '/govern/stuck',
      body: <ParcelPage parcel={parcel} search={search} values={view.form} problem={problem} />,
    })
  }

  on.get('/govern/parcels/:shipmentId', { access: 'operator' }, (view) => show(view))

  for (const format of labelFormats)
    on.get(`/govern/parcels/:shipmentId/label.${format}`, { access: 'operator' }, (view) =>
      labelFile(view, format),
    )

  on.post('/govern/parcels/:shipmentId/settle', { access: 'operator' }, async (view) => {
    const params = { shipmentId: view.params.shipmentId ?? '' }
    const status = settlements.find((one) => one === view.form.status)
    if (!status) return show(view)
    const done = await attempt(() =>
      view.api('settleShipment', { params, body: { status, reason: view.form.reason ?? '' } }),
    )
    if (!done.ok) return show(view, done.problem)
    const moved = done.value.effect === 'moved'
    return seeOther(
      `/govern/parcels/${params.shipmentId}`,
      moved ? 'operator.parcel.settled' : 'operator.parcel.kept',
    )
  })
}
