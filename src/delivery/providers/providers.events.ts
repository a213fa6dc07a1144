import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { defineEvent } from '../../platform/outbox/index.ts'

/** A provider was put before the operators. */
export const providerSubmitted = defineEvent(
  'provider.submitted',
  z.strictObject({ providerId: wireId('provider') }),
)

/** A provider was let in to live traffic, by an operator or by the market; again after it was suspended, too. */
export const providerApproved = defineEvent(
  'provider.approved',
  z.strictObject({ providerId: wireId('provider') }),
)
