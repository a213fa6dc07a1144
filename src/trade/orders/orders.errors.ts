import { HaatError } from '../../kernel/errors.ts'
import type { QuoteProblem } from './quote.rules.ts'

export const emptyCart = () =>
  new HaatError('unprocessable', 'emptyCart', 'The cart is empty. Put something in before you check out.')

/** 409: somebody was faster. `facts.listings` says what is left of each. */
export const outOfStock = (listings: readonly { shopId: string; listingId: string; available: number }[]) =>
  new HaatError(
    'conflict',
    'outOfStock',
    'Some goods are sold out or fewer than you want. Change the quantities and check out again.',
    {
      facts: {
        listings: listings.map(({ shopId, listingId, available }) => ({ shopId, listingId, available })),
      },
    },
  )

/** 422: the cart as it is cannot be bought; what to change is told for each shop or listing. */
export const cartNeedsChange = (problems: readonly QuoteProblem[]) =>
  new HaatError(
    'unprocessable',
    'cartNeedsChange',
    problems.length === 1 ? problems[0]!.detail : 'Some goods in the cart cannot be bought like this.',
    { facts: { problems } },
  )

/** 409: prices or fees moved since the buyer looked. `quote` is the new one, in wire form. */
export const totalChanged = (quote: unknown) =>
  new HaatError(
    'conflict',
    'totalChanged',
    'The total is not what you agreed to. Look at the new one and check out again.',
    { facts: { quote } },
  )

export const wrongState = (what: string, state: string, advice: string) =>
  new HaatError('conflict', 'wrongState', `This ${what} is ${state}. ${advice}`, { facts: { state } })
