const shopId = 'shp_01h455vb4pex5vsknk084sn02q'
const listingId = 'lst_01h455vb4pex5vsknk084sn02q'
const claimId = 'mkc_01h455vb4pex5vsknk084sn02q'
const entryId = 'mke_01h455vb4pex5vsknk084sn02q'
const mark = {
  kind: 'gi',
  name: 'Darjeeling Tea',
  nameHi: null,
  state: 'West Bengal',
  district: 'Darjeeling',
}
const entry = {
  ...{ entryId, kind: 'gi', name: 'Darjeeling Tea', nameHi: null, states: ['West Bengal'] },
  ...{ district: null, number: '1', goodsType: 'Agricultural' },
}
const claim = {
  ...{ listingId, entryId, state: 'West Bengal', district: 'Darjeeling' },
  ...{ authorisedUser: 'AU/1/GI/1/12', documentId: null },
}

export const example = {
  shop: { shopId },
  listing: { shopId, listingId },
  claim: { shopId, claimId },
  mark,
  entry,
  list: { file: 'number,name,goodsType,state\n1,Darjeeling Tea,Agricultural,West Bengal\n' },
  listReply: {
    ...{ rows: 2, created: 1, changed: 0, unchanged: 0 },
    problems: [
      {
        row: 3,
        column: 'state',
        code: 'unknownState',
        detail: 'India has no state "Bengall". Correct its name.',
      },
    ],
  },
  newClaim: claim,
  claimReply: {
    ...{ ...mark, ...claim, claimId, shopId, traderId: 'trd_01h455vb4pex5vsknk084sn02q' },
    ...{
      status: 'claimed',
      reason: null,
      version: 1,
      createdAt: '2026-11-20T06:30:00.000Z',
      decidedAt: null,
    },
  },
  collection: {
    ...{ state: 'West Bengal', district: 'Darjeeling', entries: [] },
    listings: [
      {
        ...{
          mark,
          shopId,
          shopName: 'Himal Tea House',
          listingId,
          brand: null,
          name: 'First flush',
          nameHi: null,
        },
        ...{
          netQuantity: 250,
          unit: 'g',
          pricePaise: 64_000,
          mrpPaise: 72_000,
          imageUrl: null,
          inStock: true,
        },
      },
    ],
  },
}
