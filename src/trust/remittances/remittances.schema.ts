import { z } from 'zod'
import { riderId } from '../../delivery/dispatch/index.ts'
import { pageQuery, wireId, wireInstant, wirePaise, wireText } from '../../platform/http/index.ts'
import { cashHandKinds } from '../../trade/payments/index.ts'
import { outcomes } from './remittances.rules.ts'
import { remittanceStates } from './remittances.tables.ts'

/** Wire shapes of settlement files. */

const hand = z.union([wireId('provider'), wireId('point')]).describe('Who sends it on: a startup or a point')

const sums = {
  remittanceId: wireId('remittance'),
  hand,
  state: z
    .enum(remittanceStates)
    .describe('`told`: an operator has not yet seen the money; `withdrawn`: taken back before that'),
  toldAt: wireInstant,
  bookedAt: wireInstant.nullable(),
  lines: z.int().min(1),
  amountPaise: wirePaise,
  ...(Object.fromEntries(outcomes.map((name) => [name, z.int().min(0)])) as Record<
    (typeof outcomes)[number],
    z.ZodInt
  >),
  open: z.int().min(0).describe('Differences that no operator has closed yet'),
}
const line = z.strictObject({
  lineId: wireId('remittanceLine'),
  remittanceId: wireId('remittance'),
  hand,
  row: z.int().describe('In the file; the heading is 1'),
  reference: z.string(),
  amountPaise: wirePaise,
  paidOn: z.iso.date(),
  utr: z.string(),
  outcome: z
    .enum(outcomes)
    .nullable()
    .describe(
      '`short` and `over`: another sum than was held; `unknown`: nothing was held for it; `repeated`: it stood in an earlier file',
    ),
  heldPaise: wirePaise.nullable().describe('What the ledger had in this hand for the order'),
  closedAt: wireInstant.nullable(),
  closeReason: z.string().nullable(),
})

export const settlementBody = z.strictObject({
  csv: wireText(200_000).describe(
    '`reference,amount,date,utr`: a booking (`off_…`), its parcel (`shm_…`) or the order (`ord_…`), rupees, the day, the bank’s reference; at most 2,000 rows',
  ),
})
export const remittanceView = z.strictObject(sums)
export const namedRemittance = z.strictObject({ ...sums, name: z.string().describe('Of who sends it on') })
export const reportView = z.strictObject({ ...sums, rows: z.array(line) })
export const namedReport = z.strictObject({ ...namedRemittance.shape, rows: z.array(line) })
export const caseView = line
export const namedCase = z.strictObject({ ...line.shape, name: z.string().describe('Of who sent it on') })
export const closeBody = z.strictObject({ reason: wireText(500) })
export const limitBody = z.strictObject({ limitPaise: wirePaise.describe('0: as much as comes') })
const limits = {
  limitPaise: wirePaise.describe('0: as much as comes'),
  full: z.boolean().describe('It gets no more; of a startup what its riders have counts, too'),
}
const ofHand = { heldPaise: wirePaise, ...limits }
export const pointCashView = z.strictObject({
  ...ofHand,
  waiting: z.int().min(0).describe('Settlement files that wait for an operator'),
  open: z.int().min(0).describe('Differences that no operator has closed yet'),
})
export const namedHandView = z.strictObject({
  name: z.string(),
  heldPaise: wirePaise.describe('Of a startup with what its riders have'),
  ...limits,
})
export const openCashView = z.strictObject({
  orderId: wireId('order'),
  heldPaise: wirePaise,
  since: wireInstant,
  told: z.boolean().describe('It stands in a settlement file that waits for an operator'),
})
export const ridersView = z.strictObject({
  items: z.array(
    z.strictObject({
      riderId,
      ...ofHand,
      full: z.boolean().describe('It should hand in before it takes more: it gets no parcel with cash'),
    }),
  ),
})
export const handInBody = z.strictObject({
  riderId,
  orderIds: z
    .array(wireId('order'))
    .min(1)
    .max(500)
    .optional()
    .describe('Whose cash it handed in; all that it has when absent'),
})
export const handedInView = z.strictObject({ orders: z.int().min(0), paise: wirePaise })
export const handsView = z.strictObject({
  items: z.array(
    z.strictObject({
      providerId: wireId('provider'),
      name: z.string(),
      heldPaise: wirePaise,
      limitPaise: wirePaise,
      full: z.boolean().describe('It gets no parcels with cash to collect'),
    }),
  ),
})

export const remittancesQuery = z.strictObject({
  hand: hand.optional().describe('Of this startup or point alone'),
  ...pageQuery,
})
export const handsQuery = z.strictObject({
  kind: z.enum(cashHandKinds).optional().describe('Hands of this kind alone'),
  ...pageQuery,
})
export const heldView = z.strictObject({
  kind: z.enum(cashHandKinds),
  party: z
    .union([wireId('provider'), wireId('point'), wireId('shop')])
    .describe('Whose hand it is; of a rider: its startup'),
  riderId: riderId.nullable(),
  name: z.string().describe('Of the party'),
  heldPaise: wirePaise,
  since: wireInstant.describe('When the oldest of it came into this hand'),
  ...limits,
})

const end = '01jd3p1v9zfq0v2c8m6t4k7r5n'
export const ids = {
  providerId: `prv_${end}`,
  pointId: `pnt_${end}`,
  remittanceId: `rmt_${end}`,
  lineId: `rml_${end}`,
} as const
export const heldExample = {
  ...{ kind: 'rider' as const, party: ids.providerId, riderId: 'rider-17', name: 'Tez Parcel' },
  ...{ heldPaise: 252_300, since: '2026-11-18T06:30:00.000Z', limitPaise: 2_500_000, full: false },
}
export const openCashExample = {
  ...{ orderId: `ord_${end}`, heldPaise: 42_050, since: '2026-11-18T06:30:00.000Z', told: false },
}
export const csvExample = `reference,amount,date,utr\nord_${end},420.50,2026-11-20,412345678901\n`
export const lineExample = {
  lineId: ids.lineId,
  remittanceId: ids.remittanceId,
  hand: ids.providerId,
  row: 2,
  reference: `ord_${end}`,
  amountPaise: 42_050,
  paidOn: '2026-11-20',
  utr: '412345678901',
  outcome: 'short' as const,
  heldPaise: 43_050,
  closedAt: null,
  closeReason: null,
}
export const sumsExample = {
  remittanceId: ids.remittanceId,
  hand: ids.providerId,
  state: 'booked' as const,
  toldAt: '2026-11-20T06:30:00.000Z',
  bookedAt: '2026-11-20T09:30:00.000Z',
  ...{ lines: 1, amountPaise: 42_050, matched: 0, short: 1, over: 0, unknown: 0, repeated: 0, open: 1 },
}
export const reportExample = { ...sumsExample, rows: [lineExample] }
