import type { GstSplit } from '../../kernel/money.ts'
import { toWire } from '../../kernel/money.ts'
import type { Quote, QuotedLine, QuotedShop } from './quote.rules.ts'

const gstOnWire = (gst: GstSplit) => ({
  taxablePaise: toWire(gst.taxable),
  cgstPaise: toWire(gst.cgst),
  sgstPaise: toWire(gst.sgst),
  igstPaise: toWire(gst.igst),
})

const lineOnWire = ({ offer, quantity, totalPaise, gst }: QuotedLine) => ({
  listingId: offer.listingId,
  name: offer.name,
  brand: offer.brand,
  quantity,
  pricePaise: toWire(offer.pricePaise),
  mrpPaise: toWire(offer.mrpPaise),
  totalPaise: toWire(totalPaise),
  gstBps: offer.gstBps,
  gst: gstOnWire(gst),
})

const shopOnWire = (quoted: QuotedShop) => ({
  shopId: quoted.shop.shopId,
  shopName: quoted.shop.shopName,
  sellerLegalName: quoted.shop.legalName,
  fulfilment: quoted.fulfilment,
  lines: quoted.lines.map(lineOnWire),
  goodsPaise: toWire(quoted.goodsPaise),
  deliveryPaise: toWire(quoted.deliveryPaise),
  deliveryMinutes: quoted.deliveryMinutes,
  totalPaise: toWire(quoted.totalPaise),
  weightGrams: quoted.weightGrams,
})

/** A quote as JSON: the reply of the quote's endpoint, and a fact of the problem `totalChanged`. */
export const quoteOnWire = (quote: Quote) => ({
  shops: quote.shops.map(shopOnWire),
  totalPaise: toWire(quote.totalPaise),
  problems: quote.problems,
})
