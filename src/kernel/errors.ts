/** What went wrong, in words that the HTTP layer alone turns into a status. */
export type ErrorKind =
  | 'invalid' // the request itself is wrong: mend it and send again
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict' // true request, wrong moment: the object's state forbids it
  | 'stale' // If-Match names an older version
  | 'preconditionRequired' // If-Match or Idempotency-Key is missing
  | 'unprocessable' // understood, and refused by a rule of the trade
  | 'tooMany'
  | 'tooLarge'
  | 'unavailable' // something that we depend on does not answer

/** A bad field: an RFC 6901 pointer into the request body, and what to do about it. */
export interface FieldProblem {
  pointer: string
  code: string
  detail: string
}

export interface ErrorOptions {
  fields?: readonly FieldProblem[]
  /** Seconds after which another try makes sense. */
  retryAfterSeconds?: number
  /** Further facts for the caller's program, never secrets. */
  facts?: Readonly<Record<string, unknown>>
  cause?: unknown
}

/**
 * The one error that use cases throw on purpose.
 * `code` is stable and belongs to the contract; `message` is a plain sentence that says what to do.
 */
export class HaatError extends Error {
  override readonly name = 'HaatError'
  readonly kind: ErrorKind
  readonly code: string
  readonly fields: readonly FieldProblem[]
  readonly retryAfterSeconds: number | undefined
  readonly facts: Readonly<Record<string, unknown>>

  constructor(kind: ErrorKind, code: string, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.code = code
    this.fields = options.fields ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
    this.facts = options.facts ?? {}
  }
}

/** Nobody learns whether a stranger's object exists: it is answered as absent. */
export const notFound = (what: string): HaatError =>
  new HaatError('notFound', 'notFound', `There is no such ${what}, or it is not yours to see.`)

export const forbidden = (why: string): HaatError => new HaatError('forbidden', 'forbidden', why)

export const invalid = (
  fields: readonly FieldProblem[],
  message = 'Some fields need another look.',
): HaatError => new HaatError('invalid', 'invalidFields', message, { fields })

/** The short text of anything thrown, for logs and stored reasons. */
export const messageOf = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown)
