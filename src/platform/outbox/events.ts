import type { z } from 'zod'

/** A fact that a module publishes: its topic and the shape of its payload. */
export interface EventDefinition<T> {
  readonly topic: string
  readonly payload: z.ZodType<T>
}

/** Declares a fact. The topic is `object.happened`, in the past tense. */
export const defineEvent = <T>(topic: string, payload: z.ZodType<T>): EventDefinition<T> => ({
  topic,
  payload,
})

/** An event on its way: made by `event(definition, payload)`. */
export interface OutgoingEvent {
  topic: string
  payload: unknown
  /** Not before this many milliseconds from now, by the database's clock. */
  delayMs?: number
}

/** An event ready to publish; the payload's type is checked here, its shape when it is read. */
export const event = <T>(definition: EventDefinition<T>, payload: T, delayMs?: number): OutgoingEvent =>
  delayMs === undefined ? { topic: definition.topic, payload } : { topic: definition.topic, payload, delayMs }
