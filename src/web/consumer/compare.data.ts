import type { Reply } from '../api/client.ts'
import type { Wanted } from './basket.ts'

export type Plan = NonNullable<Reply<'compareBaskets'>['single']>

/** Products that one comparison takes; the rest of a larger basket stays as it is. */
export const mostProducts = 30

interface Chosen extends Wanted {
  productId: string
}

export const wantedOf = ({ shopId, listingId, quantity }: Wanted): Wanted => ({ shopId, listingId, quantity })

/** A plan as its button sends it: what was shown is what is taken. */
export const chosenText = (plan: Plan): string =>
  plan.shops
    .flatMap(({ shopId, lines }) =>
      lines.map(({ productId, listingId, quantity }) => `${productId} ${shopId} ${listingId} ${quantity}`),
    )
    .join(',')

export const chosenOf = (text: string | undefined): Chosen[] =>
  (text ?? '').split(',', mostProducts).flatMap((line) => {
    const read = /^(prd_[0-9a-z]{26}) (shp_[0-9a-z]{26}) (lst_[0-9a-z]{26}) ([1-9][0-9]{0,4})$/.exec(line)
    return read
      ? [{ productId: read[1]!, shopId: read[2]!, listingId: read[3]!, quantity: Number(read[4]) }]
      : []
  })
