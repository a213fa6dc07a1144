import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/** ONDC's signature: ed25519 over times and a BLAKE2b-512 digest of the very bytes of the body. */

// What stands before the 32 bytes of an ed25519 key in PKCS 8 and in SPKI (RFC 8410).
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')

export interface KeyName {
  subscriberId: string
  keyId: string
}

/** A private key from its seed: 32 bytes in base64, or 64 with the public key behind it. Throws on anything else. */
export function privateKeyOf(base64: string): KeyObject {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.length !== 32 && bytes.length !== 64)
    throw new Error('An ed25519 private key is 32 or 64 bytes in base64.')
  const der = Buffer.concat([privateHead, bytes.subarray(0, 32)])
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

const publicKeyOf = (base64: string): KeyObject =>
  createPublicKey({
    key: Buffer.concat([publicHead, Buffer.from(base64, 'base64')]),
    format: 'der',
    type: 'spki',
  })

export const digestOf = (body: string | Buffer): string =>
  createHash('blake2b512').update(body).digest('base64')

/** What is signed; times in seconds. */
export const signingString = (created: number, expires: number, body: string | Buffer): string =>
  `(created): ${created}\n(expires): ${expires}\ndigest: BLAKE-512=${digestOf(body)}`

/** The value of the Authorization header for a body. */
export function authorizationOf(given: {
  key: KeyName
  privateKey: KeyObject
  body: string | Buffer
  created: number
  expires: number
}): string {
  const { key, created, expires } = given
  const text = signingString(created, expires, given.body)
  const signature = sign(null, Buffer.from(text), given.privateKey).toString('base64')
  return `Signature keyId="${key.subscriberId}|${key.keyId}|ed25519",algorithm="ed25519",created="${created}",expires="${expires}",headers="(created) (expires) digest",signature="${signature}"`
}

interface Parts extends KeyName {
  created: number
  expires: number
  signature: string
}

const shape = /^Signature\s+((?:[a-zA-Z]+="[^"\r\n]{1,400}"\s*,\s*){0,10}[a-zA-Z]+="[^"\r\n]{1,400}")$/

/** The parts of a header; undefined for one that is none. */
function partsOf(header: string): Parts | undefined {
  const list = header.length > 2000 ? undefined : shape.exec(header)?.[1]
  if (!list) return undefined
  const fields = new Map<string, string>()
  for (const [, name, value] of list.matchAll(/([a-zA-Z]+)="([^"]*)"/g)) {
    if (fields.has(name!)) return undefined
    fields.set(name!, value!)
  }
  const [subscriberId, keyId, algorithm, more] = (fields.get('keyId') ?? '').split('|')
  const [created, expires] = [fields.get('created') ?? '', fields.get('expires') ?? '']
  const signature = fields.get('signature')
  if (!subscriberId || !keyId || algorithm !== 'ed25519' || more !== undefined || !signature) return undefined
  if (fields.get('algorithm') !== 'ed25519' || fields.get('headers') !== '(created) (expires) digest')
    return undefined
  if (!/^\d{1,12}$/.test(created) || !/^\d{1,12}$/.test(expires)) return undefined
  return { subscriberId, keyId, signature, created: Number(created), expires: Number(expires) }
}

/** A clock that runs ahead by no more than this is forgiven, in seconds. */
const skewSeconds = 60
/** A signature that says it is good for longer is not believed. */
const longestSeconds = 3600

/** Whether a body was signed by the key of this subscriber, and just now. */
export function isSignedBy(given: {
  header: string | undefined
  body: string | Buffer
  key: KeyName & { publicKey: string }
  now: Date
}): boolean {
  const parts = partsOf(given.header ?? '')
  const { key } = given
  if (!parts || parts.subscriberId !== key.subscriberId || parts.keyId !== key.keyId) return false
  const { created, expires } = parts
  const now = given.now.getTime() / 1000
  if (created > now + skewSeconds || expires < now || expires <= created) return false
  if (expires - created > longestSeconds) return false
  const signature = Buffer.from(parts.signature, 'base64')
  // One signature has one spelling.
  if (signature.length !== 64 || signature.toString('base64') !== parts.signature) return false
  const text = Buffer.from(signingString(created, expires, given.body))
  return verify(null, text, publicKeyOf(key.publicKey), signature)
}
