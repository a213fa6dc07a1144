import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { type Consumer, defineEvent } from '../../platform/outbox/index.ts'

const payload = z.strictObject({ checkId: wireId('check') })

/** Somebody asked for a provider's server to be checked. */
export const checkAsked = defineEvent('certification.asked', payload)

const parcelPayload = z.strictObject({ parcelId: wireId('sandboxParcel') })

/** An artificial parcel was made, to be asked of its provider. */
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
