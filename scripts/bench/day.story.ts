import { createHash } from 'node:crypto'

/** What becomes of the bookings of one simulated day: decided by lot from each booking's reference alone. */

/** Numbers from 0 to before 1, the same for the same seed. */
export function lotsOf(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32LE()
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How a provider answers a booking. */
export type Answering =
  | 'yes'
  | 'no'
  /** No answer, and no booking. */
  | 'silent'
  /** No answer, but it has taken the parcel. */
  | 'silentYes'
  | 'broken'
  /** It decides later, or never. */
  | 'later'
  | 'never'

const shares: readonly (readonly [Answering, number])[] = [
  ['no', 0.03],
  ['silent', 0.003],
  ['silentYes', 0.003],
  ['broken', 0.005],
  ['later', 0.02],
  ['never', 0.002],
]

export function answeringOf(reference: string): Answering {
  let left = lotsOf(`${reference} answers`)()
  for (const [answering, share] of shares) {
    if (left < share) return answering
    left -= share
  }
  return 'yes'
}

/** One word that a rider's app tells. */
export interface Word {
  status: string
  /** Minutes of the day since the word before it. */
  afterMinutes: number
  code?: 'handover' | 'delivery'
  /** The rider typed another code first; five times: only a photo at the door is left. */
  wrongFirst?: number
  cash?: boolean
  photo?: boolean
  /** Told twice at the same moment. */
  twice?: boolean
}

/** What a rider does with a parcel, in the order in which it is told. */
export function storyOf(reference: string): Word[] {
  const lot = lotsOf(`${reference} goes`)
  const between = (least: number, most: number) => least + lot() * (most - least)
  const chance = (share: number) => lot() < share
  const begin: Word[] = [{ status: 'agentAssigned', afterMinutes: between(1, 4) }]
  if (chance(0.01)) return [...begin, { status: 'cancelled', afterMinutes: between(1, 10) }]
  if (chance(0.3)) begin.push({ status: 'atPickup', afterMinutes: between(2, 10) })
  const fetched: Word = { status: 'pickedUp', code: 'handover', afterMinutes: between(3, 10) }
  if (chance(0.02)) fetched.wrongFirst = 1
  const onTheWay: Word = { status: 'outForDelivery', afterMinutes: between(1, 4) }
  const atDoor = (): Word => ({ status: 'atDrop', afterMinutes: between(5, 20) })
  const brought = (): Word => ({
    ...{ status: 'delivered', code: 'delivery', cash: true, afterMinutes: between(3, 15) },
    ...(chance(0.03) ? { wrongFirst: chance(0.1) ? 5 : 1 } : {}),
  })
  const end: Word[] = []
  if (chance(0.001)) end.push({ status: 'lost', afterMinutes: 60 })
  else if (chance(0.05)) {
    end.push({ status: 'deliveryFailed', afterMinutes: between(5, 20) })
    if (chance(0.7)) end.push({ ...onTheWay, afterMinutes: between(30, 90) }, brought())
    else
      end.push(
        { status: 'returning', afterMinutes: 10 },
        { status: 'returned', afterMinutes: between(10, 30) },
      )
  } else end.push(...(chance(0.3) ? [atDoor()] : []), brought())
  const words = [...begin, fetched, onTheWay, ...end]
  for (const word of words) if (chance(0.03)) word.twice = true
  // Late: the network of the rider's phone brings a word after the one that followed it.
  if (chance(0.05)) {
    const at = words.indexOf(onTheWay)
    ;[words[at - 1], words[at]] = [words[at]!, words[at - 1]!]
  }
  return words
}

/** Whether a provider is out for an hour at this minute of the day: some of them are, once. */
export function isDown(nth: number, minute: number): boolean {
  if (nth % 5 !== 0) return false
  const begin = 7 * 60 + ((nth * 97) % (12 * 60))
  return minute >= begin && minute < begin + 60
}

/** Orders in each hour of the day of neighbourhood shops, as shares of their sum: mornings and evenings. */
const byHour = [0, 0, 0, 0, 0, 1, 3, 7, 9, 8, 6, 5, 4, 3, 3, 4, 6, 9, 11, 10, 7, 3, 1, 0]
const all = byHour.reduce((sum, hour) => sum + hour, 0)
export const firstHour = byHour.findIndex((share) => share > 0)
export const hours = byHour.length - firstHour

/** Of so many orders of a day, how many have come by this minute of it. */
export function comeBy(count: number, minute: number): number {
  const hour = Math.floor(minute / 60)
  if (hour >= byHour.length) return count
  const before = byHour.slice(0, hour).reduce((sum, share) => sum + share, 0)
  return Math.floor((count * (before + byHour[hour]! * (minute / 60 - hour))) / all)
}
