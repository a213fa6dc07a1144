import { z } from 'zod'
import { list, url, whole } from './config.values.ts'

export const serverSettings = {
  HAAT_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe(
      'What this installation is for. `production` refuses development conveniences such as codes in the log.',
    ),
  HOST: z.string().default('127.0.0.1').describe('Address that the API listens on.'),
  PORT: whole(0, 65535, 3000).describe('Port that the API listens on; 0 lets the system choose a free one.'),
  PUBLIC_URL: url('http:', 'https:')
    .optional()
    .describe('Address under which people reach the market; used in links and tokens.'),
  TRUST_PROXY: z
    .string()
    .regex(/^(?:true|false|[0-9])$/, 'must be true, false or a number below 10')
    .default('false')
    .transform((text) => (text === 'true' ? 1 : text === 'false' ? 0 : Number(text)))
    .describe(
      'How many reverse proxies stand in front and add to X-Forwarded-For (`true`: one). Entries before theirs are the word of the caller and not believed.',
    ),
  DATA_DIR: z
    .string()
    .default('.haat')
    .describe('Folder of the embedded database, of stored files and of generated keys.'),
  SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43,}$/, 'must be at least 32 random bytes in base64url')
    .optional()
    .describe(
      'Seals stored secrets and derives codes. Required in production; in development one is made in DATA_DIR.',
    ),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug', 'trace'])
    .default('info')
    .describe('Least level that is logged.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe('Where traces are sent; without it none are made.'),
  RATE_LIMIT_PER_MINUTE: whole(10, 10_000_000, 1200).describe('Requests a minute that one address may send.'),
  ALLOWED_PRIVATE_HOSTS: list().describe(
    'Development switch: hosts (`name` or `name:port`, separated by commas) that webhooks may reach although they are private. Empty in production.',
  ),
  WORKER_CONCURRENCY: whole(1, 500, 16).describe('Jobs of one queue that one worker process runs at a time.'),
  DISPATCH_CONCURRENCY: whole(1, 2000, 64).describe(
    'Jobs of dispatch that one worker process runs at a time: most of them wait for answers of providers.',
  ),
  OUTBOX_POLL_MS: whole(10, 60_000, 100).describe('How often an idle relay looks for new events.'),
  OUTBOX_LEASE_SECONDS: whole(1, 3600, 120).describe(
    'An event handed to the queue and not finished in this time is handed over again.',
  ),
  SHUTDOWN_SECONDS: whole(1, 600, 25).describe(
    'Time that requests and jobs in hand have to finish at shutdown.',
  ),
} as const
