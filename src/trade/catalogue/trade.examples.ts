import { example } from './catalogue.examples.ts'

const at = '2026-11-20T06:30:00.000Z'
const trade = {
  soldBy: 'inner',
  inner: { pieces: 12, name: 'Dozen' },
  case: { pieces: 48, name: 'Peti' },
  step: 12,
  slabs: [
    { from: 48, pricePaise: 25_500 },
    { from: 240, pricePaise: 24_800 },
  ],
  dated: { pricePaise: 26_000, from: '2026-11-20', until: '2026-11-30' },
}
const list = {
  name: 'Restaurants of the lane',
  buyers: ['trd_01h455vb4pex5vsknk084sn02q', '27AAPFU0939F1ZV'],
  offPercent: 4,
  prices: [{ listingId: example.listing.listingId, pricePaise: 24_500 }],
  validFrom: '2026-11-01',
  validUntil: null,
}
const listId = 'prl_01h455vb4pex5vsknk084sn02q'

export const tradeExample = {
  trade,
  body: { ...trade, minimumQuantity: 12 },
  prices: {
    lowestPaise: 26_000,
    beforePaise: 26_200,
    items: [{ pricePaise: 26_800, mrpPaise: 27_500, kind: 'plain', until: at }],
  },
  fall: {
    ...example.listing,
    shopName: 'Sharma General Store',
    brand: 'Aashirvaad',
    name: 'Shudh Chakki Atta',
    nameHi: 'शुद्ध चक्की आटा',
    pricePaise: 9_900,
    mrpPaise: 27_500,
    lowestPaise: 26_200,
    at,
  },
  listParams: { shopId: example.shop.shopId, listId },
  list,
  listReply: { ...list, listId, shopId: example.shop.shopId, version: 1, updatedAt: at },
  listHead: {
    listId,
    name: list.name,
    buyers: 2,
    prices: 1,
    offPercent: 4,
    validFrom: list.validFrom,
    validUntil: null,
    updatedAt: at,
  },
}
