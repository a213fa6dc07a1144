import { indiaDay } from '../../kernel/india-day.ts'
import type { Problem } from '../api/client.ts'
import {
  attempt,
  html,
  ifThere,
  largestSettlementForm,
  seeOther,
  settlementIn,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { sheetOf } from './point-cash.data.ts'
import { PointCashPage, PointSettlementPage } from './point-cash.view.tsx'

const home = '/trade/parcels'
const at = `${home}/files`
/** Orders that are sent on by one form. */
const mostOrders = 100

interface Refusal {
  problem: Problem
  typed?: string | undefined
  /** The orders were chosen, not a file handed in. */
  picked?: boolean
}

/** Cash that the shop took as a point: what it has still to send on, and the settlement files of what it sent. */
export const pointCashPages: WebRoutes = (pages) => {
  const on = pages('trader')
  const signedIn = { access: 'signedIn' } as const

  const show = async (view: View, desk: ShopDesk, refused?: Refusal) => {
    if (desk.role !== 'owner') return seeOther(home, 'trader.pointCash.ownersOnly')
    const point = await ifThere(view.api('getPointOfShop', { params: { shopId: desk.shop.shopId } }))
    if (!point) return seeOther(home, 'trader.pointCash.noPoint')
    const params = { pointId: point.pointId }
    const { cursor } = view.query
    const [cash, open, files] = await Promise.all([
      view.api('getPointCash', { params }),
      view.api('listOpenCashOfPoint', { params, query: { limit: mostOrders } }),
      view.api('listPointRemittances', { params, query: { limit: 20, ...(cursor ? { cursor } : {}) } }),
    ])
    return html({
      title: view.t('trader.pointCash.title'),
      status: refused?.problem.status ?? 200,
      current: '/trade/shop',
      body: (
        <PointCashPage
          {...{ desk, cash, open, files }}
          pointId={params.pointId}
          today={indiaDay(new Date())}
          problem={refused?.problem}
          typed={refused?.typed}
          picked={
            refused?.picked
              ? { orders: view.formAll('order'), day: view.form.day ?? '', utr: view.form.utr ?? '' }
              : undefined
          }
        />
      ),
    })
  }

  on.get(
    at,
    signedIn,
    withShop((view, desk) => show(view, desk)),
  )

  /** Hands a file in; the page of its report asks to look again, and takes it back. */
  const handIn = async (view: View, desk: ShopDesk, given: { csv: string } & Omit<Refusal, 'problem'>) => {
    const { csv, ...more } = given
    const params = { pointId: view.params.pointId! }
    const done = await attempt(() => view.api('tellPointRemittance', { params, body: { csv } }))
    return done.ok
      ? seeOther(`${at}/${done.value.remittanceId}`, 'common.settlement.told')
      : show(view, desk, { problem: done.problem, ...more })
  }

  on.post(
    `${home}/:pointId/files`,
    { ...signedIn, bodyLimit: largestSettlementForm },
    withShop(async (view, desk) => handIn(view, desk, await settlementIn(view))),
  )

  on.post(
    `${home}/:pointId/transfers`,
    signedIn,
    withShop((view, desk) =>
      handIn(view, desk, { csv: sheetOf(view.formAll('order'), view.form), picked: true }),
    ),
  )

  const report = async (view: View, desk: ShopDesk, problem?: Problem) => {
    const { pointId } = await view.api('getPointOfShop', { params: { shopId: desk.shop.shopId } })
    const params = { pointId, remittanceId: view.params.remittanceId! }
    return html({
      title: view.t('common.settlement.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: (
        <PointSettlementPage
          desk={desk}
          report={await view.api('getPointRemittance', { params })}
          problem={problem}
        />
      ),
    })
  }

  on.get(
    `${at}/:remittanceId`,
    signedIn,
    withShop((view, desk) => report(view, desk)),
  )

  on.post(
    `${home}/:pointId/files/:remittanceId/withdraw`,
    signedIn,
    withShop(async (view, desk) => {
      const params = { pointId: view.params.pointId!, remittanceId: view.params.remittanceId! }
      const done = await attempt(() => view.api('withdrawPointRemittance', { params }))
      return done.ok
        ? seeOther(`${at}/${params.remittanceId}`, 'common.settlement.withdrawn')
        : report(view, desk, done.problem)
    }),
  )
}
