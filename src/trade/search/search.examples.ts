/** The worked examples of the published contract, in wire form. */
export const searchExample = {
  query: { q: 'chawal', pin: '560001', radiusMetres: 5000, sort: 'relevance', limit: 1 },
  reply: {
    items: [
      {
        listingId: 'lst_01h455vb4pex5vsknk084sn02q',
        shopId: 'shp_01h455vb4pex5vsknk084sn02q',
        productId: 'prd_01h455vb4pex5vsknk084sn02q',
        name: 'Sona Masoori Rice',
        nameHi: 'सोना मसूरी चावल',
        brand: 'India Gate',
        category: 'Rice and Rice Products',
        netQuantity: 5,
        unit: 'kg',
        pricePaise: 38_900,
        mrpPaise: 42_500,
        unitPrice: { paise: 7780, per: 'kg' },
        inStock: true,
        shopName: 'Sharma General Store',
        shopPin: '560001',
        distanceMetres: 840,
        openNow: true,
        marks: [],
      },
    ],
    facets: {
      category: [{ value: 'Rice and Rice Products', count: 7 }],
      brand: [
        { value: 'India Gate', count: 4 },
        { value: 'Daawat', count: 3 },
      ],
      price: [
        { minPaise: 10_000, maxPaise: 20_000, count: 2 },
        { minPaise: 20_000, maxPaise: 50_000, count: 5 },
      ],
    },
    total: 7,
    nextCursor: 'WzEsLTEyMzAwMDAsImxzdF8wMWg0NTV2YjRwZXg1dnNrbmswODRzbjAycSJd',
    engine: 'postgres',
  },
}

export const shopsNearExample = {
  query: { pin: '560001', openNow: 'true', limit: 1 },
  reply: {
    items: [
      {
        shopId: 'shp_01h455vb4pex5vsknk084sn02q',
        name: 'Sharma General Store',
        sellerLegalName: 'Sharma Traders',
        tiers: ['retailer'],
        line1: '14, Church Street',
        city: 'Bengaluru',
        pin: '560001',
        point: { lat: 12.9748, lng: 77.6051 },
        distanceMetres: 840,
        delivers: true,
        selfPickup: true,
        openNow: true,
        nextOpening: '2026-04-01T05:30:00.000Z',
        rating: { mean: 4.3, count: 27 },
      },
    ],
    nextCursor: 'Wzg0MCwic2hwXzAxaDQ1NXZiNHBleDV2c2tuazA4NHNuMDJxIl0',
  },
}

export const suggestionsExample = {
  query: { q: 'sona ma', pin: '560001', limit: 2 },
  reply: {
    items: [
      { kind: 'words', text: 'sona masoori', textHi: null, productId: null },
      {
        kind: 'product',
        text: 'India Gate Sona Masoori Rice',
        textHi: 'India Gate सोना मसूरी चावल',
        productId: 'prd_01h455vb4pex5vsknk084sn02q',
      },
    ],
  },
}
