import sharp, { type Sharp } from 'sharp'
import {
  isPicture,
  type PictureFault,
  type PictureSize,
  pictureSizes,
  smallestSide,
} from './pictures.rules.ts'

/** A picture in the forms in which it is shown: WebP, without what a camera writes beside it. */
export interface PictureForms {
  files: Record<PictureSize, Buffer>
  /** Of the larger form, in pixels. */
  width: number
  height: number
}

// A picture at a time on one thread: the machine has orders to serve.
sharp.concurrency(1)
sharp.cache(false)

/** More pixels than this are not unpacked: a small file may hold a very large plane of one colour. */
const mostPixels = 50_000_000

/**
 * Turns a picture upright and brings it to the sizes in which it is shown, never larger than it came. Place, time
 * and camera that the file may tell of are left behind. Gives the fault of one that cannot be shown.
 */
export async function formsOf(content: Buffer): Promise<PictureForms | { fault: PictureFault }> {
  if (!isPicture(content)) return { fault: 'notAPicture' }
  try {
    const upright = sharp(content, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
    const { width = 0, height = 0 } = await upright.metadata()
    if (Math.max(width, height) < smallestSide) return { fault: 'tooSmall' }
    const large = await inForm(upright, pictureSizes.large)
    const small = await inForm(sharp(large.data), pictureSizes.small)
    return {
      files: { small: small.data, large: large.data },
      width: large.info.width,
      height: large.info.height,
    }
  } catch {
    // Whatever sharp says of it: the bytes are not those of a whole picture.
    return { fault: 'brokenPicture' }
  }
}

const inForm = (picture: Sharp, side: number) =>
  picture
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 76 })
    .toBuffer({ resolveWithObject: true })
