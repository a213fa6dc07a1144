import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { Agent, type Dispatcher, request } from 'undici'
import { HaatError } from '../../kernel/errors.ts'
import { bounded, checkContentType, checkKey, type FileStore, type StoredFile } from './file-store.ts'

export type S3StoreOptions = {
  /** Such as `https://s3.ap-south-1.amazonaws.com`; the bucket goes into the path. */
  endpoint: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  timeoutMs?: number
}

const ATTEMPTS = 3
const EMPTY = Buffer.alloc(0)

/**
 * Files in a bucket of any S3-compatible service. What is put is held in memory up to its `maxBytes`
 * (the length and the hash are signed before the first byte leaves); what is got is streamed. Each call
 * has the same effect however often it is made, and so is tried up to three times; then
 * `storageUnavailable` is thrown.
 */
export function createS3Store(options: S3StoreOptions): FileStore {
  const { region, bucket, accessKeyId, secretAccessKey, timeoutMs = 20_000 } = options
  const endpoint = new URL(options.endpoint).origin
  const agent = new Agent({
    connections: 32,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  })
  const keyCache = new Map<string, ArrayBuffer>()

  return {
    async put(key, content, { contentType, maxBytes }) {
      checkContentType(contentType)
      const chunks: Buffer[] = []
      for await (const chunk of bounded(content, maxBytes)) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      const answer = await call('PUT', key, body, { 'content-type': contentType })
      await answer.body.dump()
      if (answer.statusCode !== 200) throw unavailable(answer.statusCode)
      return { key, size: body.length, contentType }
    },
    async get(key) {
      const answer = await call('GET', key)
      if (answer.statusCode === 200) {
        const stream: Readable = answer.body
        return { ...factsOf(key, answer), stream }
      }
      await answer.body.dump()
      return absentOrThrow(answer.statusCode)
    },
    async stat(key) {
      const answer = await call('HEAD', key)
      await answer.body.dump()
      return answer.statusCode === 200 ? factsOf(key, answer) : absentOrThrow(answer.statusCode)
    },
    async delete(key) {
      const answer = await call('DELETE', key)
      await answer.body.dump()
      if (answer.statusCode !== 204 && answer.statusCode !== 200) absentOrThrow(answer.statusCode)
    },
    close: () => agent.close(),
  }

  async function call(
    method: Dispatcher.HttpMethod,
    key: string,
    body = EMPTY,
    headers: Record<string, string> = {},
  ) {
    checkKey(key)
    let failure: unknown
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) await pause(100 * 4 ** (attempt - 2))
      try {
        const answer = await send(method, key, body, headers)
        if (answer.statusCode < 500 && answer.statusCode !== 429) return answer
        await answer.body.dump()
        failure = new Error(`The file store answered ${answer.statusCode}.`)
      } catch (error) {
        failure = error
      }
    }
    throw unavailable(undefined, failure)
  }

  async function send(
    method: Dispatcher.HttpMethod,
    key: string,
    body: Buffer,
    headers: Record<string, string>,
  ) {
    const signer = new AwsV4Signer({
      method,
      url: `${endpoint}/${bucket}/${key}`,
      headers: { ...headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      cache: keyCache,
      allHeaders: true,
    })
    const signed = await signer.sign()
    return request(signed.url, {
      method,
      headers: Object.fromEntries(signed.headers),
      body: method === 'PUT' ? body : undefined,
      dispatcher: agent,
    })
  }
}

function factsOf(key: string, answer: Dispatcher.ResponseData): StoredFile {
  return {
    key,
    size: Number(answer.headers['content-length']),
    contentType: String(answer.headers['content-type'] ?? 'application/octet-stream'),
  }
}

function absentOrThrow(status: number): undefined {
  if (status !== 404) throw unavailable(status)
}

function unavailable(status?: number, cause?: unknown): HaatError {
  const what = status === undefined ? 'does not answer' : `answered ${status}`
  return new HaatError('unavailable', 'storageUnavailable', `The file store ${what}. Try again later.`, {
    cause,
    retryAfterSeconds: 10,
  })
}
