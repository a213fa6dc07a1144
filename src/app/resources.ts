import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from '../platform/config/index.ts'
import { createSealer, deriveKey, type Sealer } from '../platform/crypto/index.ts'
import { createDatabase, type Database } from '../platform/database/index.ts'
import { createGuardedClient, type GuardedClient } from '../platform/http-client/index.ts'
import { createEventStreams, createLiveHub, type EventStreams, type LiveHub } from '../platform/live/index.ts'
import { createQueues, type Queues } from '../platform/queue/index.ts'
import { createFolderStore, createS3Store, type FileStore } from '../platform/storage/index.ts'
/** What modules stand on: opened once a process, closed in the opposite order. */
import { largestPicture } from '../trade/pictures/index.ts'
import { createMarketMetrics, type MarketMetrics } from './metrics.ts'
import { secretKey } from './secret-key.ts'

export interface Resources {
  config: Config
  log: Logger
  db: Database
  queues: Queues
  live: LiveHub
  /** Server-sent events of this process. */
  streams: EventStreams
  files: FileStore
  client: GuardedClient
  /** The same for answers as large as a picture. */
  pictureClient: GuardedClient
  sealer: Sealer
  /** SECRET_KEY: modules derive keys of their own from it. */
  masterKey: string
  /** Key for codes at the shop and at the door; not the one that seals. */
  codeKey: string
  metrics: MarketMetrics
  close(): Promise<void>
}

export interface ResourceOptions {
  config: Config
  databaseUrl: string
  log: Logger
  /** Namespace in a shared Redis. */
  queuePrefix?: string | undefined
}

export async function openResources({
  config,
  databaseUrl,
  log,
  queuePrefix,
}: ResourceOptions): Promise<Resources> {
  const metrics = createMarketMetrics()
  const master = await secretKey(config)
  const db = createDatabase({
    url: databaseUrl,
    max: config.DATABASE_POOL,
    log,
    observe: (durationMs) => metrics.databaseQuery.observe(durationMs / 1000),
  })
  const queues = createQueues({
    databaseUrl,
    redisUrl: config.REDIS_URL,
    log,
    prefix: queuePrefix,
  })
  const live = createLiveHub({ databaseUrl, log })
  const client = createGuardedClient({
    allowedHosts: config.ALLOWED_PRIVATE_HOSTS,
    timeoutMs: config.DISPATCH_ANSWER_SECONDS * 1000,
    userAgent: 'haat/1',
  })
  const pictureClient = createGuardedClient({
    allowedHosts: config.ALLOWED_PRIVATE_HOSTS,
    timeoutMs: 20_000,
    maxBodyBytes: largestPicture,
    connectionsPerOrigin: 4,
    userAgent: 'haat/1',
  })
  const streams = createEventStreams({ hub: live, log })
  const files = fileStore(config)
  return {
    config,
    log,
    db,
    queues,
    live,
    streams,
    files,
    client,
    pictureClient,
    metrics,
    sealer: createSealer({ key: deriveKey(master, 'seal') }),
    masterKey: master,
    codeKey: deriveKey(master, 'codes').toString('base64url'),
    async close() {
      await queues.close()
      await streams.close()
      await live.close()
      await files.close()
      await client.close()
      await pictureClient.close()
      await db.close()
    },
  }
}

function fileStore(config: Config): FileStore {
  if (!config.S3_ENDPOINT) return createFolderStore({ folder: join(config.DATA_DIR, 'files') })
  // The configuration has made sure that these are there together.
  return createS3Store({
    endpoint: config.S3_ENDPOINT,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET!,
    accessKeyId: config.S3_ACCESS_KEY!,
    secretAccessKey: config.S3_SECRET_KEY!,
  })
}
