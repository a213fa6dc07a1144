/** Worked examples for the documentation, in the wire's form. */

export const shipmentId = 'shm_01jd3p1v9zfq0v2c8m6t4k7r5n'
export const orderId = 'ord_01jd3p1v9zfq0v2c8m6t4k7r5n'
const providerId = 'prv_01jd3p1v9zfq0v2c8m6t4k7r5n'

export const entryExample = {
  sequence: 3,
  status: 'booked',
  effect: 'moved' as const,
  state: 'booked' as const,
  by: 'market' as const,
  occurredAt: '2026-11-20T06:30:00.000Z',
  recordedAt: '2026-11-20T06:30:00.000Z',
}

const shared = {
  shipmentId,
  orderId,
  shopId: 'shp_01jd3p1v9zfq0v2c8m6t4k7r5n',
  state: 'booked' as const,
  trackingUrl: null,
  awb: '800000000015',
  promisedBy: '2026-11-20T07:30:00.000Z',
  codPaise: 42_050,
  timeline: [entryExample],
}

export const shipmentExample = {
  ...shared,
  viewer: 'shop' as const,
  carrier: 'provider' as const,
  provider: { providerId, name: 'Tez Parcel' },
  handoverCode: '407193',
  attention: null,
  attentionCode: null,
  attentionFacts: null,
  retryAt: null,
}

export const providerShipmentExample = {
  ...shared,
  reference: 'off_01jd3p1v9zfq0v2c8m6t4k7r5n',
  accepted: true,
  pickup: {
    pin: '110006',
    point: { lat: 28.6562, lng: 77.2303 },
    name: 'Sharma Kirana',
    line1: '12 Chandni Chowk',
    line2: null,
    landmark: 'Opposite the clock tower',
  },
  drop: {
    pin: '110001',
    point: { lat: 28.6315, lng: 77.2167 },
    name: 'Asha Verma',
    line1: '4 Barakhamba Road',
    line2: null,
    landmark: null,
  },
  distanceMetres: 3050,
  weightGrams: 6000,
  food: true,
  cold: false,
  reverse: false,
  size: { lengthMm: 400, widthMm: 300, heightMm: 250 },
  checkList: null,
  endsAt: 'door' as const,
  door: { instruction: null, neighbour: { name: 'Ramesh Gupta', house: '6 Barakhamba Road' } },
}
