import { bad, type Checked, good } from '../../kernel/checked.ts'
import { checkCountry } from '../../kernel/countries.ts'
import { checkFssai } from '../../kernel/fssai.ts'
import { checkHsn } from '../../kernel/hsn.ts'
import { type Paise, parseRupees } from '../../kernel/money.ts'
import { type Audience, audiences, type FoodMark, type QuantityUnit } from './catalogue.types.ts'
import { tidyAudience } from './listing.rules.ts'
import { checkGst, checkImageUrl, checkProductGtin, largestPricePaise, mostImages } from './product.rules.ts'

/** Reads one cell of a price list, as people type it. All are pure, so answers may be remembered. */

/** Remembers answers for cells that come again and again, such as units and rates; forgets when it grows large. */
export function remember<T>(read: (cell: string) => T): (cell: string) => T {
  const answers = new Map<string, T>()
  return (cell) => {
    let answer = answers.get(cell)
    if (answer === undefined) {
      if (answers.size >= 2000) answers.clear()
      answer = read(cell)
      answers.set(cell, answer)
    }
    return answer
  }
}

const untidy = /[\p{Cc}\ufffd]|\s\s/u
// Half a surrogate pair cannot come out of the decoder, and every other character can be kept.
const unreadable = /[\0\ufffd]/

/** Text in one line with single spaces. */
export function readText(cell: string, longest: number): Checked {
  let text = cell.trim()
  // Our own files put an apostrophe before what a spreadsheet would run as a formula.
  if (text.startsWith("'") && /^'[=+\-@]/.test(text)) text = text.slice(1)
  if (untidy.test(text)) {
    if (unreadable.test(text)) {
      return bad(
        'Some characters cannot be read. Save the file as "CSV UTF-8" from your spreadsheet, and send it again.',
      )
    }
    text = text.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  }
  return text.length <= longest ? good(text) : bad(`This is longer than ${longest} characters. Shorten it.`)
}

const shortened = (cell: string): boolean => /^[0-9][.,]?[0-9]*e\+?[0-9]+$/i.test(cell.trim())

export const readGtin = (cell: string): Checked =>
  shortened(cell)
    ? bad('The spreadsheet has shortened this number. Format the column as text, and type the GTIN in again.')
    : checkProductGtin(cell)

export const readHsn = (cell: string): Checked => checkHsn(cell.trim().replace(/\.0$/, ''))

export const readFssai = (cell: string): Checked => checkFssai(cell)

export const readCountry = (cell: string): Checked => checkCountry(cell)

const unitNames = new Map<string, QuantityUnit>([
  ...['g', 'gm', 'gms', 'gr', 'grm', 'gram', 'grams', 'ग्राम'].map((name) => [name, 'g'] as const),
  ...['kg', 'kgs', 'kilo', 'kilogram', 'kilograms', 'किलो'].map((name) => [name, 'kg'] as const),
  ...['ml', 'millilitre', 'milliliter', 'millilitres', 'milliliters'].map((name) => [name, 'ml'] as const),
  ...['l', 'lt', 'ltr', 'ltrs', 'litre', 'liter', 'litres', 'लीटर'].map((name) => [name, 'l'] as const),
  ...['m', 'mtr', 'metre', 'meter', 'metres', 'meters'].map((name) => [name, 'm'] as const),
  ...[
    'piece',
    'pieces',
    'pc',
    'pcs',
    'unit',
    'units',
    'no',
    'nos',
    'each',
    'n',
    'नग',
    'count',
    ...['tablets', 'capsules', 'sheets', 'wipes', 'rolls'],
  ].map((name) => [name, 'piece'] as const),
])

export function readUnit(cell: string): Checked<QuantityUnit> {
  const unit = unitNames.get(cell.trim().toLowerCase().replace(/\.$/, ''))
  return unit ? good(unit) : bad('There is no such unit here. Write g, kg, ml, l, m or piece.')
}

const packWords =
  'pouch|carton|bottle|jar|box|tin|can|cup|bag|tub|tube|packet|pack|pkt|sachet|bucket|tray|wrapper|multipack|net bag|pet jar|pet bottle|glass bottle'
const plain = /^([0-9]{1,7}(?:\.[0-9]{1,9})?)\s*(\p{L}[\p{L}\p{M}]*\.?)?$/u
const packed = new RegExp(
  `^([0-9]{1,7}(?:\\.[0-9]{1,9})?)\\s*(\\p{L}+)\\s*[-,(]?\\s*(?:${packWords})\\s*\\)?$`,
  'iu',
)
const several = new RegExp(
  `^([0-9]{1,4})\\s*[x×*]\\s*([0-9]{1,7}(?:\\.[0-9]{1,3})?)\\s*(\\p{L}+)\\s*\\(?\\s*(?:${packWords})?\\s*\\)?$`,
  'iu',
)
// "300 g (3 Packs x 100 g each)" says the same twice.
const toldTwice =
  /^([0-9]{1,7}(?:\.[0-9]{1,3})?)\s*(\p{L}+)\s*\(\s*([0-9]{1,4})\s*(?:\p{L}+)?\s*[x×*]\s*([0-9]{1,7}(?:\.[0-9]{1,3})?)\s*(\p{L}+)(?:\s+each)?\s*\)$/iu
const combination = /^combo\s*\(?\s*([0-9]{1,3})\s*items?\s*\)?$/i

/**
 * `5`, `1.5`, and with the unit in the same cell `5 kg`; the pack behind it (`5 kg Bag`); several of one size as
 * their sum (`2x500 g`); `Combo 3 Items` as pieces. What could be read in two ways, such as `500 g (Pack of 2)`, is
 * not guessed at.
 */
export function readQuantity(cell: string): Checked<{ number: number; unit: string }> {
  const text = cell.trim()
  const one = plain.exec(text) ?? packed.exec(text)
  if (one) return good({ number: Number(one[1]), unit: one[2] ?? '' })
  const sum = several.exec(text)
  if (sum) return good({ number: total(sum[1]!, sum[2]!), unit: sum[3]! })
  const twice = toldTwice.exec(text)
  if (twice && twice[2]!.toLowerCase() === twice[5]!.toLowerCase()) {
    if (total(twice[3]!, twice[4]!) === Number(twice[1]))
      return good({ number: Number(twice[1]), unit: twice[2]! })
  }
  const combo = combination.exec(text)
  if (combo) return good({ number: Number(combo[1]), unit: 'piece' })
  return bad(
    /[0-9]/.test(text)
      ? 'How much the whole pack holds is not clear here. Write a number such as 500 or 1.5 and its unit, for all that is in the pack together.'
      : 'This is no quantity. Write a number such as 500 or 1.5, and the unit in its own column.',
  )
}

const total = (count: string, each: string): number => Math.round(Number(count) * Number(each) * 1000) / 1000

/** `18`, `18%`, `0.25` percent as basis points. A fraction such as 0.18 is not guessed at. */
export function readGst(cell: string): Checked<number> {
  const match = /^([0-9]{1,2}(?:\.[0-9]{1,4})?)\s*%?$/.exec(cell.trim())
  return match
    ? checkGst(Math.round(Number(match[1]) * 100))
    : bad('This is no GST rate. Write percent, such as 18.')
}

export function readPrice(cell: string): Checked<Paise> {
  const sum = parseRupees(cell)
  if (sum === undefined) return bad('This is no sum of rupees. Write it such as 120 or 120.50.')
  if (sum <= 0n) return bad('A price is above zero. Write what one pack costs.')
  return sum <= BigInt(largestPricePaise)
    ? good(sum)
    : bad('A price is at most one crore rupees. Look at it again.')
}

export function readCount(cell: string, least: number, most: number): Checked<number> {
  const match = /^([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{2,3})+)(?:\.0+)?$/.exec(cell.trim())
  const count = match ? Number(match[1]!.replaceAll(',', '')) : Number.NaN
  return count >= least && count <= most ? good(count) : bad(`Write a whole number from ${least} to ${most}.`)
}

const marks = new Map<string, FoodMark>([
  ...['veg', 'vegetarian', 'v', 'green', 'yes', 'y', 'शाकाहारी'].map((name) => [name, 'veg'] as const),
  ...['nonveg', 'nonvegetarian', 'egg', 'brown', 'मांसाहारी'].map((name) => [name, 'nonVeg'] as const),
  ...['', 'none', 'na', 'notfood'].map((name) => [name, 'none'] as const),
])

export function readFoodMark(cell: string): Checked<FoodMark> {
  const mark = marks.get(cell.toLowerCase().replace(/[\s\-_/.]+/g, ''))
  return mark
    ? good(mark)
    : bad('There is no such food mark. Write veg, nonVeg, or none for what is not food.')
}

export function readAudience(cell: string): Checked<Audience[]> {
  const words = cell
    .toLowerCase()
    .split(/[\s,;|/]+/)
    .filter(Boolean)
  const named = words.map((word) =>
    audiences.find((audience) => word === audience || word === `${audience}s`),
  )
  const known = named.filter((audience) => audience !== undefined)
  return known.length === named.length
    ? good(tidyAudience(known))
    : bad(`Write to whom it is sold: ${audiences.join(', ')}; several with a space between them.`)
}

export function readImages(cell: string): Checked<string[]> {
  const addresses = cell.split(/[\s|]+/).filter(Boolean)
  if (addresses.length > mostImages) return bad(`Give at most ${mostImages} pictures.`)
  const urls: string[] = []
  for (const address of addresses) {
    const checked = checkImageUrl(address)
    if (!checked.ok) return checked
    urls.push(checked.value)
  }
  return good(urls)
}
