import { HaatError } from '../../kernel/errors.ts'

export const remittanceBooked = (): HaatError =>
  new HaatError(
    'conflict',
    'remittanceBooked',
    'This settlement file is booked already. Hand in a further file for what is missing.',
  )

export const remittanceWithdrawn = (): HaatError =>
  new HaatError(
    'conflict',
    'remittanceWithdrawn',
    'This settlement file was taken back. Hand it in anew if the money was sent.',
  )

export const caseClosed = (): HaatError =>
  new HaatError('conflict', 'caseClosed', 'This difference is closed already. It stays as it is.')
