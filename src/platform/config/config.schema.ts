import { z } from 'zod'
import { type ArticleRange, readArticleRange } from '../../kernel/article-number.ts'

const whole = (min: number, max: number, value: number) =>
  z.coerce.number().int().min(min).max(max).default(value)
const url = (...protocols: string[]) =>
  z.url().refine((text) => protocols.includes(new URL(text).protocol), {
    error: `must start with ${protocols.join(' or ')}//`,
  })
/** `15:500,60:1500`: minutes and paise. */
const penalties = (usual: string) =>
  z
    .string()
    .regex(/^(?:\d{1,6}:\d{1,8}(?:,\d{1,6}:\d{1,8})*)?$/, 'must be like 15:500,60:1500')
    .default(usual)
    .transform((text) =>
      text
        .split(',')
        .filter(Boolean)
        .map((band) => {
          const [afterMinutes, penaltyPaise] = band.split(':').map(Number)
          return { afterMinutes: afterMinutes!, penaltyPaise: penaltyPaise! }
        })
        .sort((a, b) => a.afterMinutes - b.afterMinutes),
    )
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

const part = z.number().min(0).max(100_000)
const share = z.number().min(0).max(1)
/** The parts of search.rules.ts by which hits are ranked. */
const weights = z
  .strictObject({
    ...{ text: part, beginning: share, elsewhere: share, head: part, closeness: part, pack: part },
    ...{
      nearness: part,
      halfwayMetres: z.number().min(1).max(1_000_000),
      availability: part,
      reliability: part,
    },
  })
  .partial()
const paise = z.int().min(0).max(10_000_000)
const grams = z.int().min(1).max(1_000_000)
/** What the post asks: see tariff.rules.ts of delivery/post. */
const tariff = z
  .strictObject({
    gramsUpTo: z.array(grams).min(1),
    moreGrams: grams,
    mostGrams: grams,
    codPaise: paise,
    gstPercent: z.number().min(0).max(100),
    armyDays: z.int().min(0).max(60),
    slabs: z
      .array(
        z.strictObject({
          upToKm: z.number().min(0).nullable(),
          days: z.int().min(0).max(60),
          paise: z.array(paise),
          morePaise: paise,
        }),
      )
      .min(1),
  })
  .refine(({ gramsUpTo, slabs }) => slabs.every((slab) => slab.paise.length === gramsUpTo.length))
  .refine(({ slabs }) => slabs.at(-1)!.upToKm === null)

const overlap = (ranges: readonly ArticleRange[]): boolean =>
  ranges.some((one, at) =>
    ranges
      .slice(at + 1)
      .some((other) => one.prefix === other.prefix && one.first <= other.last && other.first <= one.last),
  )

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Every setting of Haat: its type, default and a sentence. Read once, at the start; `docs/configuration.md`
 * is generated from it. Milliseconds, seconds and minutes are in the names.
 */
export const settings = {
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
  GRIEVANCE_OFFICER: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe(
      'Name and designation of the grievance officer, shown on the help pages (Consumer Protection (E-Commerce) Rules 2020, rule 4).',
    ),
  GRIEVANCE_PHONE: z.string().trim().max(40).optional().describe('Telephone of the grievance officer.'),
  GRIEVANCE_EMAIL: z.email().optional().describe('E-mail address of the grievance officer.'),
  DATA_DIR: z
    .string()
    .default('.haat')
    .describe('Folder of the embedded database, of stored files and of generated keys.'),
  DATABASE_URL: url('postgres:', 'postgresql:')
    .optional()
    .describe('PostgreSQL to use; without it Haat starts its own in DATA_DIR.'),
  DATABASE_POOL: whole(2, 500, 32).describe('Connections that one process keeps to the database.'),
  REDIS_URL: url('redis:', 'rediss:')
    .optional()
    .describe('Redis for the queues; without it they live in PostgreSQL.'),
  MEILI_URL: url('http:', 'https:')
    .optional()
    .describe('Meilisearch for search; without it PostgreSQL answers.'),
  MEILI_KEY: z
    .string()
    .optional()
    .describe('Key for Meilisearch with rights on indexes, documents, settings and tasks.'),
  MEILI_INDEX: z
    .string()
    .regex(/^[a-zA-Z0-9_-]{1,60}$/)
    .default('listings')
    .describe('Name of the Meilisearch index.'),
  DEEP_DISCOUNT_PERCENT: whole(10, 95, 60).describe(
    'A price more than so many percent below its 30-day low (a new one: below the MRP) asks its trader to confirm it, and stands in the operators’ list.',
  ),
  DUPLICATES_MERGE: z
    .enum(['review', 'certain'])
    .default('review')
    .describe(
      'Products that are there twice: `review` leaves all to operators; `certain` merges by itself those with the same bar code, or with the same brand, name and pack and nothing against it.',
    ),
  SEARCH_WEIGHTS: z
    .string()
    .transform((text, context) => {
      const read = weights.safeParse(readJson(text))
      if (read.success) return read.data
      context.addIssue({
        code: 'custom',
        message: 'must be JSON like {"nearness": 300}; the parts stand at `GET /v1/search/ranking`',
      })
      return z.NEVER
    })
    .optional()
    .describe(
      'Weights of search, where they are not the usual: JSON like `{"nearness": 400}`. Published at `/v1/search/ranking`.',
    ),
  S3_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe('S3-compatible service for files; without it they lie in DATA_DIR.'),
  S3_REGION: z.string().default('auto').describe('Region of that service.'),
  S3_BUCKET: z.string().optional().describe('Bucket for files.'),
  S3_ACCESS_KEY: z.string().optional().describe('Access key id for the bucket.'),
  S3_SECRET_KEY: z.string().optional().describe('Secret access key for the bucket.'),
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
  OTP_SENDER: z
    .enum(['log', 'http'])
    .default('log')
    .describe('How one-time codes reach people; `log` is refused in production.'),
  OTP_HTTP_URL: url('http:', 'https:')
    .optional()
    .describe('Gateway that sends text messages, for OTP_SENDER=http.'),
  OTP_HTTP_TOKEN: z.string().optional().describe('Bearer token for that gateway.'),
  OTP_PER_ADDRESS_HOUR: whole(1, 1_000_000, 30).describe(
    'One-time codes that one network address may ask for in an hour; more where many people share one.',
  ),
  ALLOWED_PRIVATE_HOSTS: list.describe(
    'Development switch: hosts (`name` or `name:port`, separated by commas) that webhooks may reach although they are private. Empty in production.',
  ),
  PLATFORM_NAME: z.string().max(50).default('Haat').describe('Name of this market on pages and in payments.'),
  PLATFORM_UPI_ID: z.string().default('haat@upi').describe('UPI id to which the platform collects.'),
  PAYMENT_GATEWAY_URL: url('http:', 'https:')
    .optional()
    .describe('Payment gateway; without it online payment by gateway is not offered.'),
  PAYMENT_GATEWAY_SECRET: z
    .string()
    .optional()
    .describe('Secret (`whsec_…`) shared with the payment gateway; signs both directions.'),
  PAYMENT_EXPIRY_SECONDS: whole(5, 86_400, 900).describe(
    'An unpaid purchase is given up after this time and its stock returned.',
  ),
  DISPATCH_ANSWER_SECONDS: whole(1, 600, 20).describe('Time that a provider has for its answer to one call.'),
  DISPATCH_DECISION_SECONDS: whole(1, 3600, 60).describe(
    'Time that a provider has to accept or decline an offer that it left pending.',
  ),
  DISPATCH_RETRY_SECONDS: whole(1, 3600, 60).describe(
    'Pause before a shipment that nobody took is offered again.',
  ),
  RELAY_PLAN_BY: z
    .enum(['cost', 'time'])
    .default('cost')
    .describe('By what the shortest way is measured for parcels that go over several carriers.'),
  POINT_COLLECT_HOURS: whole(1, 720, 120).describe(
    'So long a parcel waits at a point for its buyer before it goes back to its shop.',
  ),
  CONTACT_BRIDGE: z
    .enum(['log', 'app', 'http'])
    .default('log')
    .describe(
      'How buyers and riders reach each other without their numbers: `http` by a telephony gateway, `app` by messages on the pages alone; `log` is refused in production.',
    ),
  CONTACT_BRIDGE_URL: url('http:', 'https:')
    .optional()
    .describe('That gateway: it takes POST /messages and POST /calls.'),
  CONTACT_BRIDGE_TOKEN: z.string().optional().describe('Bearer token for that gateway.'),
  DOOR_ATTEMPTS: whole(1, 10, 3).describe(
    'So many attempts are made at a door; after the last one a parcel goes back to its shop.',
  ),
  DOOR_ANSWER_MINUTES: whole(1, 10_080, 240).describe(
    'So long a buyer has to say what happens after an attempt that failed; then it is tried again, or goes back.',
  ),
  RETURN_DAYS: whole(0, 365, 7).describe(
    'So many days after delivery a consumer may ask to give goods back.',
  ),
  RETURN_ANSWER_HOURS: whole(1, 720, 48).describe(
    'So long a shop has to answer; then a return is accepted where the seller is at fault, else an operator decides.',
  ),
  RETURN_UNDO_MINUTES: whole(0, 1440, 15).describe(
    'So long an operator may take back that a return is paid without its goods; the money leaves only then.',
  ),
  RETURN_STUCK_HOURS: whole(1, 720, 48).describe(
    'A return that was accepted or fetched and has not moved for so long is shown to operators.',
  ),
  POST_ARTICLE_RANGES: list
    .refine((ranges) => ranges.every(readArticleRange), {
      error: 'must be ranges like CK10000000-CK10009999, separated by commas',
    })
    .refine((ranges) => !overlap(ranges.flatMap((text) => readArticleRange(text) ?? [])), {
      error: 'must be ranges of which no two share a number',
    })
    .describe(
      'Article numbers that India Post has given, as ranges without check digits: `CK10000000-CK10009999`. Without any nothing goes by post; in development a range of its own is used.',
    ),
  POST_CUSTOMER: z
    .string()
    .max(40)
    .default('HAAT')
    .describe('Number of the contract with the post, as its booking files name it.'),
  POST_FOLDER: z
    .string()
    .optional()
    .describe(
      'Folder shared with the post: booking files are laid into `out`, tracking files fetched from `in`. Without it operators exchange them over the API.',
    ),
  POST_CLOSE_HOURS: list
    .refine((hours) => hours.every((hour) => /^(?:[0-9]|1[0-9]|2[0-3])$/.test(hour)), {
      error: 'must be hours from 0 to 23, separated by commas',
    })
    .transform((hours) => (hours.length > 0 ? hours.map(Number) : [12, 17]))
    .describe('Hours in India at which articles are closed into booking files.'),
  POST_TARIFF: z
    .string()
    .transform((text, context) => {
      const read = tariff.safeParse(readJson(text))
      if (read.success) return read.data
      context.addIssue({
        code: 'custom',
        message:
          'must be JSON of the shape in src/delivery/post/README.md, with as many prices in each slab as steps',
      })
      return z.NEVER
    })
    .optional()
    .describe(
      'What the post asks, as JSON, where it is not the usual: steps of weight, slabs of distance, cash, GST. See src/delivery/post/README.md.',
    ),
  DISPATCH_MINUTE_PAISE: whole(0, 100_000, 10).describe(
    'Choice of a delivery partner: what each promised minute counts, in paise on top of the price. All weights are published at /v1/dispatch/weights.',
  ),
  DISPATCH_LATE_PAISE: whole(0, 10_000_000, 2000).describe(
    'The same for a parcel that comes late for certain; a partner that is late with one in ten gets a tenth.',
  ),
  DISPATCH_MISSED_PAISE: whole(0, 10_000_000, 1500).describe('The same for a first attempt that fails.'),
  DISPATCH_LOST_PAISE: whole(0, 100_000_000, 50_000).describe('The same for a parcel that is lost.'),
  DISPATCH_LOAD_PAISE: whole(0, 10_000_000, 1000).describe(
    'The same for a partner whose day is full; half full counts a quarter.',
  ),
  DISPATCH_HALF_LIFE_DAYS: whole(1, 3650, 30).describe(
    'After so many days what a delivery partner did counts half.',
  ),
  DISPATCH_NEWCOMER_EVERY: whole(0, 100_000, 10).describe(
    'Of so many parcels one goes to a newcomer first, drawn by lot from its id; 0 for none.',
  ),
  DISPATCH_NEWCOMER_PARCELS: whole(0, 100_000, 50).describe(
    'Who has carried fewer parcels than this is a newcomer.',
  ),
  PENALTIES_PICKUP: penalties('15:300,60:600').describe(
    'What a delivery startup pays that is late at the shop: `minutes:paise`, separated by commas; the highest that is reached counts. Published at `/v1/dispatch/penalties`.',
  ),
  PENALTIES_DELIVERY: penalties('15:500,60:1500,240:3000,1440:6000').describe(
    'The same for being late at the door; together never more than the fee of the parcel. Empty: nothing.',
  ),
  PROMISES_SUSPEND_AFTER: whole(0, 1_000_000, 0).describe(
    'A delivery startup that breaks so many promises within seven days is suspended by the market; 0: by operators alone.',
  ),
  ONDC_SUBSCRIBER_ID: z
    .string()
    .optional()
    .describe('This market’s subscriber id in the registry of ONDC; without it no seller of ONDC is asked.'),
  ONDC_KEY_ID: z.string().default('1').describe('Unique key id of that entry.'),
  ONDC_PRIVATE_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$|^[A-Za-z0-9+/]{86}==$/, 'must be 32 or 64 bytes in base64')
    .optional()
    .describe('Ed25519 key of that entry, in base64; signs what is sent to sellers of ONDC.'),
  RIDER_CASH_LIMIT_PAISE: whole(0, 1_000_000_000_000, 2_500_000).describe(
    'A rider with at least this much of the market’s cash in hand is sent to no further parcel with cash to collect, where its delivery partner tells who rides; 0 for no limit.',
  ),
  POINT_CASH_LIMIT_PAISE: whole(0, 1_000_000_000_000, 5_000_000).describe(
    'A parcel point with at least this much of the market’s cash in hand gets no parcels to be paid at its counter; 0 for no limit. Operators may set another limit for one point.',
  ),
  CASH_LIMIT_PAISE: whole(0, 1_000_000_000_000, 50_000_000).describe(
    'A delivery partner with more of the market’s cash in hand than this gets no parcels with cash to collect; 0 for no limit. Operators may set another limit for one partner.',
  ),
  PAYOUT_HOUR: z.coerce
    .number()
    .int()
    .min(0)
    .max(23)
    .optional()
    .describe(
      'Hour of India at which a payout run is opened each day, where anybody is to be paid; an operator approves it. Without it operators open runs.',
    ),
  OUTBOX_POLL_MS: whole(10, 60_000, 100).describe('How often an idle relay looks for new events.'),
  OUTBOX_LEASE_SECONDS: whole(1, 3600, 120).describe(
    'An event handed to the queue and not finished in this time is handed over again.',
  ),
  RATE_LIMIT_PER_MINUTE: whole(10, 10_000_000, 1200).describe('Requests a minute that one address may send.'),
  DISPATCH_CONCURRENCY: whole(1, 2000, 64).describe(
    'Jobs of dispatch that one worker process runs at a time: most of them wait for answers of providers.',
  ),
  WORKER_CONCURRENCY: whole(1, 500, 16).describe('Jobs of one queue that one worker process runs at a time.'),
  SHUTDOWN_SECONDS: whole(1, 600, 25).describe(
    'Time that requests and jobs in hand have to finish at shutdown.',
  ),
} as const

export const configSchema = z.object(settings)
export type Config = z.output<typeof configSchema>
