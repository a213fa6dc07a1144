import { bad, type Checked, good } from '../../kernel/checked.ts'
import type { Trade, TradePack } from './catalogue.types.ts'
import { readPrice, readText } from './import.cells.ts'
import { tradeLimits } from './price.rules.ts'
import { largestCount } from './product.rules.ts'

/** Reads the cells of a price list that state terms of trade, as shopkeepers type them. All are pure. */

const { slabs: mostSlabs, packPieces, packName } = tradeLimits

/** A word that takes away what the listing has; an empty cell leaves it. */
const takenAway = /^(?:remove|delete|clear|हटाएँ|हटाएं|हटाओ|हटा दें)$/i
export const takesAway = (cell: string): boolean => takenAway.test(cell.trim())

const count = '([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{2,3})+)'
const pieceWord = '(?:pieces?|pcs?\\.?|nos?\\.?|units?|packs?|पीस|नग|अदद)'
const counted = new RegExp(`^${count}(?:\\.0+)?\\s*(?:${pieceWord}|(\\p{L}[\\p{L}\\p{M} .-]*))?$`, 'iu')
const named = new RegExp(
  `^(?:1\\s*)?(\\p{L}[\\p{L}\\p{M} .-]*?)\\s*(?:=|:|of|में|-)?\\s*${count}\\s*${pieceWord}?$`,
  'iu',
)

const numberOf = (text: string): number => Number(text.replaceAll(',', ''))

/** `24`, `24 pcs`, and with what the trade calls it `24 Peti`, `Peti of 24`, `1 Peti = 24 pcs`. */
export function readPack(cell: string): Checked<TradePack> {
  const text = cell.trim()
  const plain = counted.exec(text)
  const other = plain ? undefined : named.exec(text)
  const pieces = numberOf(plain?.[1] ?? other?.[2] ?? '')
  if (!(pieces >= 2 && pieces <= packPieces)) {
    return bad(
      `Write how many pieces the pack holds, from 2 to ${packPieces}, such as 24 or 24 Peti. Leave it empty where there is none.`,
    )
  }
  const name = readText(plain?.[2] ?? other?.[1] ?? '', packName)
  return name.ok ? good({ pieces, name: name.value || null }) : name
}

const slab = new RegExp(
  `^${count}(?:\\s*(?:-|–|to|से)\\s*${count})?\\s*(?:\\+|or more|and above|या ज़्यादा|से)?\\s*${pieceWord}?\\s*(?:\\+|से)?\\s*[:=@→]\\s*(.+?)\\s*(?:/-|each|per piece|प्रति पीस)?$`,
  'iu',
)
/** What spreadsheets make of `11:35` and `10-95`: times, days, parts of a day. */
const ofSpreadsheet =
  /^(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-9]{2})?(?:\s*[ap]m)?|[0-9]*\.[0-9]{5,}|[0-9]{1,2}[-/][A-Za-z0-9]{2,4}(?:[-/][0-9]{2,4})?)$/i

const likeThis = 'such as 10=95; 50=90 (from 10 pieces 95 rupees each, from 50 pieces 90)'

/**
 * `10:95; 50:90`: from 10 pieces 95 rupees each, from 50 pieces 90. `=` or `@` do for `:`; `10-49` and `50+` are
 * read too. Between two of them stands `;`, `|`, a line's end, or a comma. What a spreadsheet may have made of it
 * by itself, such as a time of day, is not guessed at.
 */
export function readSlabs(cell: string): Checked<Trade['slabs']> {
  const text = cell.trim()
  if (ofSpreadsheet.test(text)) {
    return bad(
      `A spreadsheet may have made a time or a day of this. Write an equals sign, ${likeThis}, and format the column as text.`,
    )
  }
  const parts = partsOf(text)
  if (parts.length > mostSlabs) return bad(`There are at most ${mostSlabs} prices for more pieces.`)
  const slabs: { from: number; pricePaise: number }[] = []
  let end: number | undefined
  for (const part of parts) {
    const match = slab.exec(part)
    if (!match)
      return bad(
        `"${part.slice(0, 40)}" cannot be read. Write from how many pieces each costs how much, ${likeThis}.`,
      )
    const from = numberOf(match[1]!)
    const price = readPrice(match[3]!)
    if (!price.ok) return bad(`"${part.slice(0, 40)}": ${price.reason}`)
    if (from < 2 || from > largestCount)
      return bad('The first piece costs the plain price. A price for more pieces begins at 2 or more.')
    if (end !== undefined && from !== end + 1)
      return bad(
        `After ${end} pieces the next price begins at ${end + 1}, not at ${from}. Write where each price begins, ${likeThis}.`,
      )
    end = match[2] === undefined ? undefined : numberOf(match[2])
    slabs.push({ from, pricePaise: Number(price.value) })
  }
  return slabs.length > 0 ? good(slabs) : bad(`Write from how many pieces each costs how much, ${likeThis}.`)
}

/** A comma parts prices where nothing else does, and else belongs to a number such as 1,200. */
function partsOf(text: string): string[] {
  const tidy = (parts: string[]) => parts.map((part) => part.trim().replace(/,$/, '')).filter(Boolean)
  if (/[;|\n]/.test(text)) return tidy(text.split(/[;|\n]+/))
  const parts = tidy(text.split(','))
  return parts.every((part) => slab.test(part)) ? parts : tidy([text])
}
