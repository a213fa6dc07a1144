import { documentsRoutes } from './documents.routes.ts'
import { createDocumentsService, type DocumentsDeps } from './documents.service.ts'
import { belongsTo } from './documents.store.ts'

export type { Registrations } from './documents.ports.ts'
export { documentKinds, largestDocument, longestName } from './documents.rules.ts'
export type { DocumentsDeps } from './documents.service.ts'

/** Papers that traders and startups show with their registration. */
export function createDocuments(deps: DocumentsDeps) {
  const service = createDocumentsService(deps)
  return {
    belongsTo,
    routes: documentsRoutes(service),
    upkeep: [{ name: 'documents.sweep', everyMs: 3_600_000, run: service.sweep }],
  }
}
