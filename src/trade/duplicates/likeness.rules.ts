import { hash } from 'node:crypto'
import type { ProductFacts } from '../catalogue/index.ts'
import { inSmallestUnit, type Pack, readPacks, soundOfAny, splitWords } from '../search/index.ts'

/** What of a product tells that it is another one: its facts, folded. Kept beside it, as it is here. */
export interface Likeness {
  /** Of brand and name, each once, in the order of the alphabet; without packs and words that say nothing. */
  words: string[]
  /** Brand and name without any space: `Coca-Cola` and `CocaCola`. */
  solid: string
  brand: string
  /** The stated net quantity in its smallest unit, such as `1000 g`. */
  pack: string
  /** The pack that the name states; null where it states none, or several. */
  named: string | null
  gtin: string | null
  hsn: string
  foodMark: ProductFacts['foodMark']
  mrpPaise: number
  maker: string
  attributes: Readonly<Record<string, string>>
}

// Words that say nothing of the goods. `a` does: vitamin A.
const fillers = new Set('the and of with for in by aur ka ki ke और का की के'.split(' '))
const apostrophes = /['’‘`]/g
const packText = ({ amount, of }: Pick<Pack, 'amount' | 'of'>): string => `${Number(amount.toFixed(3))} ${of}`
const wordsOf = (text: string): string[] =>
  splitWords(text.replace(apostrophes, '')).filter((word) => !fillers.has(word))

type LikenessFacts = Pick<
  ProductFacts,
  | 'gtin'
  | 'brand'
  | 'name'
  | 'netQuantity'
  | 'unit'
  | 'hsn'
  | 'foodMark'
  | 'mrpPaise'
  | 'maker'
  | 'attributes'
>

/** Folds a product: case, spaces, punctuation, the order of words, a brand told twice, a pack in the name. */
export function likenessOf(facts: LikenessFacts): Likeness {
  const { rest, packs } = readPacks(facts.name)
  const pack = packText(inSmallestUnit(facts.netQuantity, facts.unit))
  const named = new Set(packs.map(packText))
  // The stated pack told again says nothing; of others one may be left out, as in "Pants, 7-12 kg, 50 pcs".
  const others = [...named].filter((one) => one !== pack)
  const isPlain = named.size > 0 && others.length <= 1 && wordsOf(rest).length > 0
  const name = wordsOf(isPlain ? rest : facts.name)
  const brandWords = wordsOf(facts.brand ?? '')
  const brand = brandWords.join('')
  const solidName = name.join('')
  return {
    words: [...new Set([...brandWords, ...name])].sort(),
    solid: solidName.startsWith(brand) ? solidName : brand + solidName,
    brand,
    pack,
    named: isPlain ? (others[0] ?? pack) : null,
    gtin: facts.gtin,
    hsn: facts.hsn,
    foodMark: facts.foodMark,
    mrpPaise: Number(facts.mrpPaise),
    maker: wordsOf(facts.maker).join(' '),
    attributes: facts.attributes,
  }
}

/** What a pack is in that other shops state of the same words: `Soap 100 g` sold as one piece has 100 g. */
const packsOf = ({ pack, named }: Likeness): string[] => (named && named !== pack ? [pack, named] : [pack])

/** Of what a pack is made says nothing of the goods, as long as it is told of one of the two only. */
export const containers: ReadonlySet<string> = new Set(
  'pouch packet pack pkt pck bottle btl box jar tin carton sachet bag tetra tetrapak'.split(' '),
)

/** How a word sounds. Short ones are what they are: AA is no AAA. */
export const sounding = (word: string): string => (/^[a-z0-9]{1,3}$/.test(word) ? word : soundOfAny(word))

const shortened = (text: string): string =>
  BigInt.asIntN(64, BigInt(`0x${hash('sha1', text, 'hex').slice(0, 16)}`)).toString()

/** The longest words are those that tell one product of a shelf from the next. */
const longestOf = (words: readonly string[]): string[] =>
  words.toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1)).slice(0, 2)

/**
 * Under which short keys a product is looked for: by its words, by its letters, by its sound, and with its brand's
 * (else its longest words') goods of the same pack that have as many words. Two products that may be one have a key
 * in common: of two that are judged alike each word has its counterpart, but for containers that one alone names.
 * Whole numbers of 64 bits, in decimal.
 */
export function keysOf(likeness: Likeness): string[] {
  const sounds = likeness.words.filter((word) => !containers.has(word)).map(sounding)
  const counts = Array.from(
    { length: likeness.words.length - sounds.length + 1 },
    (_, nth) => sounds.length + nth,
  )
  const heard = [...new Set(sounds)].sort()
  const shelves = likeness.brand
    ? [`b ${sounding(likeness.brand)}`]
    : longestOf(heard).map((word) => `l ${word}`)
  const texts = packsOf(likeness).flatMap((pack) => [
    `w ${likeness.words.join(' ')} ${pack}`,
    `s ${likeness.solid} ${pack}`,
    `h ${heard.join(' ')} ${pack}`,
    ...shelves.flatMap((shelf) => counts.map((count) => `${shelf} ${count} ${pack}`)),
  ])
  const keys = likeness.gtin ? [`g ${likeness.gtin}`, ...texts] : texts
  return [...new Set(keys.map(shortened))]
}
