import { searchExample } from './search.examples.ts'

const [item] = searchExample.reply.items

/** The worked examples of the published contract, in wire form. */
export const groupsExample = {
  query: { q: 'chawal', pin: '560001', by: 'product', limit: 1 },
  reply: {
    groups: [
      { productId: item!.productId, shopId: null, lowestPricePaise: 38_900, count: 1, items: [item!] },
    ],
    total: 1,
  },
}

const plan = {
  shops: [
    {
      shopId: item!.shopId,
      shopName: item!.shopName,
      distanceMetres: 840,
      goodsPaise: 77_800,
      deliveryPaise: 2500,
      lines: [
        {
          productId: item!.productId,
          listingId: item!.listingId,
          name: item!.name,
          nameHi: item!.nameHi,
          brand: item!.brand,
          quantity: 2,
          pricePaise: 38_900,
        },
      ],
    },
  ],
  goodsPaise: 77_800,
  deliveryPaise: 2500,
  totalPaise: 80_300,
  missing: [],
}

export const basketExample = {
  body: { pin: '560001', items: [{ productId: item!.productId, quantity: 2 }] },
  reply: { single: plan, split: plan },
}
