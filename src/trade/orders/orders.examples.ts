/** Worked examples of the published contract, in wire form. */

const end = '01h455vb4pex5vsknk084sn02q'
export const shopId = `shp_${end}`
export const traderId = `trd_${end}`
export const listingId = `lst_${end}`
export const orderId = `ord_${end}`
export const lineId = `oln_${end}`
export const purchaseId = `pur_${end}`
export const addressId = `adr_${end}`
export const paymentId = `pay_${end}`
const productId = `prd_${end}`
const at = '2026-04-01T05:30:00.000Z'

export const dropTyped = {
  name: 'Asha Rao',
  phone: '98765 43210',
  line1: '12, 4th Cross, Malleshwaram',
  pin: '560003',
  digipin: '4P3-JK8-52C9',
}
export const dropKept = {
  name: 'Asha Rao',
  phone: '+919876543210',
  line1: '12, 4th Cross, Malleshwaram',
  line2: null,
  landmark: null,
  pin: '560003',
  district: 'Bengaluru Urban',
  state: 'Karnataka',
  point: { lat: 13.0031, lng: 77.5643 },
  pointFrom: 'digipin',
  digipin: '4P3-JK8-52C9',
}
export const address = { addressId, label: 'Home', drop: dropKept }

export const cart = {
  items: [
    {
      listingId,
      shopId,
      productId: 'prd_01h455vb4pex5vsknk084sn02q',
      quantity: 2,
      shopName: 'Sharma Kirana',
      name: 'Shudh Chakki Atta',
      nameHi: 'शुद्ध चक्की आटा',
      brand: 'Aashirvaad',
      pricePaise: 26_500,
      plainPaise: 26_500,
      priceReason: 'plain',
      next: null,
      mrpPaise: 28_000,
      minimumQuantity: 1,
      stepQuantity: 1,
      available: 14,
      totalPaise: 53_000,
      problem: null,
    },
  ],
  totalPaise: 53_000,
}

const half = { taxablePaise: 25_238, cgstPaise: 631, sgstPaise: 631, igstPaise: 0 }
const gst = { taxablePaise: 50_476, cgstPaise: 1_262, sgstPaise: 1_262, igstPaise: 0 }

export const quote = {
  shops: [
    {
      shopId,
      shopName: 'Sharma Kirana',
      sellerLegalName: 'Sharma Traders',
      fulfilment: 'delivery',
      lines: [
        {
          listingId,
          name: 'Shudh Chakki Atta',
          nameHi: 'शुद्ध चक्की आटा',
          brand: 'Aashirvaad',
          quantity: 2,
          pricePaise: 26_500,
          priceReason: 'plain',
          mrpPaise: 28_000,
          totalPaise: 53_000,
          gstBps: 500,
          gst,
        },
      ],
      goodsPaise: 53_000,
      deliveryPaise: 2_500,
      deliveryMinutes: 40,
      slot: null,
      pointId: null,
      slots: [{ from: '2026-11-20T10:30:00.000Z', until: '2026-11-20T12:30:00.000Z' }],
      totalPaise: 55_500,
      weightGrams: 10_100,
    },
  ],
  totalPaise: 55_500,
  problems: [],
}

export const payment = {
  paymentId,
  method: 'upi',
  state: 'pending',
  amountPaise: 55_500,
  link: `upi://pay?pa=sharma.store@okaxis&pn=Sharma%20Kirana&tr=${paymentId}&am=555.00&cu=INR&tn=Haat%20purchase`,
}

export const checkoutReply = {
  purchaseId,
  state: 'awaitingPayment',
  totalPaise: 55_500,
  orders: [{ orderId, shopId, state: 'awaitingPayment', totalPaise: 55_500 }],
  payment,
}

const summary = {
  orderId,
  purchaseId,
  shopId,
  state: 'confirmed',
  fulfilment: 'delivery',
  goodsPaise: 53_000,
  deliveryPaise: 2_500,
  totalPaise: 55_500,
  returnedPaise: 0,
  weightGrams: 10_100,
  deliveryMinutes: 40,
  slot: null,
  pointId: null,
  invoiceNumber: null,
  endedBy: null,
  endReason: null,
  createdAt: at,
  confirmedAt: at,
  acceptedAt: null,
  readyAt: null,
  packedAt: null,
  handedOverAt: null,
  closedAt: null,
}

export const order = {
  ...summary,
  method: 'upi',
  lines: [
    {
      lineId,
      listingId,
      productId,
      brand: 'Aashirvaad',
      name: 'Shudh Chakki Atta',
      nameHi: null,
      netQuantity: 5,
      unit: 'kg',
      hsn: '11010000',
      gstBps: 500,
      quantity: 2,
      pricePaise: 26_500,
      mrpPaise: 28_000,
      totalPaise: 53_000,
      gst,
      ...{ returnedQuantity: 0, returnedPaise: 0 },
      cancelled: false,
      cancelReason: null,
    },
  ],
  gst,
  seller: { legalName: 'Sharma Traders', shopName: 'Sharma Kirana', gstin: '29AAPFU0939F1ZR' },
  drop: dropKept,
}

export const bill = {
  orderId,
  kind: 'taxInvoice',
  number: '2627/1/345',
  date: at,
  seller: {
    legalName: 'Sharma Traders',
    tradeName: 'Sharma Kirana',
    shopName: 'Sharma Kirana',
    line1: '14, Church Street',
    line2: null,
    landmark: null,
    city: 'Bengaluru',
    pin: '560001',
    state: { name: 'Karnataka', gstCode: '29' },
    gstin: '29AAPFU0939F1ZR',
    fssai: '10018000000001',
    carePhone: '+919822001100',
  },
  buyer: { name: 'Asha Rao', gstin: null, drop: dropKept },
  placeOfSupply: { name: 'Karnataka', gstCode: '29' },
  method: 'upi',
  lines: [
    {
      lineId,
      brand: 'Aashirvaad',
      name: 'Shudh Chakki Atta',
      nameHi: null,
      netQuantity: 5,
      unit: 'kg',
      hsn: '11010000',
      gstBps: 500,
      quantity: 2,
      pricePaise: 26_500,
      totalPaise: 53_000,
      gst,
    },
  ],
  gst,
  creditNotes: [
    {
      number: 'C2627/1/12',
      date: at,
      returnId: 'ret_01jd3p1v9zfq0v2c8m6t4k7r5n',
      lines: [{ lineId, quantity: 1, totalPaise: 26_500, gst: half }],
      gst: half,
      totalPaise: 26_500,
    },
  ],
  goodsPaise: 53_000,
  deliveryPaise: 2_500,
  totalPaise: 55_500,
  creditedPaise: 26_500,
}

export const reorder = {
  cart,
  notAsBefore: [
    {
      listingId,
      shopId,
      name: 'Toor Dal',
      quantity: 1,
      put: 0,
      code: 'listingGone',
      detail: 'This is not on offer any more. Take it out of the cart.',
    },
  ],
}

const purchaseSummary = {
  purchaseId,
  state: 'confirmed',
  method: 'upi',
  totalPaise: 55_500,
  createdAt: at,
  expiresAt: null,
  closedAt: null,
  orders: [summary],
}
export const purchase = {
  ...purchaseSummary,
  drop: dropKept,
  payments: [{ ...payment, state: 'paid', link: null }],
  refunds: [],
}
export const purchasePage = { items: [purchaseSummary] }
export const shopOrderPage = { items: [order] }

const sold = { orders: 1, pieces: 2, goodsPaise: 53_000, returnedPaise: 0 }
export const sales = {
  from: '2026-03-31',
  to: '2026-04-01',
  ...sold,
  lost: { byBuyer: 0, byShop: 1, undelivered: 0 },
  days: [
    { date: '2026-03-31', orders: 0, pieces: 0, goodsPaise: 0, returnedPaise: 0 },
    { date: '2026-04-01', ...sold },
  ],
  best: [
    {
      listingId,
      brand: 'Aashirvaad',
      name: 'Shudh Chakki Atta',
      nameHi: 'शुद्ध चक्की आटा',
      pieces: 2,
      goodsPaise: 53_000,
    },
  ],
}
