import { type FieldProblem, HaatError } from '../../kernel/errors.ts'
import type { TraderEvent } from './traders.states.ts'
import type { TraderStatus } from './traders.types.ts'

/** Says nothing of who holds the number. */
export const alreadyRegistered = (cause?: unknown): HaatError =>
  new HaatError(
    'conflict',
    'alreadyRegistered',
    'A trader with this PAN or GSTIN is registered already. If it is your business, ask its owner to let you in, or turn to the operators of the market.',
    { cause },
  )

export const incomplete = (fields: readonly FieldProblem[]): HaatError =>
  new HaatError('unprocessable', 'incomplete', 'Something is still missing before this can be verified.', {
    fields,
  })

export const traderNotVerified = (): HaatError =>
  new HaatError(
    'unprocessable',
    'traderNotVerified',
    'This trader is not verified, so it cannot buy from the trade yet. Finish the registration first.',
  )

const refusals: Record<TraderEvent, string> = {
  submit: 'This trader cannot be submitted now.',
  verify: 'Only a submitted trader can be verified.',
  sendBack: 'Only a submitted trader can be sent back.',
  suspend: 'Only a verified trader can be suspended.',
  reinstate: 'Only a suspended trader can be reinstated.',
  editIdentity: 'Names, numbers and tiers of a suspended trader stay as they are. Turn to the operators.',
}

export const wrongStatus = (event: TraderEvent, status: TraderStatus): HaatError =>
  new HaatError('conflict', 'wrongStatus', refusals[event], { facts: { status } })

export const tooManyShops = (most: number): HaatError =>
  new HaatError('conflict', 'tooManyShops', `A trader has at most ${most} shops here.`)
