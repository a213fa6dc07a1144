import { HaatError } from '../../kernel/errors.ts'

export const notHere = (): HaatError =>
  new HaatError(
    'conflict',
    'parcelNotHere',
    'This parcel does not lie at your point. Hand it in first, or look at its state.',
  )
