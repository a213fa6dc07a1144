import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export type Sealer = {
  /** Seals a short text. `context` names its place (table, row, column) and must be given to open it. */
  seal(text: string, context: string): string
  /** Opens a sealed text. Throws `UnsealError` when it was changed, moved elsewhere or sealed by another key. */
  open(sealed: string, context: string): string
  /** True when the text was sealed with an older key and should be sealed anew. */
  isOutdated(sealed: string): boolean
}

/** The sealed text cannot be opened here. The message never holds any of it. */
export class UnsealError extends Error {
  override readonly name = 'UnsealError'
}

const VERSION = 'sealed1'
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * Seals short secrets that have to be read again (a provider's webhook secret, a bank account number)
 * for keeping in the database: AES-256-GCM under a key that the database does not hold. Written as
 * `sealed1.<key id>.<base64url of iv, ciphertext and tag>`; the key id and the context are bound in as
 * associated data, so that a sealed text copied into another row does not open.
 * `key` and each of `olderKeys` (opened with, never sealed with) are 32 bytes, as bytes or in base64.
 */
export function createSealer({
  key,
  olderKeys = [],
}: {
  key: string | Buffer
  olderKeys?: readonly (string | Buffer)[]
}): Sealer {
  const current = readKey(key)
  const all = new Map([current, ...olderKeys.map(readKey)].map((known) => [known.id, known]))

  return {
    seal(text, context) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', current.bytes, iv, { authTagLength: TAG_BYTES })
      cipher.setAAD(associated(current.id, context))
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${VERSION}.${current.id}.${sealed.toString('base64url')}`
    },
    open(sealed, context) {
      const { id, payload } = takeApart(sealed)
      const known = all.get(id)
      if (!known)
        throw new UnsealError(`Nothing here opens what key ${id} sealed; add that key to the older keys.`)
      const ciphertext = payload.subarray(IV_BYTES, -TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', known.bytes, payload.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(associated(id, context)).setAuthTag(payload.subarray(-TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new UnsealError('The sealed text was changed, or belongs elsewhere.', { cause: error })
      }
    },
    isOutdated: (sealed) => takeApart(sealed).id !== current.id,
  }
}

function takeApart(sealed: string): { id: string; payload: Buffer } {
  const [version, id, text, ...rest] = sealed.split('.')
  const payload = Buffer.from(text ?? '', 'base64url')
  if (version !== VERSION || !id || rest.length > 0 || payload.length < IV_BYTES + TAG_BYTES) {
    throw new UnsealError('This is not a sealed text.')
  }
  return { id, payload }
}

function associated(keyId: string, context: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${context}`, 'utf8')
}

function readKey(key: string | Buffer): { id: string; bytes: Buffer } {
  const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : key
  if (bytes.length !== 32) throw new Error('A sealing key is 32 bytes, in base64 44 characters.')
  const id = createHash('sha256').update('haat sealing key id').update(bytes).digest('hex').slice(0, 8)
  return { id, bytes }
}
