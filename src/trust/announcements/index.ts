import type { Database } from '../../platform/database/index.ts'
import type { Audit } from '../audit/index.ts'
import { announcementRoutes } from './announcements.routes.ts'

/** What operators tell people. */
export const createAnnouncements = (deps: { db: Database; audit: Pick<Audit, 'record'> }) => ({
  routes: announcementRoutes(deps),
})
