import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import { pictureRefused, pictureTooLarge, tooManyPictures } from './pictures.errors.ts'
import { formsOf, type PictureForms } from './pictures.forms.ts'
import type { Actor, Goods, Shops } from './pictures.ports.ts'
import { largestPicture, mostOfGood, type PictureSize, pictureSizeNames } from './pictures.rules.ts'
import {
  addSent,
  findPicture,
  firstPictures,
  forgetPicture,
  holdPictures,
  keepPicture,
  leftPictures,
  type Picture,
  picturesOfProduct,
  removePicture,
} from './pictures.store.ts'

export interface PicturesDeps {
  db: Database
  files: FileStore
  goods: Goods
  shops: Shops
}

export interface GoodOfShop {
  shopId: Id<'shop'>
  productId: Id<'product'>
}

/** A file of a picture as it came. */
export interface SentPicture {
  /** Its name: a file of the same name takes the place of the earlier one. */
  source: string
  position: number
  content: Buffer
}

const fileType = 'image/webp'
export const fileKeyOf = (pictureId: Id<'picture'>, size: PictureSize): string =>
  `pictures/${pictureId}/${size}.webp`
export const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

export type PicturesService = ReturnType<typeof createPicturesService>

/** Pictures of goods: what shops send, and what everybody sees. */
export function createPicturesService({ db, files, goods, shops }: PicturesDeps) {
  /** Writes a picture's files, and then notes that they are there. */
  const keepForms = async (picture: Picture, forms: PictureForms, sha256: string): Promise<void> => {
    for (const size of pictureSizeNames) {
      const content = forms.files[size]
      await files.put(fileKeyOf(picture.pictureId, size), content, {
        contentType: fileType,
        maxBytes: content.length,
      })
    }
    const { width, height } = forms
    await keepPicture(db, picture.pictureId, { sha256, width, height })
  }

  const drop = async ({ pictureId }: Picture): Promise<void> => {
    for (const size of pictureSizeNames) await files.delete(fileKeyOf(pictureId, size))
    await forgetPicture(db, pictureId)
  }

  /**
   * Keeps a picture that a shop sent of its good, in place of one of the same name; the same file again changes
   * nothing. Throws `tooManyPictures`, `notAPicture`, `pictureTooSmall`.
   */
  const keepSent = async (
    good: GoodOfShop,
    { source, position, content }: SentPicture,
  ): Promise<{ picture: Picture; isNew: boolean }> => {
    const sha256 = hashOf(content)
    const own = await picturesOfProduct(db, good.productId, good.shopId)
    const same = own.find((one) => one.shopId && one.source === source && one.state === 'kept')
    if (same?.sha256 === sha256) return { picture: same, isNew: false }
    const forms = await formsOf(content)
    if ('fault' in forms) throw pictureRefused(forms.fault)
    const { added, replaced } = await db.transaction(async (tx) => {
      const held = await holdPictures(tx, good.productId, good.shopId)
      const before = held.filter((one) => one.source === source)
      if (held.length - before.length >= mostOfGood) throw tooManyPictures()
      for (const one of before) await removePicture(tx, good.shopId, one.pictureId)
      return { added: await addSent(tx, { ...good, source, position }), replaced: before }
    })
    await keepForms(added, forms, sha256)
    for (const one of replaced) await drop(one)
    const { width, height } = forms
    return { picture: { ...added, state: 'kept', sha256, width, height }, isNew: true }
  }

  return {
    keepForms,
    keepSent,

    /**
     * Pictures of a product as a shop shows it, kept and not yet kept; the shop's own first. Of one that was merged
     * those of the product that it is now.
     */
    async ofProduct(productId: Id<'product'>, shopId?: Id<'shop'>): Promise<Picture[]> {
      const now = (await goods.survivors(db, [productId])).get(productId)
      return picturesOfProduct(db, now ?? productId, shopId)
    },

    /** The first picture of each product, and of each shop that has its own of it, by the id that was asked for. */
    async first(productIds: readonly Id<'product'>[]): Promise<Picture[]> {
      const survivors = await goods.survivors(db, productIds)
      const nowOf = (id: Id<'product'>) => survivors.get(id) ?? id
      const found = await firstPictures(db, [...new Set(productIds.map(nowOf))])
      return productIds.flatMap((productId) =>
        found
          .filter((picture) => picture.productId === nowOf(productId))
          .map((picture) => ({ ...picture, productId })),
      )
    },

    /** For members of the shop's trader. Throws `notFound`, `pictureTooLarge` and what `keepSent` throws. */
    async add(
      person: Actor,
      { shopId, listingId }: { shopId: Id<'shop'>; listingId: Id<'listing'> },
      content: Buffer,
    ): Promise<Picture> {
      await shops.requireShop(db, person, shopId)
      if (content.length > largestPicture) throw pictureTooLarge()
      const [offer] = await goods.offers(db, [{ shopId, listingId }])
      if (!offer) throw notFound('listing')
      const good = { shopId, productId: offer.productId }
      const own = (await picturesOfProduct(db, offer.productId, shopId)).filter((one) => one.shopId)
      const position = 1 + Math.max(0, ...own.map((one) => one.position))
      // By its content: the same picture sent twice is there once.
      const source = `sent ${hashOf(content).slice(0, 32)}`
      return (await keepSent(good, { source, position, content })).picture
    },

    /** For members of the shop's trader; only the shop's own pictures. Throws `notFound`. */
    async remove(
      person: Actor,
      { shopId, pictureId }: { shopId: Id<'shop'>; pictureId: Id<'picture'> },
    ): Promise<void> {
      await shops.requireShop(db, person, shopId)
      const picture = await findPicture(db, pictureId)
      if (!picture || !(await removePicture(db, shopId, pictureId))) throw notFound('picture')
      await drop(picture)
    },

    /** The file of a picture. Throws `notFound`. */
    async read(pictureId: Id<'picture'>, size: PictureSize): Promise<{ size: number; stream: Readable }> {
      const file = await files.get(fileKeyOf(pictureId, size))
      if (!file) throw notFound('picture')
      return file
    },

    /** Deletes files of pictures that went, or that never came whole, where that was broken off. */
    async sweep(): Promise<void> {
      for (const picture of await leftPictures(db)) await drop(picture)
    },
  }
}
