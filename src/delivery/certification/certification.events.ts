import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import { wireId } from '../../platform/http/index.ts'
import { type Consumer, defineEvent } from '../../platform/outbox/index.ts'
import { providerApproved, providerSubmitted } from '../providers/index.ts'

const payload = z.strictObject({ checkId: wireId('check') })

/** Somebody asked for a provider's server to be checked. */
export const checkAsked = defineEvent('certification.asked', payload)

const parcelPayload = z.strictObject({
  parcelId: wireId('sandboxParcel'),
  /** Where the talk with its provider stands; at its beginning when absent. */
  talk: z
    .strictObject({
      state: z.enum(['asking', 'pending', 'unknown', 'cancelling']),
      nextAction: z.enum(['book', 'status', 'cancel']),
      tries: z.int(),
    })
    .optional(),
})
export type SandboxAsked = z.output<typeof parcelPayload>

/** An artificial parcel was made, to be asked of its provider; or a call about it is due. */
export const sandboxAsked = defineEvent('sandbox.asked', parcelPayload)

export const sandboxConsumer: Consumer<z.infer<typeof parcelPayload>> = {
  name: 'certification.sandbox',
  on: [sandboxAsked],
  mode: 'single',
  queue: 'events',
}

export const certificationConsumer: Consumer<z.infer<typeof payload>> = {
  name: 'certification',
  on: [checkAsked],
  mode: 'single',
  queue: 'events',
}

export const submittedConsumer: Consumer<{ providerId: Id<'provider'> }> = {
  name: 'certification.submitted',
  on: [providerSubmitted],
  mode: 'single',
  queue: 'events',
}

export const approvedConsumer: Consumer<{ providerId: Id<'provider'> }> = {
  name: 'certification.approved',
  on: [providerApproved],
  mode: 'single',
  queue: 'events',
}
