import { encodeDigipin } from '../../kernel/digipin.ts'
import { isOpen, nextOpening, type OpeningHours, weekdays } from '../../kernel/opening-hours.ts'
import type { PlaceWarning } from '../../places/index.ts'
import type { ShopRow, TraderRow } from './traders.store.ts'

/** A trader as its members and operators see it. */
export const traderView = (trader: TraderRow) => ({
  traderId: trader.id,
  status: trader.status,
  statusSince: trader.statusSince,
  sendBackReasons: trader.status === 'sentBack' ? (trader.sendBackReasons ?? []) : [],
  tiers: trader.tiers,
  legalName: trader.legalName,
  tradeName: trader.tradeName,
  pan: trader.pan,
  gstin: trader.gstin,
  enrolmentId: trader.enrolmentId,
  udyam: trader.udyam,
  fssai: trader.fssai,
  upiId: trader.upiId,
  bank:
    trader.bankEnding === null || trader.bankCode === null
      ? null
      : { accountEnding: trader.bankEnding, bankCode: trader.bankCode },
  state: trader.state,
  panOnly: trader.gstin === null,
  createdAt: trader.createdAt,
})

/** A shop as its own people see it. */
export const shopView = (shop: ShopRow, warnings: readonly PlaceWarning[] = []) => ({
  shopId: shop.id,
  traderId: shop.traderId,
  name: shop.name,
  ...placeOf(shop),
  carePhone: shop.carePhone,
  hours: hoursOf(shop.hours),
  radiusMetres: shop.radiusMetres,
  pinsServed: shop.pinsServed,
  selfPickup: shop.selfPickup,
  paused: shop.paused,
  warnings: warnings.map(({ pointer, code, detail }) => ({ pointer, code, detail })),
  createdAt: shop.createdAt,
})

/** A shop as everybody sees it. */
export const publicShopView = (shop: ShopRow, trader: TraderRow, now: Date) => ({
  shopId: shop.id,
  name: shop.name,
  seller: {
    legalName: trader.legalName,
    tradeName: trader.tradeName,
    tiers: trader.tiers,
    gstin: trader.gstin,
    fssai: trader.fssai,
  },
  ...placeOf(shop),
  carePhone: shop.carePhone,
  hours: hoursOf(shop.hours),
  openNow: isOpen(shop.hours, now),
  nextOpening: nextOpening(shop.hours, now) ?? null,
  radiusMetres: shop.radiusMetres,
  pinsServed: shop.pinsServed,
  selfPickup: shop.selfPickup,
  paused: shop.paused,
})

function placeOf(shop: ShopRow) {
  const point = { lat: shop.lat, lng: shop.lng }
  const digipin = encodeDigipin(point)
  return {
    line1: shop.line1,
    line2: shop.line2,
    landmark: shop.landmark,
    city: shop.city,
    pin: shop.pin,
    district: shop.district,
    state: shop.state,
    point,
    digipin: digipin.ok ? digipin.value : null,
    pointFrom: shop.pointFrom,
    pointConfidence: shop.pointConfidence,
  }
}

const hoursOf = ({ week, closedDates = [] }: OpeningHours) => ({
  week: Object.fromEntries(weekdays.flatMap((day) => (week[day] ? [[day, [...week[day]]]] : []))),
  closedDates: [...closedDates],
})
