import type { z } from 'zod'
import type { RequestContext } from '../telemetry/index.ts'

/** The queues there are. Each has its own workers, so that a long import never delays a parcel. */
export const queueNames = ['events', 'dispatch', 'index', 'import', 'pictures', 'upkeep'] as const
export type QueueName = (typeof queueNames)[number]

/** A job's name, queue and payload: light enough for the API process, which adds jobs and never runs them. */
export interface JobDefinition<T> {
  readonly name: string
  readonly queue: QueueName
  readonly payload: z.ZodType<T>
  /** Tries in all, with exponential backoff from `backoffMs`. */
  readonly attempts: number
  readonly backoffMs: number
}

export const defineJob = <T>(definition: JobDefinition<T>): JobDefinition<T> => definition

export interface JobHandler<T> {
  readonly job: JobDefinition<T>
  handle(payload: T, run: JobRun): Promise<void>
}

export interface JobRun {
  /** 1 for the first try. */
  attempt: number
  lastAttempt: boolean
  /** Aborted when the worker shuts down: long jobs save their place and return. */
  signal: AbortSignal
}

/** Binds a handler to its job with the payload's type. */
export const handler = <T>(job: JobDefinition<T>, handle: JobHandler<T>['handle']): JobHandler<T> => ({
  job,
  handle,
})

export interface WorkOptions {
  concurrency: number
  /** Queues whose jobs mostly wait for others take more at a time. */
  concurrencyOf?: Partial<Record<QueueName, number>>
  /** Called when a job has used its last attempt. */
  onGiveUp?: (job: string, error: Error) => void
  observe?: (job: string, durationMs: number, outcome: 'done' | 'failed') => void
}

export interface Workers {
  ready(): Promise<void>
  /** Takes no further jobs and waits for those in hand, whose `signal` is aborted. */
  close(): Promise<void>
}

/** What a job carries in the store. */
export interface Envelope {
  payload: unknown
  context: RequestContext
}
