import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** A provider's promise has lapsed: told once for each. */
export const promiseBroken = defineEvent(
  'promise.broken',
  z.strictObject({ breachId: wireId('breach'), providerId: wireId('provider') }),
)
