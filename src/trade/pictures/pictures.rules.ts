/** Why a picture was not taken. */
export const pictureFaults = [
  'addressRefused',
  'notFound',
  'noAnswer',
  'tooLarge',
  'notAPicture',
  'brokenPicture',
  'tooSmall',
  'unknownGood',
  'tooMany',
] as const
export type PictureFault = (typeof pictureFaults)[number]

/** A file of a package that was not taken. */
export interface UploadProblem {
  file: string
  code: PictureFault
}

/** Largest picture as it is sent or fetched, in bytes: more than a phone's camera makes. */
export const largestPicture = 12 * 1024 * 1024
/** Largest package of pictures, in bytes, and most files in it. */
export const largestPackage = 200 * 1024 * 1024
export const mostFiles = 5000
/** Pictures of one good that are kept for each shop, and for the product itself. */
export const mostOfGood = 6
/** A picture below this, in pixels along its longer side, shows nothing of a good. */
export const smallestSide = 100
/** What one look at the network costs a picture that did not come: minutes until the next. */
export const retryMinutes = [2, 15, 120] as const

/** The forms in which a picture is shown, by their longer side in pixels. */
export const pictureSizes = { small: 240, large: 800 } as const
export type PictureSize = keyof typeof pictureSizes
export const pictureSizeNames = Object.keys(pictureSizes) as PictureSize[]

/** Whether a file is a picture of a kind that is taken, by its first bytes: JPEG, PNG or WebP. */
export const isPicture = (content: Buffer): boolean =>
  content.subarray(0, 3).equals(jpeg) ||
  content.subarray(0, 8).equals(png) ||
  (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP')
const jpeg = Buffer.from([0xff, 0xd8, 0xff])
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export interface NamedFile {
  /** SKU or GTIN of the good. */
  good: string
  /** 1 for the first picture of the good. */
  position: number
}

/**
 * Which goods a file of a package may show, by its name, the likelier first: `ATA-001.jpg`, `8901030865278.png`;
 * further pictures end in a number, `ATA-001_2.jpg`, `ATA-001 (2).jpg`, `ATA-001-2.jpg`. A SKU may end in a number
 * itself. Undefined for folders, what file managers leave in packages, and files that by name are no pictures.
 */
export function namedFile(path: string): NamedFile[] | undefined {
  const name = path.split('/').at(-1) ?? ''
  if (path.startsWith('__MACOSX/') || name.startsWith('.') || /^thumbs\.db$/i.test(name)) return undefined
  const stem = /^(.+)\.(?:jpe?g|png|webp)$/i.exec(name)?.[1]?.trim()
  if (!stem) return undefined
  const further = /^(.+?)(?: ?\(([1-9])\)|[_ -]([1-9]))$/.exec(stem)
  const whole = { good: stem, position: 1 }
  return further ? [whole, { good: further[1]!, position: Number(further[2] ?? further[3]) }] : [whole]
}
