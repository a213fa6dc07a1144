import { HaatError } from '../../kernel/errors.ts'
import type { RunState } from './payouts.states.ts'

export const payoutRunOpen = (): HaatError =>
  new HaatError('conflict', 'payoutRunOpen', 'A payout run is open already. Approve it or cancel it first.')

export const payoutRunDecided = (state: RunState): HaatError =>
  new HaatError(
    'conflict',
    'payoutRunDecided',
    'This payout run was decided already. Open it again to see how it stands.',
    { facts: { state } },
  )

export const payoutRunChanged = (facts: { payouts: number; amountPaise: number }): HaatError =>
  new HaatError(
    'conflict',
    'payoutRunChanged',
    'What is due has changed since you looked. Read the list again, then approve.',
    { facts },
  )

export const payoutRunEmpty = (): HaatError =>
  new HaatError(
    'conflict',
    'payoutRunEmpty',
    'Nobody is to be paid in this run. Cancel it, and open one later.',
  )

export const payoutRunNotApproved = (): HaatError =>
  new HaatError(
    'conflict',
    'payoutRunNotApproved',
    'The bank has nothing of this payout run. Approve the run first.',
  )

export const payoutContradicted = (): HaatError =>
  new HaatError(
    'conflict',
    'payoutContradicted',
    'The bank said something else of this payout before. Nothing was changed; a case is open in which you decide.',
  )

export const payoutCaseClosed = (): HaatError =>
  new HaatError('conflict', 'payoutCaseClosed', 'No case is open for this payout. It stays as it is.')

export const payoutStands = (): HaatError =>
  new HaatError(
    'conflict',
    'payoutStands',
    'This cannot be booked once more. Keep what stands, and settle the difference with the bank.',
  )
