import type { Input } from '../api/client.ts'
import { countOf, paiseOf } from './goods.data.ts'

/** Lines of the form for prices for quantities: as many as there can be. */
const slabRows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const

/** The lines that are shown: those that are filled and one more, at least three. */
export const shownSlabRows = (filled: number) => slabRows.slice(0, Math.max(3, filled + 1))

/** Names of the API's fields in the form. */
export const tradeFields: Readonly<Record<string, string>> = {
  minimumQuantity: 'least',
  'inner.pieces': 'innerPieces',
  'case.pieces': 'casePieces',
  inner: 'innerPieces',
  case: 'casePieces',
  'dated.pricePaise': 'datedPrice',
  'dated.from': 'datedFrom',
  'dated.until': 'datedUntil',
  ...Object.fromEntries(
    slabRows.flatMap((nth) => [
      [`slabs.${nth}`, `slabFrom${nth}`],
      [`slabs.${nth}.from`, `slabFrom${nth}`],
      [`slabs.${nth}.pricePaise`, `slabPrice${nth}`],
    ]),
  ),
}

type Form = Readonly<Record<string, string>>

const isFilled = (text: string | undefined): boolean => (text ?? '').trim() !== ''

/** What was typed, as the API takes it; what cannot be read is sent as 0, which it refuses at its field. */
export function tradeOf(form: Form): Input<'setTradeTerms'>['body'] {
  const pack = (kind: 'inner' | 'case') =>
    isFilled(form[`${kind}Pieces`])
      ? { pieces: countOf(form[`${kind}Pieces`]) ?? 0, name: form[`${kind}Name`]?.trim() || null }
      : null
  const slabs = slabRows
    .filter((nth) => isFilled(form[`slabFrom${nth}`]) || isFilled(form[`slabPrice${nth}`]))
    .map((nth) => ({
      from: countOf(form[`slabFrom${nth}`]) ?? 0,
      pricePaise: paiseOf(form[`slabPrice${nth}`]) ?? 0,
    }))
  const dated = isFilled(form.datedPrice)
    ? { pricePaise: paiseOf(form.datedPrice) ?? 0, from: form.datedFrom ?? '', until: form.datedUntil ?? '' }
    : null
  return {
    minimumQuantity: countOf(form.least) ?? 0,
    soldBy: form.soldBy === 'inner' || form.soldBy === 'case' ? form.soldBy : 'piece',
    inner: pack('inner'),
    case: pack('case'),
    step: countOf(form.step) ?? 0,
    slabs,
    dated,
    confirmDeepDiscount: form.confirmDeepDiscount === 'yes',
  }
}
