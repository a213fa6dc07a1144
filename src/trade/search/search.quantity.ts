import type { QuantityUnit } from '../catalogue/index.ts'

/** A size of pack that somebody asks for, in grams, millilitres, metres or pieces. */
export interface Pack {
  amount: number
  of: 'g' | 'ml' | 'm' | 'piece'
  /** As names may write it: pairs of number and unit. */
  written: readonly string[]
}

interface Unit {
  of: Pack['of']
  times: number
  spelled: string
}

// In the order of length is not needed: a unit ends where no letter follows.
const units: readonly Unit[] = [
  { of: 'g', times: 1000, spelled: 'kg kgs kilo kilos kilogram kilograms किलो किलोग्राम किग्रा' },
  { of: 'g', times: 1, spelled: 'g gm gms gr gram grams ग्राम' },
  { of: 'ml', times: 1000, spelled: 'l lt ltr ltrs litre litres liter liters लीटर' },
  { of: 'ml', times: 1, spelled: 'ml mls मिली मिलीलीटर' },
  { of: 'm', times: 1, spelled: 'm mtr metre metres meter meters मीटर' },
  { of: 'piece', times: 12, spelled: 'dozen darjan दर्जन' },
  { of: 'piece', times: 1, spelled: 'pc pcs piece pieces nos पीस' },
]
const unitOf = new Map(units.flatMap((unit) => unit.spelled.split(' ').map((word) => [word, unit] as const)))
const spoken: Readonly<Record<string, number>> = {
  half: 0.5,
  aadha: 0.5,
  adha: 0.5,
  आधा: 0.5,
  pav: 0.25,
  paav: 0.25,
  पाव: 0.25,
  ek: 1,
  एक: 1,
  do: 2,
  दो: 2,
  teen: 3,
  तीन: 3,
  paanch: 5,
  पांच: 5,
  das: 10,
  दस: 10,
}
// A spoken number is a word of its own: a dog is not two grams.
const numbers = `\\d{1,5}(?:\\.\\d{1,3})?|(?:${Object.keys(spoken).join('|')})(?=\\s)`
const quantity = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}.])(${numbers})\\s*(${[...unitOf.keys()].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
  'giu',
)
const indianDigits = /[\u0966-\u096f]/g

const found = (text: string) => {
  const plain = text
    .slice(0, 2000)
    .normalize('NFKC')
    .replace(indianDigits, (digit) => String(digit.charCodeAt(0) - 0x966))
  return { plain, quantities: [...plain.matchAll(quantity)] }
}

const packOf = ([, number, spelled]: RegExpMatchArray): Pack | null => {
  const count = spoken[number!.toLowerCase()] ?? Number(number)
  const unit = unitOf.get(spelled!.toLowerCase())!
  if (count <= 0) return null
  const written = unit.spelled.split(' ').map((word) => `${count} ${word}`)
  return { amount: count * unit.times, of: unit.of, written }
}

/** All quantities that a text names, in their order, and the text without them. */
export function readPacks(text: string): { rest: string; packs: Pack[] } {
  const { plain, quantities } = found(text)
  return { rest: plain.replace(quantity, ' '), packs: quantities.flatMap((one) => packOf(one) ?? []) }
}

/**
 * Takes quantities out of a query: "2 kg toor dal" asks for toor dal, rather in packs of 2 kg. The first one
 * counts. A text of nothing else stays as it is, without a pack.
 */
export function readPack(text: string): { rest: string; pack: Pack | null } {
  const { plain, quantities } = found(text)
  const [first] = quantities
  if (!first) return { rest: text, pack: null }
  const rest = plain.replace(quantity, ' ')
  if (!/[\p{L}\p{N}]/u.test(rest)) return { rest: text, pack: null }
  return { rest, pack: packOf(first) }
}

const sizes: Readonly<Record<QuantityUnit, { of: Pack['of']; times: number }>> = {
  g: { of: 'g', times: 1 },
  kg: { of: 'g', times: 1000 },
  ml: { of: 'ml', times: 1 },
  l: { of: 'ml', times: 1000 },
  m: { of: 'm', times: 1 },
  piece: { of: 'piece', times: 1 },
}

/** A quantity in its smallest unit: how many grams, millilitres, metres or pieces. */
export const inSmallestUnit = (quantity: number, unit: QuantityUnit): Pick<Pack, 'amount' | 'of'> => ({
  amount: quantity * sizes[unit].times,
  of: sizes[unit].of,
})

/** The units in which goods of a pack's kind are listed, and how many grams, millilitres … one is. */
export const unitsOfPack = (pack: Pack): { unit: QuantityUnit; times: number }[] =>
  (Object.keys(sizes) as QuantityUnit[])
    .filter((unit) => sizes[unit].of === pack.of)
    .map((unit) => ({ unit, times: sizes[unit].times }))

/** How well a pack fits what is asked for: 1 for that size, half the smaller's share in the larger for others. */
export function fitOf(pack: Pack, netQuantity: number, unit: QuantityUnit): number {
  const { amount, of } = inSmallestUnit(netQuantity, unit)
  if (of !== pack.of || netQuantity <= 0) return 0
  const share = Math.min(amount, pack.amount) / Math.max(amount, pack.amount)
  return share > 0.99 ? 1 : share / 2
}
