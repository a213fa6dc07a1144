import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import {
  bounded,
  checkContentType,
  checkKey,
  type FileStore,
  type NewFile,
  type StoredFile,
} from './file-store.ts'

/**
 * Files in a folder. A file appears under its key by rename, after its content reached the disk: a crash
 * leaves the old file or the new one, never half of one. Beside each lies `.<name>.json` with its content
 * type; keys cannot begin with a full stop, so the two never meet.
 */
export function createFolderStore({ folder }: { folder: string }): FileStore {
  const root = resolve(folder)
  const incoming = join(root, '.incoming')

  return {
    async put(key, content, { contentType, maxBytes }: NewFile) {
      checkKey(key)
      checkContentType(contentType)
      const path = join(root, key)
      await mkdir(incoming, { recursive: true })
      const arriving = join(incoming, randomUUID())
      const arrivingFacts = `${arriving}.json`
      try {
        const size = await writeDurably(arriving, bounded(content, maxBytes))
        await writeDurably(arrivingFacts, [Buffer.from(JSON.stringify({ contentType }))])
        await mkdir(dirname(path), { recursive: true })
        await rename(arrivingFacts, factsPath(path))
        await rename(arriving, path)
        await syncFolder(dirname(path))
        return { key, size, contentType }
      } catch (error) {
        await Promise.all([arriving, arrivingFacts].map((leftover) => rm(leftover, { force: true })))
        throw error
      }
    },
    async get(key) {
      const opened = await openFile(key)
      if (!opened) return undefined
      const stream: Readable = opened.handle.createReadStream()
      return { ...opened.file, stream }
    },
    async stat(key) {
      const opened = await openFile(key)
      await opened?.handle.close()
      return opened?.file
    },
    async delete(key) {
      checkKey(key)
      const path = join(root, key)
      await rm(path, { force: true })
      await rm(factsPath(path), { force: true })
    },
    close: async () => {},
  }

  async function openFile(key: string): Promise<{ handle: FileHandle; file: StoredFile } | undefined> {
    checkKey(key)
    const path = join(root, key)
    const handle = await open(path, 'r').catch(absent)
    if (!handle) return undefined
    try {
      const [{ size }, facts] = await Promise.all([
        handle.stat(),
        readFile(factsPath(path), 'utf8').catch(absent),
      ])
      const { contentType } = facts ? (JSON.parse(facts) as { contentType: string }) : UNKNOWN_KIND
      return { handle, file: { key, size, contentType } }
    } catch (error) {
      await handle.close()
      throw error
    }
  }
}

const UNKNOWN_KIND = { contentType: 'application/octet-stream' }

function factsPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.json`)
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

async function writeDurably(path: string, chunks: AsyncIterable<Buffer> | Buffer[]): Promise<number> {
  const handle = await open(path, 'wx', 0o640)
  try {
    let size = 0
    for await (const chunk of chunks) {
      await handle.writeFile(chunk)
      size += chunk.length
    }
    await handle.sync()
    return size
  } finally {
    await handle.close()
  }
}

/** A rename is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
