import { HaatError } from '../../kernel/errors.ts'

/** A field with a PIN that India Post does not have. */
export const unknownPin = {
  pointer: '/pin',
  code: 'unknownPin',
  detail: 'India Post has no such PIN code. Look again.',
}

export const pointThere = (): HaatError =>
  new HaatError('conflict', 'pointThere', 'This shop is a point already. Change its terms instead.')

export const pointNotVerified = (): HaatError =>
  new HaatError(
    'unprocessable',
    'pointNotVerified',
    'Only a verified trader’s shop keeps parcels of others. Have your business verified first.',
  )

export const pointFull = (): HaatError =>
  new HaatError(
    'conflict',
    'pointFull',
    'This point has no room left today, or is closed. Choose another point, or delivery.',
  )
