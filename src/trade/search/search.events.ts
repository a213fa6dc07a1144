import { z } from 'zod'
import { defineEvent } from '../../platform/outbox/index.ts'

/** An index has changes waiting in `search_pending`. */
export const searchBehind = defineEvent(
  'search.behind',
  z.strictObject({ target: z.enum(['postgres', 'meilisearch']) }),
)
