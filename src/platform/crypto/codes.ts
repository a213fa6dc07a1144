import { createHmac, randomInt } from 'node:crypto'
import { sameText } from './secrets.ts'

const MAX_DIGITS = 10

/**
 * A decimal code derived from a secret and the things it stands for (a shipment, a step, an attempt):
 * the same parts give the same code, so that it need not be stored, and nobody without the secret can
 * tell one from another. HMAC-SHA256, `digits` from 4 to 10, leading zeros kept.
 */
export function numericCode({
  secret,
  parts,
  digits,
}: {
  secret: string | Buffer
  parts: readonly string[]
  digits: number
}): string {
  checkDigits(digits)
  const mac = macOver(secret, parts)
  // 64 bits over at most 10^10 values: the bias is below one in a thousand million.
  return String(mac.readBigUInt64BE() % 10n ** BigInt(digits)).padStart(digits, '0')
}

/** A random decimal code of 4 to 10 digits, leading zeros kept. */
export function randomCode(digits: number): string {
  checkDigits(digits)
  return String(randomInt(10 ** digits)).padStart(digits, '0')
}

/**
 * The hash under which a short code is stored. A code of few digits can be guessed from a plain hash in
 * no time: the pepper (a secret outside the database) is what protects it, the salt (the row's own id)
 * keeps equal codes from looking alike.
 */
export function hashCode({
  code,
  salt,
  pepper,
}: {
  code: string
  salt: string
  pepper: string | Buffer
}): string {
  return macOver(pepper, [salt, code]).toString('hex')
}

/** Compares a code with a stored hash in constant time. */
export function verifyCode({
  hash,
  ...given
}: {
  code: string
  salt: string
  pepper: string | Buffer
  hash: string
}): boolean {
  return sameText(hashCode(given), hash)
}

/** Each part goes in with its length, so that `['ab', 'c']` and `['a', 'bc']` differ. */
function macOver(key: string | Buffer, parts: readonly string[]): Buffer {
  if (key.length < 16) throw new Error('The key of a code needs at least 16 bytes.')
  const message = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')
  return createHmac('sha256', key).update(message).digest()
}

function checkDigits(digits: number): void {
  if (!Number.isInteger(digits) || digits < 4 || digits > MAX_DIGITS) {
    throw new Error(`A code has 4 to ${MAX_DIGITS} digits, not ${digits}.`)
  }
}
