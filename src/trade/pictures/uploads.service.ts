import { Readable } from 'node:stream'
import { notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Queues } from '../../platform/queue/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import { notAPackage } from './pictures.errors.ts'
import { unpackJob } from './pictures.jobs.ts'
import type { Actor, Shops } from './pictures.ports.ts'
import { largestPackage } from './pictures.rules.ts'
import {
  findUpload,
  insertUpload,
  latestUploads,
  type PictureUpload,
  type UploadRef,
} from './uploads.store.ts'

export interface UploadsDeps {
  db: Database
  files: FileStore
  shops: Shops
  queues: Pick<Queues, 'add'>
}

export const packageKeyOf = ({ shopId, uploadId }: UploadRef): string =>
  `picture-uploads/${shopId}/${uploadId}.zip`

export type UploadsService = ReturnType<typeof createUploadsService>

/** Packages of pictures that shops send: one file for a whole shelf. */
export function createUploadsService({ db, files, shops, queues }: UploadsDeps) {
  return {
    /** For members of the shop's trader. Throws `notFound`, `notAPackage`, `fileTooLarge`. */
    async receive(person: Actor, shopId: Id<'shop'>, file: Readable): Promise<PictureUpload> {
      await shops.requireShop(db, person, shopId)
      const ref = { shopId, uploadId: newId('pictureUpload') }
      const key = packageKeyOf(ref)
      const stored = await files.put(key, Readable.from(beginningAsZip(file), { objectMode: false }), {
        contentType: 'application/zip',
        maxBytes: largestPackage,
      })
      const made = await insertUpload(db, ref, stored.size).catch(async (error: unknown) => {
        await files.delete(key)
        throw error
      })
      // Should the queue not answer, the upkeep finds it.
      await queues.add([{ job: unpackJob, payload: ref, id: ref.uploadId }]).catch(() => {})
      return made
    },

    /** How far a package got, for members of the shop's trader. Throws `notFound`. */
    async read(person: Actor, ref: UploadRef): Promise<PictureUpload> {
      await shops.requireShop(db, person, ref.shopId)
      const found = await findUpload(db, ref)
      if (!found) throw notFound('package of pictures')
      return found
    },

    /** The latest ten, for members of the shop's trader. Throws `notFound`. */
    async list(person: Actor, shopId: Id<'shop'>): Promise<PictureUpload[]> {
      await shops.requireShop(db, person, shopId)
      return latestUploads(db, shopId)
    },
  }
}

/** Passes a file on as long as it begins as a ZIP does. Throws `notAPackage`. */
async function* beginningAsZip(file: Readable): AsyncGenerator<Buffer> {
  let isFirst = true
  for await (const chunk of file as AsyncIterable<Buffer>) {
    if (isFirst && !chunk.subarray(0, 2).equals(zipStart)) throw notAPackage()
    isFirst = false
    yield chunk
  }
  if (isFirst) throw notAPackage()
}
const zipStart = Buffer.from('PK')
