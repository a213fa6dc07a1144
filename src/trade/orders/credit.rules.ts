import type { Id } from '../../kernel/ids.ts'
import { type Paise, sumOf } from '../../kernel/money.ts'

/** What of a line is credited: pieces that came back (0: the buyer keeps them), and their worth, tax included. */
export interface Credit {
  lineId: Id<'orderLine'>
  quantity: number
  paise: Paise
}

/** A line of a credit note as it is kept; sums in paise. */
export interface CreditedLine {
  lineId: Id<'orderLine'>
  quantity: number
  totalPaise: number
  cgstPaise: number
  sgstPaise: number
  igstPaise: number
}

/** A line as it was charged, and what of it was credited before. */
type Taxed = Record<'totalPaise' | 'cgstPaise' | 'sgstPaise' | 'igstPaise' | 'returnedPaise', Paise>

/**
 * The tax that goes back with a part of a line, as a supplier's credit note names it (CGST Act 2017, s. 34(1); CGST
 * Rules 2017, rule 53(1A)). Taken from what was charged and not from the rate, and from the first paisa of the line
 * on, so that the notes of a line that came back in parts add up to its tax to the paisa.
 */
export function creditOf(line: Taxed, { lineId, quantity, paise }: Credit): CreditedLine {
  const part = (tax: Paise): number => {
    const upTo = (worth: Paise) => (tax * worth) / line.totalPaise
    return Number(upTo(line.returnedPaise + paise) - upTo(line.returnedPaise))
  }
  return {
    ...{ lineId, quantity, totalPaise: Number(paise) },
    ...{ cgstPaise: part(line.cgstPaise), sgstPaise: part(line.sgstPaise), igstPaise: part(line.igstPaise) },
  }
}

/** A sum spread over lines by their worth, to the paisa: what does not divide is with the last. */
export function spread(sum: Paise, worths: readonly Paise[]): Paise[] {
  const whole = sumOf(worths)
  let before = 0n
  return worths.map((worth) => {
    const from = (sum * before) / whole
    before += worth
    return (sum * before) / whole - from
  })
}
