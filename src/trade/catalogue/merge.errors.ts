import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'

/** The product that somebody wants to change is another one by now. */
export const productMerged = (into: Id<'product'>): HaatError =>
  new HaatError(
    'conflict',
    'productMerged',
    'This product was merged into another one. Read that one, and go on with it.',
    { facts: { productId: into } },
  )

/** A product cannot be merged into itself. */
export const sameProduct = (): HaatError => {
  const detail = 'This is one and the same product. Choose two.'
  return new HaatError('invalid', 'sameProduct', detail, {
    fields: [{ pointer: '/intoProductId', code: 'sameProduct', detail }],
  })
}

/** A bar code would be shown no more. */
export const barCodeStays = (): HaatError => {
  const detail =
    'Of these two the product with the bar code stays, so that the bar code is shown. Turn them round.'
  return new HaatError('unprocessable', 'barCodeStays', detail, {
    fields: [{ pointer: '/intoProductId', code: 'barCodeStays', detail }],
  })
}
