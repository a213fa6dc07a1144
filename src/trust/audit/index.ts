import type { Database, Tx } from '../../platform/database/index.ts'
import type { Routes } from '../../platform/http/index.ts'
import { auditRoutes } from './audit.routes.ts'
import { addAuditEntry, type NewAuditEntry } from './audit.store.ts'

export type { AuditReason, NewAuditEntry } from './audit.store.ts'

/** The memory of what operators decided. */
export interface Audit {
  /** Writes a decision down in the transaction that carries it out; it cannot be changed afterwards. */
  record(tx: Tx, entry: NewAuditEntry): Promise<void>
  routes: Routes
}

export const createAudit = ({ db }: { db: Database }): Audit => ({
  record: addAuditEntry,
  routes: auditRoutes({ db }),
})
