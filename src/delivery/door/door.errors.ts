import { HaatError } from '../../kernel/errors.ts'

export const doorClosed = (state: string): HaatError =>
  new HaatError(
    'conflict',
    'doorClosed',
    `Nothing is asked about this parcel now: it is ${state}. Look at where it is.`,
    { facts: { state } },
  )

export const doorTooLate = (): HaatError =>
  new HaatError(
    'conflict',
    'doorTooLate',
    'The time to answer is over; what happens now was decided without you. Look at where the parcel is.',
  )

export const doorAnswered = (answer: string): HaatError =>
  new HaatError('conflict', 'doorAnswered', 'This attempt was answered already. It stands as it was said.', {
    facts: { answer },
  })

export const doorNotOffered = (choices: readonly string[]): HaatError =>
  new HaatError(
    'unprocessable',
    'doorNotOffered',
    'This cannot be chosen here. Choose one of what is offered.',
    {
      fields: [{ pointer: '/answer', code: 'doorNotOffered', detail: `choose one of ${choices.join(', ')}` }],
      facts: { choices: choices.join(' ') },
    },
  )

export const doorFieldMissing = (pointer: string, detail: string): HaatError =>
  new HaatError(
    'unprocessable',
    'doorFieldMissing',
    'Something is missing for this answer. Look at the fields.',
    {
      fields: [{ pointer, code: 'doorFieldMissing', detail }],
    },
  )

export const doorPointFar = (): HaatError =>
  new HaatError(
    'unprocessable',
    'doorPointFar',
    'This point is not near the address, or has no room. Choose one of those that are offered.',
    { fields: [{ pointer: '/pointId', code: 'doorPointFar', detail: 'is not offered here' }] },
  )
