/** The worked example of the published contract, in wire form. */
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
