import { createHmac, randomBytes } from 'node:crypto'
import { type Id, idOf, uuidOf } from '../kernel/ids.ts'
import { hashSecret } from '../platform/crypto/index.ts'

/** A refresh token taken apart; that it was read means that we made it. */
export interface RefreshToken {
  sessionId: Id<'session'>
  /** How many tokens of its session came before it. */
  generation: number
  text: string
  /** What is stored. */
  hash: string
}

export interface RefreshTokens {
  first(sessionId: Id<'session'>): RefreshToken
  /**
   * The token that follows this one: always the same, so that a client whose answer was lost gets by its
   * second try what it should have got by the first, and two tries at one moment cannot fork the session.
   */
  next(token: RefreshToken): RefreshToken
  /** Undefined for anything that we did not make. */
  read(text: string): RefreshToken | undefined
}

const secretBytes = 32
const macBytes = 16
const bodyBytes = 16 + 4 + secretBytes
const shape = /^hrt_([A-Za-z0-9_-]{91})$/

/**
 * Refresh tokens: opaque to clients. Inside are the session, the generation and 256 secret bits, under a MAC,
 * so that every token of a family is known again, however old, without keeping all of them.
 * `key`: 32 bytes that the database does not hold.
 */
export function createRefreshTokens({ key }: { key: Buffer }): RefreshTokens {
  const mac = (purpose: string, data: Buffer | string) =>
    createHmac('sha256', key).update(`${purpose}\0`).update(data).digest()

  const make = (sessionId: Id<'session'>, generation: number, secret: Buffer): RefreshToken => {
    const body = Buffer.alloc(bodyBytes)
    Buffer.from(uuidOf(sessionId).replaceAll('-', ''), 'hex').copy(body)
    body.writeUInt32BE(generation, 16)
    secret.copy(body, 20)
    const sealed = Buffer.concat([body, mac('token', body).subarray(0, macBytes)])
    const text = `hrt_${sealed.toString('base64url')}`
    return { sessionId, generation, text, hash: hashSecret(text) }
  }

  return {
    first: (sessionId) => make(sessionId, 0, randomBytes(secretBytes)),
    next: (token) => make(token.sessionId, token.generation + 1, mac('next', token.text)),
    read(text) {
      const bytes = Buffer.from(shape.exec(text)?.[1] ?? '', 'base64url')
      if (bytes.length !== bodyBytes + macBytes) return undefined
      const hex = bytes.toString('hex', 0, 16)
      const uuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      const token = make(idOf('session', uuid), bytes.readUInt32BE(16), bytes.subarray(20, bodyBytes))
      // Equal only if the MAC is right; comparing hashes tells nothing by its time.
      return token.hash === hashSecret(text) ? token : undefined
    },
  }
}
