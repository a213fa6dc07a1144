const end = '01jd3p1v9zfq0v2c8m6t4k7r5n'
export const ids = {
  runId: `prn_${end}`,
  payoutId: `pyo_${end}`,
  traderId: `trd_${end}`,
  orderId: `ord_${end}`,
} as const
const [at, later] = ['2026-11-21T05:30:00.000Z', '2026-11-21T06:30:00.000Z']

export const run = {
  runId: ids.runId,
  state: 'approved' as const,
  openedAt: at,
  decidedAt: later,
  closedAt: null,
  ...{ payouts: 1, amountPaise: 52_750, paid: 0, returned: 0 },
}
export const openRun = {
  ...run,
  state: 'open' as const,
  decidedAt: null,
  heldBack: [{ standing: 'noAccount' as const, traders: 1, netPaise: 12_000 }],
}
export const approved = { ...run, heldBack: [] }

const sums = { orders: 1, goodsPaise: 53_000, takenBackPaise: 0, tcsPaise: 250, netPaise: 52_750 }
const account = { kind: 'bank' as const, bankCode: 'SBIN', ending: '6789', upiId: null }
export const payout = {
  payoutId: ids.payoutId,
  traderId: ids.traderId,
  name: 'Sharma Traders',
  state: 'paid' as const,
  account,
  ...sums,
  utr: 'SBIN326001234567',
  returnReason: null,
  claim: null,
  approvedAt: later,
  settledAt: later,
}
export const contradicted = {
  ...payout,
  claim: { status: 'returned' as const, text: 'Account closed', at: later, open: true },
}
export const payoutWithItems = {
  ...payout,
  items: [
    {
      orderId: ids.orderId,
      invoiceNumber: '2627/1/345',
      ...{ goodsPaise: 53_000, tcsPaise: 250, ownPaise: 0, netPaise: 52_750 },
    },
  ],
}
export const next = {
  ...sums,
  standing: 'ready' as const,
  account,
  lastReturn: null,
  waits: [{ why: 'returnWindow' as const, orders: 2, goodsPaise: 84_000, until: '2026-11-24T09:00:00.000Z' }],
  leastPaise: 100,
  runIsOpen: false,
  nextRunAt: null,
}
export const resultsCsv = `reference,status,utr,reason\n${ids.payoutId},paid,SBIN326001234567,\n`
export const results = {
  counts: { paid: 1, returned: 0, repeated: 0, contradicts: 0, unknown: 0, foreign: 0 },
  rows: [{ row: 2, reference: ids.payoutId, outcome: 'paid' as const }],
}
export const bankFile = `reference,mode,beneficiaryName,accountNumber,ifsc,upiId,amount\r\n${ids.payoutId},NEFT,Sharma Traders,30123456789,SBIN0001234,,527.50\r\n`
export const statement = `date,payout,status,utr,order,invoice,goods,cash in hand,tcs,paid\r\n2026-11-21,${ids.payoutId},paid,SBIN326001234567,${ids.orderId},2627/1/345,530.00,0.00,-2.50,527.50\r\n`
