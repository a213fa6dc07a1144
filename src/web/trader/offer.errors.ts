import type { Problem } from '../api/client.ts'
import { fieldTexts, type View } from '../page/index.ts'
import { paiseOf } from './goods.data.ts'

/** Names of the API's fields in the forms of goods. */
export const offerFields = { pricePaise: 'price', mrpPaise: 'mrp', available: 'stock' }

/** What is wrong with an offer: of a price above the MRP in so many words. */
export function offerErrors(
  view: Pick<View, 't' | 'lang'>,
  problem: Problem | undefined,
  values: Readonly<Record<string, string>> | undefined,
  rename: Readonly<Record<string, string>> = offerFields,
): Record<string, string> {
  const errors = fieldTexts(view, problem, rename)
  const [price, mrp] = [paiseOf(values?.price), paiseOf(values?.mrp)]
  if (errors.price && problem?.code !== 'deepDiscount') {
    const isAboveMrp = price !== undefined && mrp !== undefined && price > mrp
    errors.price = view.t(isAboveMrp ? 'trader.goods.price.aboveMrp' : 'trader.goods.price.wrong')
  }
  if (errors.mrp) errors.mrp = view.t('trader.goods.price.wrong')
  if (errors.stock) errors.stock = view.t('trader.goods.stock.wrong')
  return errors
}
