import { HaatError } from '../kernel/errors.ts'

/** The access token is made up, signed by nobody we know, or its session has ended. */
export const notSignedIn = (cause?: unknown): HaatError =>
  new HaatError('unauthenticated', 'unauthenticated', 'Sign in, and send the access token that you get.', {
    cause,
  })

export const accessTokenExpired = (cause: unknown): HaatError =>
  new HaatError(
    'unauthenticated',
    'tokenExpired',
    'The access token has expired. Refresh it and try again.',
    {
      cause,
    },
  )

export const signInAgain = (): HaatError =>
  new HaatError('unauthenticated', 'signInAgain', 'This session has ended. Sign in again.')

export const refreshTokenReused = (): HaatError =>
  new HaatError(
    'unauthenticated',
    'refreshTokenReused',
    'This refresh token was used before, so somebody else may hold a copy. The session was ended; sign in again.',
  )

export const codeSentAlready = (retryAfterSeconds: number): HaatError =>
  new HaatError(
    'tooMany',
    'codeSentAlready',
    'A code is on its way. Wait a moment before you ask for another.',
    {
      retryAfterSeconds,
    },
  )

export const tooManyCodes = (retryAfterSeconds: number): HaatError =>
  new HaatError('tooMany', 'tooManyCodes', 'Too many codes were asked for. Try again later.', {
    retryAfterSeconds,
  })

export const codeNotSent = (): HaatError =>
  new HaatError(
    'unavailable',
    'codeNotSent',
    'The code could not be handed to the text message service. Try again in half a minute.',
    { retryAfterSeconds: 30 },
  )

export const wrongCode = (triesLeft: number): HaatError =>
  new HaatError('unprocessable', 'wrongCode', 'The code is not right. Look at the message again.', {
    fields: [{ pointer: '/code', code: 'wrongCode', detail: 'is not the code that was sent' }],
    facts: { triesLeft },
  })

export const codeSpent = (): HaatError =>
  new HaatError(
    'unprocessable',
    'codeSpent',
    'There is no code for this number that is still good. Ask for a new one.',
  )

export const alreadyMember = (): HaatError =>
  new HaatError(
    'conflict',
    'alreadyMember',
    'This person is a member already. Remove them to change the role.',
  )

export const lastOwner = (): HaatError =>
  new HaatError('conflict', 'lastOwner', 'The last owner cannot leave. Make somebody else an owner first.')

export const tooManyMembers = (most: number): HaatError =>
  new HaatError('conflict', 'tooManyMembers', `There are ${most} members already. Remove somebody first.`)

export const ownSeat = (): HaatError =>
  new HaatError(
    'conflict',
    'ownSeat',
    'Nobody takes away their own operator’s seat. Ask another operator to do it.',
  )
