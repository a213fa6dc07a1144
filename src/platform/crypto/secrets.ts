import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto'

/**
 * The hash under which a secret of high entropy (an API key, a refresh token: 128 random bits or more) is
 * stored: SHA-256 in hex. A slow password hash would add nothing there and cost time on every call; a
 * code that a person types has too little entropy for this: see `hashCode`.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}

/** Compares a secret with a stored hash in constant time. */
export function verifySecret(secret: string, hash: string): boolean {
  return sameText(hashSecret(secret), hash)
}

/** Compares two texts without telling by the time taken where they differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a, 'utf8')
  const right = Buffer.from(b, 'utf8')
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * A key of 32 bytes for one purpose out of one master secret (HKDF-SHA256), so that one configured secret
 * serves several uses and none of them can be turned against another.
 */
export function deriveKey(masterSecret: string | Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterSecret, 'haat', purpose, 32))
}
