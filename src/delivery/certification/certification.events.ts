import { z } from 'zod'
import { wireId } from '../../platform/http/index.ts'
import { type Consumer, defineEvent } from '../../platform/outbox/index.ts'

const payload = z.strictObject({ checkId: wireId('check') })

/** Somebody asked for a provider's server to be checked. */
export const checkAsked = defineEvent('certification.asked', payload)

export const certificationConsumer: Consumer<z.infer<typeof payload>> = {
  name: 'certification',
  on: [checkAsked],
  mode: 'single',
  queue: 'events',
}
