import type { Socket } from 'node:net'
import type pg from 'pg'

/** What of the driver's client is used here: pipeline mode, and the socket that its statements go out on. */
interface PipelinedClient {
  pipeline: boolean
  connection: { stream: Socket }
}

export interface Pipeline {
  /** To be called before each statement: those of one turn of the event loop then go out in one packet. */
  gather(): void
  /** Back to one statement at a time; all answers must have come. */
  stop(): void
}

/**
 * Lets the statements of a connection go out without waiting for each other's answers. The server works and
 * answers in their order; after one that fails it refuses the others until the rollback. COPY and cursors cannot
 * be used meanwhile: the driver refuses them.
 */
export function startPipeline(client: pg.PoolClient): Pipeline {
  const piped = client as unknown as PipelinedClient
  const { stream } = piped.connection
  let isGathering = false
  piped.pipeline = true
  return {
    gather() {
      if (isGathering) return
      isGathering = true
      stream.cork()
      setImmediate(() => {
        isGathering = false
        stream.uncork()
      })
    },
    stop() {
      piped.pipeline = false
    },
  }
}
