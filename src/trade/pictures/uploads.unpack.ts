import type { Entry, ZipFile } from 'yauzl'
import { HaatError } from '../../kernel/errors.ts'
import type { Database } from '../../platform/database/index.ts'
import { type FileStore, openZip, spool } from '../../platform/storage/index.ts'
import type { Goods } from './pictures.ports.ts'
import {
  largestPicture,
  mostFiles,
  namedFile,
  type PictureFault,
  type UploadProblem,
} from './pictures.rules.ts'
import type { PicturesService } from './pictures.service.ts'
import { packageKeyOf } from './uploads.service.ts'
import { beginUpload, noteUpload, type UploadCounts, type UploadRef } from './uploads.store.ts'

export interface UnpackDeps {
  db: Database
  files: FileStore
  goods: Goods
  pictures: Pick<PicturesService, 'keepSent'>
}

/** Problems that are told one by one; the rest is counted. */
const mostProblems = 500
/** After so many tries a package is given up: something in it ends the process. */
const mostTries = 5
/** Pictures after which the count is written down. */
const noteEvery = 10

/** Takes the pictures out of a package that a shop sent. Broken off and begun again it ends the same. */
export function createUnpacking({ db, files, goods, pictures }: UnpackDeps) {
  return async (ref: UploadRef, signal: AbortSignal): Promise<void> => {
    const tries = await beginUpload(db, ref)
    if (tries === undefined) return
    const counts: UploadCounts & { problems: UploadProblem[] } = {
      entries: 0,
      kept: 0,
      unchanged: 0,
      refused: 0,
      problems: [],
    }
    const end = async (fault: string | null) => {
      await noteUpload(db, ref, fault ? 'failed' : 'done', counts, fault)
      await files.delete(packageKeyOf(ref))
    }
    if (tries > mostTries) return end('gaveUp')

    const refuse = (file: string, code: PictureFault) => {
      counts.refused++
      if (counts.problems.length < mostProblems) counts.problems.push({ file: file.slice(0, 200), code })
    }
    const takeOne = async (zip: ZipFile, entry: Entry): Promise<void> => {
      const likely = namedFile(entry.fileName)
      if (!likely) return
      counts.entries++
      if (counts.entries > mostFiles) return refuse(entry.fileName, 'tooMany')
      const found = await goods.listingsNamed(
        db,
        ref.shopId,
        likely.map(({ good }) => good),
      )
      const named = likely.find(({ good }) => found.has(good))
      if (!named) return refuse(entry.fileName, 'unknownGood')
      if (entry.uncompressedSize > largestPicture) return refuse(entry.fileName, 'tooLarge')
      const content = await contentOf(zip, entry)
      if (!content) return refuse(entry.fileName, 'brokenPicture')
      const source = entry.fileName.split('/').at(-1)!
      const good = { shopId: ref.shopId, productId: found.get(named.good)!.productId }
      try {
        const { isNew } = await pictures.keepSent(good, { source, position: named.position, content })
        if (isNew) counts.kept++
        else counts.unchanged++
      } catch (error) {
        const code = error instanceof HaatError ? faultOf[error.code] : undefined
        if (!code) throw error
        refuse(entry.fileName, code)
      }
      if (counts.entries % noteEvery === 0) await noteUpload(db, ref, 'waiting', counts)
    }

    const file = await files.get(packageKeyOf(ref))
    if (!file) return end('packageGone')
    const content = await spool(file.stream)
    try {
      const zip = await openZip(content.path).catch(() => undefined)
      if (!zip) return await end('brokenPackage')
      try {
        for await (const entry of entriesOf(zip)) {
          if (signal.aborted) return
          await takeOne(zip, entry)
        }
      } catch (error) {
        if (!(error instanceof BrokenPackage)) throw error
        return await end('brokenPackage')
      } finally {
        zip.close()
      }
      await end(null)
    } finally {
      await content.drop()
    }
  }
}

const faultOf: Readonly<Record<string, PictureFault>> = {
  notAPicture: 'notAPicture',
  pictureTooSmall: 'tooSmall',
  tooManyPictures: 'tooMany',
}

class BrokenPackage extends Error {}

/** The entries of a package; whatever is wrong with its table of contents is told as `BrokenPackage`. */
async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  const entries = zip.eachEntry()[Symbol.asyncIterator]()
  for (;;) {
    const next = await entries.next().catch((cause: unknown) => {
      throw new BrokenPackage('the package cannot be read', { cause })
    })
    if (next.done) return
    yield next.value
  }
}

/** An entry unpacked, no further than it says it is long; undefined for a broken one. */
async function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer | undefined> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > largestPicture) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch {
    // A wrong checksum, a broken stream, an encrypted entry.
    return undefined
  }
}
