import { editDistanceWithin } from '../search/index.ts'
import { containers, type Likeness, sounding } from './likeness.rules.ts'

/** How sure it is that two products are one. `contradicted`: much is the same, but something says no. */
export const grades = ['certain', 'likely', 'contradicted'] as const
export type Grade = (typeof grades)[number]

/** What speaks `for` two products being one, what is a `doubt`, and what speaks `against` it. */
const sides = {
  sameGtin: 'for',
  sameWords: 'for',
  sameLetters: 'for',
  sameSound: 'for',
  spelling: 'for',
  container: 'for',
  samePack: 'for',
  packInName: 'for',
  packUnsaid: 'doubt',
  mrpDiffers: 'doubt',
  makerDiffers: 'doubt',
  otherGtin: 'against',
  otherPack: 'against',
  otherHsn: 'against',
  otherFoodMark: 'against',
  mrpFar: 'against',
  otherAttributes: 'against',
} as const
export type ReasonCode = keyof typeof sides
export const reasonCodes = Object.keys(sides) as [ReasonCode, ...ReasonCode[]]

/** Whether a reason speaks for the two being one. */
export const speaksFor = (code: ReasonCode): boolean => sides[code] === 'for'

export interface Judgement {
  grade: Grade
  /** From 0 to 1, to put the likeliest first. */
  score: number
  reasons: ReasonCode[]
}

/** Prices printed in different months differ by less than this share of the larger. */
const nearMrp = 0.75
/** Below it one of them is another product, or mistyped. */
const farMrp = 0.5

/**
 * Whether two products may be one; undefined where nothing says so. Certain: the same bar code, or brand, name and
 * pack the same after folding and nothing against it.
 */
export function judge(a: Likeness, b: Likeness): Judgement | undefined {
  const sameGtin = a.gtin !== null && a.gtin === b.gtin
  const mrp = Math.min(a.mrpPaise, b.mrpPaise) / Math.max(a.mrpPaise, b.mrpPaise)
  const words = compareWords(a, b)
  const said = comparePacks(a, b)
  // At a price of its own it is a pack of its own, whatever stands in both names: "pants, 4-8 kg".
  const pack = said === 'otherPack' && mrp < nearMrp ? undefined : said
  if (!sameGtin && !(words && pack)) return undefined
  const isBranded = a.brand !== '' || b.brand !== ''
  const reasons: ReasonCode[] = [
    ...(sameGtin ? (['sameGtin'] as const) : []),
    ...(words?.reasons ?? []),
    ...(pack ? [pack] : (['otherPack'] as const)),
    ...(a.gtin && b.gtin && !sameGtin ? (['otherGtin'] as const) : []),
    ...(a.hsn.slice(0, 2) === b.hsn.slice(0, 2) ? [] : (['otherHsn'] as const)),
    ...(a.foodMark === b.foodMark ? [] : (['otherFoodMark'] as const)),
    ...(mrp >= nearMrp ? [] : [mrp < farMrp ? ('mrpFar' as const) : ('mrpDiffers' as const)]),
    // Of goods with a brand the maker is often told in another spelling, or by the importer's name.
    ...(a.maker === b.maker || isBranded ? [] : (['makerDiffers'] as const)),
    ...(attributesAgree(a, b) ? [] : (['otherAttributes'] as const)),
  ]
  const isContradicted = reasons.some((code) => sides[code] === 'against')
  const doubts = reasons.filter((code) => sides[code] === 'doubt').length
  const isExact = sameGtin || (words!.isExact && pack === 'samePack' && doubts === 0)
  const likeness = sameGtin ? 1 : words!.share
  const grade = isContradicted ? 'contradicted' : isExact ? 'certain' : 'likely'
  const doubted = doubts + (pack === 'packInName' ? 0.5 : 0)
  const whole = 0.75 * likeness + 0.25 * mrp - 0.05 * doubted
  return {
    grade,
    score: Math.round(1000 * Math.max(0, isContradicted ? whole / 2 : whole)) / 1000,
    reasons,
  }
}

/** A product as it is chosen from two that are one. */
export interface Candidate {
  productId: string
  gtin: string | null
  shared: boolean
  listings: number
}

/** Which of two stays: that with the bar code, with more listings, that others list too, the older. */
export function survivorOf<C extends Candidate>(a: C, b: C): C {
  const order =
    Number(b.gtin !== null) - Number(a.gtin !== null) ||
    b.listings - a.listings ||
    Number(b.shared) - Number(a.shared) ||
    (a.productId < b.productId ? -1 : 1)
  return order < 0 ? a : b
}

const attributesAgree = (a: Likeness, b: Likeness): boolean =>
  Object.entries(a.attributes).every(([name, value]) => {
    const other = b.attributes[name]
    return other === undefined || other.trim().toLowerCase() === value.trim().toLowerCase()
  })

const onePiece = '1 piece'

/** What the packs say; undefined: these are two sizes of one kind of goods, as shops have them side by side. */
function comparePacks(
  a: Likeness,
  b: Likeness,
): 'samePack' | 'packInName' | 'packUnsaid' | 'otherPack' | undefined {
  const [inA, inB] = [a.named ?? a.pack, b.named ?? b.pack]
  if (a.pack === b.pack) {
    if (inA === inB) return 'samePack'
    return a.named && b.named ? undefined : 'packUnsaid'
  }
  const isPiece = (one: Likeness) => one.pack === onePiece && one.named !== null
  if (isPiece(a) || isPiece(b)) {
    const [statedA, statedB] = [isPiece(a) ? inA : a.pack, isPiece(b) ? inB : b.pack]
    if (statedA === statedB) return 'packInName'
  }
  return inA === inB && (a.named || b.named) ? 'otherPack' : undefined
}

interface WordsAlike {
  isExact: boolean
  /** From 0 to 1. */
  share: number
  reasons: ReasonCode[]
}

const alike = { sound: 0.95, typo: 0.85, container: 0.9 } as const

/** How the words of two products agree; undefined where a word of one has no counterpart in the other. */
function compareWords(a: Likeness, b: Likeness): WordsAlike | undefined {
  if (a.words.join(' ') === b.words.join(' ')) return { isExact: true, share: 1, reasons: ['sameWords'] }
  if (a.solid === b.solid) return { isExact: true, share: 1, reasons: ['sameLetters'] }
  let left = a.words.filter((word) => !b.words.includes(word))
  let right = b.words.filter((word) => !a.words.includes(word))
  const common = a.words.length - left.length
  const reasons = new Set<ReasonCode>()
  let sum = common
  let count = common
  const counted = (value: number, code: ReasonCode): true => {
    sum += value
    count += 1
    reasons.add(code)
    return true
  }
  const pairOff = (fits: (x: string, y: string) => boolean, value: number, code: ReasonCode) => {
    left = left.filter((word) => {
      const at = right.findIndex((other) => fits(word, other))
      if (at === -1) return true
      right = right.filter((_, nth) => nth !== at)
      counted(value, code)
      return false
    })
  }
  pairOff((x, y) => sounding(x) === sounding(y), alike.sound, 'sameSound')
  pairOff(isMistyped, alike.typo, 'spelling')
  const isContained = (words: readonly string[]) =>
    words.length > 0 && words.every((word) => containers.has(word))
  if (isContained(left) && right.length === 0)
    left = left.filter(() => !counted(alike.container, 'container'))
  if (isContained(right) && left.length === 0)
    right = right.filter(() => !counted(alike.container, 'container'))
  if (left.length > 0 || right.length > 0) return undefined
  return { isExact: false, share: sum / count, reasons: [...reasons] }
}

/** Whether two words are one with a letter wrong. Short words, numbers and first letters are told apart. */
function isMistyped(x: string, y: string): boolean {
  const shorter = Math.min(x.length, y.length)
  if (shorter < 5 || x[0] !== y[0] || /[^\p{L}\p{M}]/u.test(x + y)) return false
  return editDistanceWithin(x, y, shorter < 9 ? 1 : 2)
}
