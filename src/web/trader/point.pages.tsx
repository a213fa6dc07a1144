import type { Input, Problem } from '../api/client.ts'
import { attempt, html, ifThere, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { PointPage } from './point.view.tsx'

type Terms = Input<'registerPoint'>['body']

const whole = (text: string | undefined, scale = 1): number => {
  const number = Number((text ?? '').trim() || Number.NaN)
  return Number.isFinite(number) ? Math.round(number * scale) : -1
}

/** Terms as the form says them: rupees and kilometres there, paise and metres in the API. */
const termsOf = ({ form }: View, { shop }: ShopDesk): Terms => ({
  hours: shop.hours,
  shelfParcels: whole(form.shelf),
  parcelsPerDay: whole(form.day),
  feePaise: whole(form.fee, 100),
  deliversMetres: form.delivers?.trim() ? whole(form.delivers, 1000) : null,
  deliveryFeePaise: form.delivers?.trim() ? whole(form.deliveryFee || '0', 100) : 0,
})

/** The month that the reader chose; this one when none. */
const monthOf = ({ query: { month } }: View) =>
  typeof month === 'string' && /^20\d\d-(?:0[1-9]|1[0-2])$/.test(month) ? { month } : {}

/** Parcels of neighbours that the shop keeps: hand in, hand out, statement. */
export const pointPages: WebRoutes = (pages) => {
  const on = pages('trader')
  const home = '/trade/parcels'

  const page = async (view: View, desk: ShopDesk, problem?: Problem) => {
    const point = await ifThere(view.api('getPointOfShop', { params: { shopId: desk.shop.shopId } }))
    const params = { pointId: point?.pointId ?? '' }
    const [parcels, statement] = point
      ? await Promise.all([
          view.api('listParcelsAtPoint', { params }),
          view.api('getPointStatement', { params, query: monthOf(view) }),
        ])
      : [undefined, undefined]
    return html({
      title: view.t('trader.point.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: (
        <PointPage
          desk={desk}
          point={point}
          parcels={parcels?.items ?? []}
          statement={statement}
          problem={problem}
          typed={view.form}
        />
      ),
    })
  }

  on.get(
    home,
    { access: 'signedIn' },
    withShop((view, desk) => page(view, desk)),
  )

  on.post(
    home,
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { shopId: desk.shop.shopId }
      const made = await attempt(() => view.api('registerPoint', { params, body: termsOf(view, desk) }))
      return made.ok ? seeOther(home, 'trader.point.made') : page(view, desk, made.problem)
    }),
  )

  on.post(
    '/trade/parcels/:pointId/terms',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { pointId: view.params.pointId! }
      const changed = await attempt(() => view.api('changePoint', { params, body: termsOf(view, desk) }))
      return changed.ok ? seeOther(home, 'trader.point.changed') : page(view, desk, changed.problem)
    }),
  )

  on.post(
    '/trade/parcels/:pointId/pause',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { pointId: view.params.pointId! }
      const paused = view.form.paused === 'yes'
      const changed = await attempt(() => view.api('changePoint', { params, body: { paused } }))
      return changed.ok ? seeOther(home) : page(view, desk, changed.problem)
    }),
  )

  on.post(
    '/trade/parcels/:pointId/:shipmentId',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = { pointId: view.params.pointId!, shipmentId: view.params.shipmentId! }
      const body = { code: (view.form.code ?? '').replaceAll(/\s/g, '') }
      const done = await attempt(() =>
        view.form.do === 'in'
          ? view.api('handInAtPoint', { params, body })
          : view.form.do === 'setOut'
            ? view.api('setOutFromPoint', { params })
            : view.api('handOutAtPoint', {
                params,
                body: { ...body, ...(view.form.cash ? { cashCollectedPaise: Number(view.form.cash) } : {}) },
              }),
      )
      return done.ok ? seeOther(home, 'trader.point.done') : page(view, desk, done.problem)
    }),
  )
}
