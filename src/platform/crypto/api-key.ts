import { randomBytes, randomInt } from 'node:crypto'
import { hashSecret } from './secrets.ts'

export type ApiKey = {
  /** Shown in lists and logs, and the way to find the stored hash. */
  id: string
  secret: string
  /** What its owner is shown, once: `hk_<id>_<secret>`. */
  text: string
  /** What is stored. */
  hash: string
}

export type ParsedApiKey = { prefix: string; id: string; secret: string }

const ID_LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const SHAPE = /^([a-z]{2,8})_([a-z0-9]{8})_([A-Za-z0-9_-]{43})$/

/**
 * A new API key: an id of 8 characters and a secret of 256 random bits (43 characters of base64url).
 * `prefix` (2 to 8 small letters) lets people and secret scanners see what kind of key they hold.
 */
export function newApiKey(prefix = 'hk'): ApiKey {
  const id = Array.from({ length: 8 }, () => ID_LETTERS[randomInt(ID_LETTERS.length)]).join('')
  const secret = randomBytes(32).toString('base64url')
  const text = `${prefix}_${id}_${secret}`
  if (!SHAPE.test(text)) throw new Error(`"${prefix}" is not 2 to 8 small letters.`)
  return { id, secret, text, hash: hashSecret(secret) }
}

/** Takes a presented key apart, or answers undefined when it cannot be one. */
export function parseApiKey(text: string): ParsedApiKey | undefined {
  const [, prefix, id, secret] = SHAPE.exec(text) ?? []
  return prefix && id && secret ? { prefix, id, secret } : undefined
}
