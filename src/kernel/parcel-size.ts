/** The outer size of a pack or a parcel, in whole millimetres. */
export interface ParcelSize {
  lengthMm: number
  widthMm: number
  heightMm: number
}

const sidesOf = ({ lengthMm, widthMm, heightMm }: ParcelSize): [number, number, number] =>
  [lengthMm, widthMm, heightMm].sort((one, other) => other - one) as [number, number, number]

const volumeMm3 = ({ lengthMm, widthMm, heightMm }: ParcelSize): number => lengthMm * widthMm * heightMm

export const longestSideMm = (size: ParcelSize): number => Math.max(...sidesOf(size))

/** Cubic centimetres, begun ones counted. */
export const volumeCm3 = (size: ParcelSize): number => Math.ceil(volumeMm3(size) / 1000)

/**
 * The size of one parcel that holds all these packs: as long and as wide as the largest of them lies, and as high as
 * their volume asks. Null when there is none, or the size of any is not known: a guess would be told as a fact.
 */
export function sizeTogether(
  packs: readonly { size: ParcelSize | null | undefined; quantity: number }[],
): ParcelSize | null {
  let [lengthMm, widthMm, highest, volume] = [0, 0, 0, 0]
  for (const { size, quantity } of packs) {
    if (!size) return null
    const [long, wide, high] = sidesOf(size)
    lengthMm = Math.max(lengthMm, long)
    widthMm = Math.max(widthMm, wide)
    highest = Math.max(highest, high)
    volume += volumeMm3(size) * quantity
  }
  if (volume === 0) return null
  return { lengthMm, widthMm, heightMm: Math.max(highest, Math.ceil(volume / (lengthMm * widthMm))) }
}
