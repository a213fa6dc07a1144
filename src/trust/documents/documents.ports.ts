import type { Party } from '../../identity/index.ts'
import type { Sql, Tx } from '../../platform/database/index.ts'

/** What this module asks about whose documents they are; traders and providers answer. */
export interface Registrations {
  /** The state of the registration; undefined when there is no such trader or provider. */
  statusOf(sql: Sql, party: Party): Promise<string | undefined>
  /** The same, and held as it is until the transaction ends. */
  holdStatus(tx: Tx, party: Party): Promise<string | undefined>
}
