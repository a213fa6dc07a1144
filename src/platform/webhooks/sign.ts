import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'
const MIN_KEY_BYTES = 24
const MAX_KEY_BYTES = 64

/**
 * Ids that leave no doubt where the id ends in `id.timestamp.body` and survive every header parser:
 * visible ASCII without full stop, comma and space.
 */
export const ID_SHAPE = /^[!-+\-/-~]{1,255}$/

export type WebhookHeaders = {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

/** A fresh secret to sign with, as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function newWebhookSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

/**
 * The three headers of Standard Webhooks for a message. With several secrets (while a key is being
 * changed) one signature is written per secret, so that the receiver may hold either.
 * `id` stays the same when the message is sent again. Throws on a malformed id or secret.
 */
export function signWebhook({
  id,
  timestamp,
  body,
  secrets,
}: {
  id: string
  timestamp: Date
  body: string | Buffer
  secrets: readonly string[]
}): WebhookHeaders {
  if (!ID_SHAPE.test(id))
    throw new Error(`Webhook id "${id}" must be visible ASCII without ".", "," or space.`)
  if (secrets.length === 0) throw new Error('A webhook needs at least one secret to be signed with.')
  const seconds = String(Math.floor(timestamp.getTime() / 1000))
  const signatures = secrets.map((secret) => `v1,${macOf(secret, id, seconds, body).toString('base64')}`)
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': signatures.join(' ') }
}

/** HMAC-SHA256 over the very bytes of the body: decoding them to text first would lose what is not UTF-8. */
export function macOf(secret: string, id: string, seconds: string, body: string | Buffer): Buffer {
  return createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.`).update(body).digest()
}

/** Secrets that were read before: each call to a provider is signed with the same few. */
const keys = new Map<string, KeyObject>()
const mostKeys = 5000

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret)
  if (!key) {
    key = createSecretKey(bytesOf(secret))
    if (keys.size >= mostKeys) keys.clear()
    keys.set(secret, key)
  }
  return key
}

const textOf = (secret: string): string => (secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret)

/** Whether this can be signed with: bytes in base64, with `whsec_` before them or without. */
export function isWebhookSecret(secret: string): boolean {
  const text = textOf(secret)
  const { length } = Buffer.from(text, 'base64')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && length >= MIN_KEY_BYTES && length <= MAX_KEY_BYTES
}

function bytesOf(secret: string): Buffer {
  const key = Buffer.from(textOf(secret), 'base64')
  if (!isWebhookSecret(secret)) {
    throw new Error(`A webhook secret is ${PREFIX} and ${MIN_KEY_BYTES} to ${MAX_KEY_BYTES} bytes in base64.`)
  }
  return key
}
