import { z } from 'zod'
import {
  pageOf,
  pageQuery,
  wireId,
  wireInstant,
  wirePaise,
  wireSignedPaise,
} from '../../platform/http/index.ts'
import { providerShipmentView } from '../shipments/index.ts'
import { crewGroups } from './crew.store.ts'
import { providerEventBody } from './dispatch.schema.ts'

/** Wire shapes for the people of a provider. */

export const crewParams = z.strictObject({ providerId: wireId('provider'), shipmentId: wireId('shipment') })
export const callParams = z.strictObject({ providerId: wireId('provider'), callId: wireId('call') })
export const photoParams = z.strictObject({
  photoId: z.string().regex(/^[0-9a-f]{64}$/, 'is not the id of a photo'),
})

export const crewQuery = z.strictObject({
  state: z
    .enum(crewGroups)
    .default('carrying')
    .describe(
      '`asked`: you have not decided; `carrying`: booked and under way; `ended`: arrived or gone back',
    ),
  ...pageQuery,
})
export const crewParcelView = z.strictObject({
  ...providerShipmentView.shape,
  group: z.enum(crewGroups),
  pricePaise: wirePaise.describe('Your fee for this parcel'),
  decideBy: wireInstant.describe('An offer that is not decided by then goes to others'),
})
export const crewPage = pageOf(crewParcelView)

const { reference: _reference, eventId, occurredAt, ...told } = providerEventBody.shape
export const crewEventBody = z.strictObject({
  ...told,
  eventId: eventId.optional().describe('Send the same again to be sure: it takes effect once'),
  occurredAt: occurredAt.optional().describe('Now, when absent'),
})

export const photoView = z.strictObject({ photoUrl: z.string().describe('Give it with the event') })

export const scorecardQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(30).describe('Days in India, today among them'),
})
const counts = {
  offered: z.int().min(0).describe('Parcels that you were asked for'),
  accepted: z.int().min(0),
  declined: z.int().min(0),
  lapsed: z.int().min(0).describe('Not decided in time, or not reached'),
  delivered: z.int().min(0),
  firstAttempt: z.int().min(0).describe('Delivered without an attempt that failed'),
  onTime: z.int().min(0).describe('Delivered by the promised time'),
  failed: z.int().min(0).describe('Went back, or was lost or disposed of'),
}
export const scorecardView = z.strictObject({
  days: z.int(),
  from: z.iso.date(),
  to: z.iso.date(),
  ...counts,
  byDay: z.array(z.strictObject({ day: z.iso.date(), ...counts })).describe('By the day of the offer'),
})

export const statementQuery = z.strictObject({
  month: z
    .string()
    .regex(/^20[0-9]{2}-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
    .optional()
    .describe('Year and month in India; this one when absent'),
})
export const statementView = z.strictObject({
  month: z.string(),
  parcels: z.int().min(0).describe('Delivered in the month'),
  feesPaise: wirePaise.describe('Your fees for them'),
  penaltiesPaise: wireSignedPaise.describe(
    'For delays reckoned in the month, less what was given back in it: taken off your fees',
  ),
  cash: z
    .strictObject({
      openingPaise: wireSignedPaise.describe('In your hands when the month began'),
      collectedPaise: wirePaise,
      remittedPaise: wirePaise,
      closingPaise: wireSignedPaise.describe('In your hands at the end of the month, or now'),
    })
    .describe('By the ledger'),
  byDay: z.array(
    z.strictObject({
      day: z.iso.date(),
      parcels: z.int().min(0),
      feesPaise: wirePaise,
      cashPaise: wirePaise,
    }),
  ),
})

export type Scorecard = z.output<typeof scorecardView>
export type CrewEventBody = z.output<typeof crewEventBody>
