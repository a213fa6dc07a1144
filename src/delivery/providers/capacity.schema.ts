import { z } from 'zod'
import { wireId, wireInstant, wireText } from '../../platform/http/index.ts'
import { wireDistrict } from './terms.schema.ts'

/** Wire shapes of capacity: what a day holds against what it may hold, and places lent to others. */

const counter = z.strictObject({
  day: z.iso.date().describe('In India'),
  district: wireDistrict.nullable().describe('Of the pickup; null for all of India, or for a loan'),
  loanId: wireId('loan').nullable().describe('What it carried for another, by an agreement'),
  parcels: z.int().min(0),
  limit: z.int().min(1).nullable().describe('Parcels a day by the terms that hold now; null when none'),
})
export const loadView = z.strictObject({ items: z.array(counter).describe('The last day first') })
export const loadQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(90).default(14).describe('Days in India, today among them'),
})
export const allLoadView = z.strictObject({
  items: z.array(
    z.strictObject({ providerId: wireId('provider'), name: z.string(), counters: z.array(counter) }),
  ),
})
export const allLoadQuery = z.strictObject({
  day: z.iso.date().optional().describe('In India; today when absent'),
})

export const loanView = z.strictObject({
  loanId: wireId('loan'),
  side: z.enum(['lender', 'borrower']).describe('Which of the two you are'),
  otherName: z.string().describe('The startup on the other side'),
  district: wireDistrict,
  parcelsPerDay: z.int().min(1),
  status: z.enum(['proposed', 'accepted', 'ended']),
  createdAt: wireInstant,
})
export const loanList = z.strictObject({ items: z.array(loanView) })
export const loanBody = z.strictObject({
  borrowerDipp: wireText(20).describe('Recognition number of the startup that may use your places'),
  district: wireDistrict,
  parcelsPerDay: z.int().min(1).max(1_000_000),
})
export const loanParams = z.strictObject({ providerId: wireId('provider'), loanId: wireId('loan') })

export type Counter = z.output<typeof counter>
export type LoanView = z.output<typeof loanView>
