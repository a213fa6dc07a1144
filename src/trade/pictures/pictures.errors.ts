import { HaatError } from '../../kernel/errors.ts'
import { largestPicture, mostOfGood, type PictureFault, smallestSide } from './pictures.rules.ts'

const megabytes = largestPicture / 1024 / 1024

export const pictureTooLarge = () =>
  new HaatError('tooLarge', 'pictureTooLarge', `A picture has at most ${megabytes} MB. Send a smaller one.`)

/** A picture that its sender waits for and that was not taken. */
export const pictureRefused = (fault: PictureFault): HaatError => {
  if (fault === 'tooSmall')
    return new HaatError(
      'unprocessable',
      'pictureTooSmall',
      `The picture is too small: its longer side has fewer than ${smallestSide} pixels.`,
    )
  return new HaatError(
    'unprocessable',
    'notAPicture',
    'The file is no whole picture. Send a JPEG, a PNG or a WebP.',
  )
}

export const tooManyPictures = () =>
  new HaatError(
    'conflict',
    'tooManyPictures',
    `A good has at most ${mostOfGood} pictures of a shop. Remove one first.`,
  )

export const packageTooLarge = () =>
  new HaatError('tooLarge', 'packageTooLarge', 'A package of pictures has at most 200 MB. Send it in parts.')

export const notAPackage = () =>
  new HaatError(
    'unprocessable',
    'notAPackage',
    'The file is no ZIP. Pack the pictures as one ZIP file, and send that.',
  )
