import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'

/** What became of a message or a call. */
export type BridgeOutcome = { outcome: 'sent' | 'notSent' | 'unknown'; detail?: string }

/**
 * Brings two people together without either seeing the other's number: a telephony gateway, or the market's own pages.
 * Nothing it does throws for what the gateway does.
 */
export interface ContactBridge {
  /** A text message; the sender is the market. Absent: messages stand on the pages alone. */
  send?(message: { to: string; text: string }): Promise<BridgeOutcome>
  /** Rings both and joins them. Absent: nobody is called. */
  call?(call: { from: string; to: string }): Promise<BridgeOutcome>
}

/** Whose number an account has. */
export interface ContactPhones {
  phoneOf(sql: Sql, accountId: Id<'account'>): Promise<string | undefined>
}
