import { type FieldProblem, HaatError, invalid } from '../../kernel/errors.ts'

export const badField = (pointer: string, detail: string, code = 'invalid'): HaatError =>
  invalid([{ pointer, code, detail } satisfies FieldProblem])

export const dippTaken = (): HaatError =>
  new HaatError(
    'conflict',
    'dippTaken',
    'A provider with this recognition number is registered already. Ask its owner to let you in.',
    { fields: [{ pointer: '/dipp', code: 'taken', detail: 'is registered already' }] },
  )

export const notNow = (status: string, step: string): HaatError =>
  new HaatError('conflict', 'providerState', `A provider that is ${status} cannot be ${step} now.`, {
    facts: { status },
  })

export const secretMissing = (): HaatError =>
  new HaatError(
    'unprocessable',
    'webhookSecretMissing',
    'Make a webhook secret first: without one nothing can be signed.',
  )

export const keyMissing = (): HaatError =>
  new HaatError(
    'unprocessable',
    'apiKeyMissing',
    'Make an API key first: without one you cannot fetch offers.',
  )

export const twoKeysLive = (): HaatError =>
  new HaatError('conflict', 'twoKeysLive', 'Two keys are live already. Delete one that is no longer used.')

export const badKey = (): HaatError =>
  new HaatError(
    'unauthenticated',
    'unauthenticated',
    'Send a live API key of the provider, hk_…, as a bearer token.',
  )
