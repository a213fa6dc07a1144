import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import type { TraderStatus } from './traders.types.ts'

/** Where a trader's money goes. The account stays sealed. */
export interface Payee {
  traderId: Id<'trader'>
  status: TraderStatus
  legalName: string
  tradeName: string
  gstin: string | null
  upiId: string | null
  sealedBank: string | null
  /** The account's last four digits, and the bank's letters. */
  bankEnding: string | null
  bankCode: string | null
}

const payees = statement(
  'traders_payees',
  `select id as "traderId", status, legal_name as "legalName", trade_name as "tradeName", gstin, upi_id as "upiId",
          sealed_bank as "sealedBank", bank_ending as "bankEnding", bank_code as "bankCode"
   from traders where id = any($1::uuid[])`,
)

/** Of those of these traders that there are. */
export async function readPayees(
  sql: Sql,
  traderIds: readonly Id<'trader'>[],
): Promise<Map<Id<'trader'>, Payee>> {
  if (traderIds.length === 0) return new Map()
  const rows = await sql.query<Payee>(payees, [traderIds.map(uuidOf)])
  return new Map(
    rows.map((row) => {
      const traderId = idOf('trader', row.traderId)
      return [traderId, { ...row, traderId }]
    }),
  )
}

/** The place under which a trader's bank account is sealed. */
export const bankContext = (traderId: Id<'trader'>): string => `traders/${traderId}/bank`
