import type { Routes } from '../../platform/http/index.ts'
import { receiptRoutes } from './receipts.routes.ts'
import { createReceiptsService, type ReceiptsDeps } from './receipts.service.ts'

export { type Verdict, verifyReceipts } from './receipts.rules.ts'
export type { ReceiptsDeps } from './receipts.service.ts'
export type { Receipt } from './receipts.types.ts'

/** Signed, chained receipts of what happens to parcels. `keep` is what shipments call. */
export function createReceipts(deps: ReceiptsDeps) {
  const service = createReceiptsService(deps)
  return { keep: service.keep, routes: receiptRoutes(service) satisfies Routes }
}

export type Receipts = ReturnType<typeof createReceipts>
