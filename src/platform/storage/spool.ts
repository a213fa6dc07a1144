import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openPromise, type ZipFile } from 'yauzl'

/** Content that lies in a file of its own until it is dropped. */
export interface Spooled {
  path: string
  drop(): Promise<void>
}

/** Puts content into a file that this process alone reads: a ZIP has its table of contents at its end. */
export async function spool(content: AsyncIterable<Buffer>): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-spool-'))
  const path = join(folder, 'content')
  const drop = () => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(Readable.from(content), createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await drop()
    throw error
  }
  return { path, drop }
}

/** Opens a ZIP whose entries are no longer than they say; rejects for what is none. The caller closes it. */
export const openZip = (path: string): Promise<ZipFile> =>
  openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
