import { reasonTexts } from './reasons.texts.ts'

const [older, younger] = ['prd_01h455vb4pex5vsknk084sn02q', 'prd_01h455vb4pex5vsknk084sn03r']
const at = '2026-11-20T06:30:00.000Z'
const salt = {
  ...{
    gtin: '08904043901015',
    brand: 'Tata',
    name: 'Salt 1kg',
    nameHi: null,
    category: 'Salt, Sugar and Jaggery',
  },
  ...{ weightGrams: 1000, consumerCare: '1800 108 4848' },
  ...{ netQuantity: 1, unit: 'kg', hsn: '2501', gstBps: 0, mrpPaise: 2800, origin: 'IN' },
  ...{ maker: 'Tata Consumer Products, Mumbai', foodMark: 'veg', fssai: null, shelfLifeDays: null },
  ...{ imageUrls: [], attributes: {}, shared: true, mergedInto: null, createdAt: at },
}
const first = { ...salt, productId: older, listings: 12, shops: 12 }
const second = {
  ...salt,
  ...{ productId: younger, gtin: null, name: 'TATA Salt', netQuantity: 1000, unit: 'g' },
  ...{ shared: false, listings: 1, shops: 1 },
}
const pair = {
  ...{ pairId: 'dup_01h455vb4pex5vsknk084sn02q', grade: 'certain', score: 1 },
  reasons: (['sameWords', 'samePack'] as const).map((code) => ({
    code,
    speaksFor: true,
    text: reasonTexts[code],
  })),
  ...{ state: 'open', products: [first, second], survivorId: older, decidedAt: null },
}
const merge = {
  ...{ mergeId: 'mrg_01h455vb4pex5vsknk084sn02q', listings: 1, byMarket: false, reason: null },
  from: { ...second, listings: 0, shops: 0, mergedInto: older },
  into: { ...first, listings: 13, shops: 13 },
  ...{ mergedAt: at, undone: false, undoneAt: null },
}

/** Worked examples of the published contract, in wire form. */
export const example = {
  pair,
  pairRef: { pairId: pair.pairId },
  merge,
  mergeRef: { mergeId: merge.mergeId },
  newMerge: { fromProductId: younger, intoProductId: older },
}
