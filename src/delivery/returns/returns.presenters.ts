import type { BoughtLine } from '../../trade/orders/index.ts'
import {
  isBeforeHandover,
  isEnded,
  isSearching,
  type Shipment,
  type ShipmentCodes,
  type Viewer,
} from '../shipments/index.ts'
import { caseOf, type ReturnSettings, withoutAnswer } from './returns.rules.ts'
import type { ReturnView } from './returns.schema.ts'
import type { GoodsReturn } from './returns.types.ts'

const otherwiseOf = ({ state, reason, answerBy }: GoodsReturn): ReturnView['otherwise'] => {
  if (!answerBy || state === 'ruled') return null
  return state === 'notTaken' ? 'refuse' : withoutAnswer(reason)
}

const isDisputable = ({ state, decidedBy }: GoodsReturn): boolean =>
  (state === 'refused' || state === 'notTaken') && decidedBy !== 'operator'

/** The codes: the buyer's proves the pickup, the shop's the arrival; each is shown to its owner alone. */
const pickupOf = (
  leg: Shipment,
  given: { viewer: Viewer; providerName: string | undefined; codes: ShipmentCodes },
): ReturnView['pickup'] => {
  const booked = !isSearching(leg.state) && !isEnded(leg.state)
  const { shipmentId } = leg
  return {
    ...{ shipmentId, state: leg.state, provider: given.providerName ?? null },
    ...{ trackingUrl: leg.trackingUrl, promisedBy: leg.promisedBy },
    ...(given.viewer === 'buyer' && booked && isBeforeHandover(leg.state)
      ? { pickupCode: given.codes.codeOf(shipmentId, 'handover') }
      : {}),
    ...(given.viewer === 'shop' && booked ? { returnCode: given.codes.codeOf(shipmentId, 'delivery') } : {}),
  }
}

/** A return as its buyer, its shop or an operator sees it. */
export const returnViewOf = (
  one: GoodsReturn,
  given: {
    viewer: Viewer
    lines: readonly BoughtLine[]
    leg: Shipment | undefined
    providerName: string | undefined
    codes: ShipmentCodes
    settings: Pick<ReturnSettings, 'stuckHours'>
  },
): ReturnView => ({
  ...{ returnId: one.returnId, orderId: one.orderId, shopId: one.shopId, viewer: given.viewer },
  ...{ state: one.state, reason: one.reason, note: one.note, photoUrl: one.photoUrl },
  lines: one.lines.flatMap(({ lineId, quantity }) => {
    const line = given.lines.find((each) => each.lineId === lineId)
    return line
      ? [{ lineId, name: line.name, nameHi: line.nameHi, pricePaise: line.pricePaise, quantity }]
      : []
  }),
  ...{ goodsPaise: one.goodsPaise, askedAt: one.askedAt },
  answerBy: one.state === 'ruled' ? null : one.answerBy,
  otherwise: otherwiseOf(one),
  ...{ decidedBy: one.decidedBy, decidedAt: one.decidedAt, refusal: one.refusal },
  pickup: given.leg ? pickupOf(given.leg, given) : null,
  look: one.look && { ...one.look, at: new Date(one.look.at) },
  ruling: one.ruling && {
    ...{ goodsPaise: one.ruling.goodsPaise, reason: one.ruling.reason },
    undoUntil: one.state === 'ruled' ? one.answerBy : null,
  },
  case: given.viewer === 'operator' ? caseOf(one, { ...given.settings, now: new Date() }) : null,
  mayDispute: given.viewer === 'buyer' && isDisputable(one),
  ...{ pickedUpAt: one.pickedUpAt, endedAt: one.endedAt, endedBy: one.endedBy },
  ...{ restockedAt: one.restockedAt, steps: one.steps },
})
