import type { Logger } from 'pino'
import type { GuardedClient } from '../../platform/http-client/index.ts'
import type { Queues } from '../../platform/queue/index.ts'
import type { PicturesDeps } from './pictures.service.ts'

export interface PicturesModuleDeps extends PicturesDeps {
  queues: Pick<Queues, 'add'>
  /** Takes answers as large as a picture may be. */
  client: Pick<GuardedClient, 'request'>
  log?: Logger
}
