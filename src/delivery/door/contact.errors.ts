import { HaatError } from '../../kernel/errors.ts'

export const contactClosed = (): HaatError =>
  new HaatError(
    'conflict',
    'contactClosed',
    'Buyer, rider and shop can reach each other only from the booking until the parcel has ended.',
  )

export const contactUsedUp = (kind: 'message' | 'call'): HaatError =>
  new HaatError('conflict', 'contactUsedUp', 'This was used as often as it may be for one parcel.', {
    facts: { kind },
  })

export const noCalls = (): HaatError =>
  new HaatError(
    'unprocessable',
    'noCalls',
    'No call can be made here: send a message instead. A program names the phone of its rider.',
    { fields: [{ pointer: '/phone', code: 'noCalls', detail: 'name the phone of the rider' }] },
  )
