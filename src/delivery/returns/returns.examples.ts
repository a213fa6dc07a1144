import { shipmentIdExample } from '../shipments/index.ts'

export const returnId = 'ret_01jd3p1v9zfq0v2c8m6t4k7r5n'
export const orderId = 'ord_01jd3p1v9zfq0v2c8m6t4k7r5n'
export const shopId = 'shp_01jd3p1v9zfq0v2c8m6t4k7r5n'
export const lineId = 'oln_01jd3p1v9zfq0v2c8m6t4k7r5n'
const photoUrl = `https://haat.example.in/v1/photos/${'0'.repeat(64)}`
const goods = { lineId, name: 'Steel lota', nameHi: 'स्टील लोटा', pricePaise: 26_500 }

export const askExample = {
  lines: [{ lineId, quantity: 2 }],
  reason: 'damaged' as const,
  note: 'Both have a dent.',
  photoUrl,
}

const askedStep = {
  ...{ at: '2026-11-20T06:30:00.000Z', state: 'asked' as const, by: 'buyer' as const, note: null },
}

export const returnExample = {
  ...{ returnId, orderId, shopId, viewer: 'buyer' as const, state: 'accepted' as const },
  ...{ reason: 'damaged' as const, note: 'Both have a dent.', photoUrl },
  lines: [{ ...goods, quantity: 2 }],
  goodsPaise: 53_000,
  askedAt: '2026-11-20T06:30:00.000Z',
  ...{ answerBy: null, otherwise: null, decidedBy: 'shop' as const },
  decidedAt: '2026-11-20T08:00:00.000Z',
  refusal: null,
  pickup: {
    ...{ shipmentId: shipmentIdExample, state: 'booked' as const, provider: 'Teez Parcel' },
    ...{ trackingUrl: null, promisedBy: '2026-11-20T10:30:00.000Z', pickupCode: '407193' },
  },
  ...{ look: null, pickedUpAt: null, endedAt: null, endedBy: null, restockedAt: null },
  ...{ ruling: null, case: null, mayDispute: false },
  steps: [
    askedStep,
    { at: '2026-11-20T08:00:00.000Z', state: 'accepted' as const, by: 'shop' as const, note: null },
  ],
}

export const askedExample = {
  ...returnExample,
  ...{ state: 'asked' as const, answerBy: '2026-11-22T06:30:00.000Z', otherwise: 'accept' as const },
  ...{ decidedBy: null, decidedAt: null, pickup: null, steps: [askedStep] },
}

export const mayExample = {
  until: '2026-11-27T06:30:00.000Z',
  lines: [{ ...goods, left: 2, reasons: ['damaged' as const, 'wrongGoods' as const] }],
}
