import { z } from 'zod'
import { url, whole } from './config.values.ts'

export const engineSettings = {
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
  S3_ENDPOINT: url('http:', 'https:')
    .optional()
    .describe('S3-compatible service for files; without it they lie in DATA_DIR.'),
  S3_REGION: z.string().default('auto').describe('Region of that service.'),
  S3_BUCKET: z.string().optional().describe('Bucket for files.'),
  S3_ACCESS_KEY: z.string().optional().describe('Access key id for the bucket.'),
  S3_SECRET_KEY: z.string().optional().describe('Secret access key for the bucket.'),
} as const
