export { createHttpApp, type HttpOptions, openApiDocument } from './app.ts'
export { type Access, type Contract, contract, statusesOf } from './contract.ts'
export type { DocsOptions } from './docs.ts'
export { expectedVersion, sendVersion, stale } from './etag.ts'
export { type Authenticators, type Person, type ProviderCaller, personOf, providerOf } from './guard.ts'
export type { HaatApp, Routes } from './haat-app.ts'
export { docsPolicy } from './headers.ts'
export {
  type Answer,
  answerOnce,
  fingerprintOf,
  forgetOldAnswers,
  idempotencyKey,
  once,
} from './idempotency.ts'
export { innerMark } from './inner.ts'
export { readCursor, toPage, writeCursor } from './paging.ts'
export { asHaatError, problemSchema, statusOf } from './problem.ts'
export {
  pageOf,
  pageQuery,
  wireId,
  wireInstant,
  wirePaise,
  wirePin,
  wirePoint,
  wireSignedPaise,
  wireText,
} from './wire.ts'
