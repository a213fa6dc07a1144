import { forbidden, HaatError } from '../../kernel/errors.ts'

export const notDeliveredYet = (): HaatError =>
  new HaatError('conflict', 'notDeliveredYet', 'An order can be rated once it is delivered.')

export const ratingClosed = (): HaatError =>
  new HaatError('conflict', 'ratingClosed', 'A rating can be changed for 30 days. This one stays as it is.')

export const onlyBuyersRate = (): HaatError =>
  forbidden('Only the buyer rates an order, and nobody rates a shop for which they work.')
