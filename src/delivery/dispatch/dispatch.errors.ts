import { HaatError, invalid } from '../../kernel/errors.ts'

export const badSignature = (): HaatError =>
  new HaatError(
    'unauthenticated',
    'badSignature',
    'Sign the body by Standard Webhooks with a live secret, not more than five minutes ago.',
  )

export const bookingReleased = (): HaatError =>
  new HaatError(
    'conflict',
    'bookingReleased',
    'This parcel is no longer yours: the booking was taken back. Do not fetch it.',
  )

export const riderHasTooMuchCash = (): HaatError =>
  new HaatError(
    'conflict',
    'riderHasTooMuchCash',
    'This rider has as much cash in hand as one may have. Report what was handed in, or send another rider.',
  )

export const offerHeld = (): HaatError =>
  new HaatError(
    'conflict',
    'offerHeld',
    'Somebody of yours holds this offer now. Take another one; it comes back when it is not decided in time.',
  )

export const leaseMissing = (): HaatError =>
  new HaatError(
    'conflict',
    'leaseMissing',
    'You hold no lease of this offer, or it has ended. Take a lease, then decide.',
  )

export const nothingToRetry = (state: string): HaatError =>
  new HaatError(
    'conflict',
    'nothingToRetry',
    `Nobody has to be asked again for a parcel that is ${state}. This is for a search that found nobody.`,
    { facts: { state } },
  )

export const nothingToRelease = (): HaatError =>
  new HaatError(
    'conflict',
    'nothingToRelease',
    'No delivery partner has kept this parcel without an answer. Its state says who is asked.',
  )

export const notAPhoto = (): HaatError =>
  new HaatError('unprocessable', 'notAPhoto', 'Send a photo as JPEG, as cameras of phones make them.')

export const notRepeatable = (): HaatError =>
  new HaatError(
    'conflict',
    'notRepeatable',
    'This call cannot be made again: only questions, and cancellations of what has ended.',
  )

export const callGone = (): HaatError =>
  new HaatError('conflict', 'callGone', 'What this call was about is no longer there.')

export const preferredAndBlocked = (): HaatError =>
  invalid([{ pointer: '/preferred', code: 'invalid', detail: 'is blocked, too: choose one of the two' }])

/** At these places of the list stand instructions that are not there, or not the caller's. */
export const noSuchInstruction = (places: readonly number[]): HaatError =>
  new HaatError(
    'notFound',
    'notFound',
    'One of these instructions is not there, or it is not yours. None was taken for known: send the others again.',
    {
      fields: places.map((at) => ({
        pointer: `/instructionIds/${at}`,
        code: 'notFound',
        detail: 'is no instruction of yours',
      })),
    },
  )
