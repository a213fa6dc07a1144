import { HaatError } from '../../kernel/errors.ts'

export const notHere = (): HaatError =>
  new HaatError(
    'conflict',
    'parcelNotHere',
    'This parcel does not lie at your point. Hand it in first, or look at its state.',
  )

export const notWithPost = (): HaatError =>
  new HaatError(
    'conflict',
    'notWithPost',
    'This parcel does not wait at your shop for the post, so there is nothing to take back. Look at its state.',
  )

export const postHasIt = (): HaatError =>
  new HaatError(
    'conflict',
    'postHasIt',
    'The post has this parcel already. Ask for it at the post office where you handed it in.',
  )
