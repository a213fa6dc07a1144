import type { Readable } from 'node:stream'
import { HaatError } from '../../kernel/errors.ts'

export type StoredFile = { key: string; size: number; contentType: string }

export type NewFile = { contentType: string; maxBytes: number }

/**
 * Where files are kept (photos at the door, documents of traders). A key is written in small letters,
 * digits, `-` and `_`, may have folders, and ends in one extension: `shipments/shp_01/door.jpg`.
 */
export type FileStore = {
  /**
   * Stores a file whole or not at all; one under the same key is replaced. Throws `fileTooLarge` when the
   * content goes beyond `maxBytes`, and whatever the given stream throws.
   */
  put(key: string, content: Readable | Buffer, file: NewFile): Promise<StoredFile>
  /** The file and what is known of it, or undefined. The stream must be read or destroyed. */
  get(key: string): Promise<(StoredFile & { stream: Readable }) | undefined>
  stat(key: string): Promise<StoredFile | undefined>
  /** Deletes the file; one that is not there counts as deleted. */
  delete(key: string): Promise<void>
  close(): Promise<void>
}

const KEY_SHAPE = /^(?:[a-z0-9_-]{1,80}\/){0,8}[a-z0-9_-]{1,80}\.[a-z0-9]{1,8}$/
const CONTENT_TYPE_SHAPE = /^[a-z0-9.+-]{1,60}\/[a-z0-9.+-]{1,60}(?:; ?charset=[a-z0-9-]{1,20})?$/i

/**
 * Keys are made by this program, never by a user. A key out of shape is a defect, and thrown as one
 * before it gets near a path.
 */
export function checkKey(key: string): void {
  if (!KEY_SHAPE.test(key)) throw new Error(`"${key}" is not a file key such as shipments/shp_01/door.jpg.`)
}

export function checkContentType(contentType: string): void {
  if (!CONTENT_TYPE_SHAPE.test(contentType)) {
    throw new HaatError('invalid', 'badContentType', 'Name the kind of the file, such as image/jpeg.')
  }
}

export function tooLarge(maxBytes: number): HaatError {
  return new HaatError('tooLarge', 'fileTooLarge', `Send a file of at most ${maxBytes} bytes.`, {
    facts: { maxBytes },
  })
}

/** Passes the content on chunk by chunk and throws `fileTooLarge` at the first byte too many. */
export async function* bounded(content: Readable | Buffer, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const piece of Buffer.isBuffer(content) ? [content] : content) {
    const chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(piece)
    size += chunk.length
    if (size > maxBytes) throw tooLarge(maxBytes)
    yield chunk
  }
}
