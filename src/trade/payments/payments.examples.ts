/** Worked examples of the published contract, in wire form. */

const end = '01h455vb4pex5vsknk084sn02q'
export const paymentId = `pay_${end}`
export const purchaseId = `pur_${end}`
export const refundId = `rfd_${end}`
const orderId = `ord_${end}`
export const traderId = `trd_${end}`
const at = '2026-04-01T05:30:00.000Z'

const link = `upi://pay?pa=sharma.store@okaxis&pn=Sharma%20Kirana&tr=${paymentId}&am=555.00&cu=INR&tn=Haat%2084sn02q`

export const payment = {
  paymentId,
  purchaseId,
  method: 'upi',
  state: 'pending',
  amountPaise: 55_500,
  receivedPaise: 0,
  payee: { name: 'Sharma Kirana', upiId: 'sharma.store@okaxis' },
  link,
  qrSvg: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 41 41"></svg>',
  bankReference: null,
  failure: null,
  createdAt: at,
  settledAt: null,
  refunds: [],
}
export const bankReference = '412345678901'
export const paid = {
  ...payment,
  state: 'paid',
  receivedPaise: 55_500,
  link: null,
  qrSvg: null,
  bankReference,
  settledAt: at,
}
export const refund = {
  refundId,
  amountPaise: 2_500,
  state: 'requested',
  reason: 'The last packet was torn.',
}
export const refundPage = { items: [{ ...refund, paymentId, failure: null, createdAt: at }] }

export const toConfirmPage = {
  items: [{ paymentId, purchaseId, amountPaise: 55_500, createdAt: at }],
}

export const gatewayEvent = {
  type: 'payment.succeeded',
  reference: paymentId,
  gatewayRef: 'int_4711',
  amountPaise: 55_500,
  occurredAt: at,
}

export const ledger = {
  journals: [
    {
      journalId: `jrn_${end}`,
      kind: 'sale',
      at,
      entries: [
        { account: `buyer:${purchaseId}`, amountPaise: 55_500, orderId: null },
        { account: `trader:${traderId}`, amountPaise: -53_000, orderId },
        { account: `delivery:${orderId}`, amountPaise: -2_500, orderId },
      ],
    },
  ],
}

export const traderMoney = {
  soldPaise: 103_000,
  receivedPaise: 0,
  owedPaise: 53_000,
  unpaidPaise: 50_000,
  underWayPaise: 0,
  paidOutPaise: 0,
  tcsPaise: 0,
  owedBackPaise: 0,
  places: [
    { holder: 'buyer', cash: false, providerId: null, orders: 1, goodsPaise: 50_000 },
    { holder: 'provider', cash: true, providerId: `prv_${end}`, orders: 1, goodsPaise: 53_000 },
  ],
  openRefunds: { refunds: 0, amountPaise: 0 },
}
