import { z } from 'zod'
import { quoteView } from './orders.schema.ts'
import type { Quote, QuotedLine, QuotedShop } from './quote.rules.ts'
import { slotsOf } from './slots.rules.ts'

const lineViewOf = ({ offer, quantity, pricePaise, reason, totalPaise, gst }: QuotedLine) => ({
  listingId: offer.listingId,
  name: offer.name,
  nameHi: offer.nameHi,
  brand: offer.brand,
  quantity,
  pricePaise,
  priceReason: reason,
  mrpPaise: offer.mrpPaise,
  totalPaise,
  gstBps: offer.gstBps,
  gst: {
    taxablePaise: gst.taxable,
    cgstPaise: gst.cgst,
    sgstPaise: gst.sgst,
    igstPaise: gst.igst,
  },
})

const shopViewOf = ({ shop, lines, goods: _, ...sums }: QuotedShop) => ({
  ...sums,
  shopId: shop.shopId,
  shopName: shop.shopName,
  sellerLegalName: shop.legalName,
  lines: lines.map(lineViewOf),
  slots: sums.fulfilment === 'delivery' ? slotsOf(shop.hours, sums.deliveryMinutes, new Date()) : [],
})

/** A quote as its endpoint replies it. */
export const quoteViewOf = (quote: Quote) => ({
  shops: quote.shops.map(shopViewOf),
  totalPaise: quote.totalPaise,
  problems: quote.problems,
})

/** The same as JSON values: a fact of the problem `totalChanged`. */
export const quoteOnWire = (quote: Quote) => z.encode(quoteView, quoteViewOf(quote))
