import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** What follows a request through its jobs and webhooks. */
export interface RequestContext {
  /** One id for everything that one request caused; in every log line and on the wire as `x-correlation-id`. */
  correlationId: string
  /** W3C trace context, where traces are made. */
  traceparent?: string | undefined
}

const storage = new AsyncLocalStorage<RequestContext>()

/** The context of the running request or job; undefined outside of both. */
export const knownContext = (): RequestContext | undefined => storage.getStore()

/** The context of the running request or job; a new one outside of both. */
export const currentContext = (): RequestContext => storage.getStore() ?? { correlationId: randomUUID() }

/** Runs `work` so that everything in it, also asynchronously, sees this context. */
export const runWithContext = <T>(context: RequestContext, work: () => T): T => storage.run(context, work)
