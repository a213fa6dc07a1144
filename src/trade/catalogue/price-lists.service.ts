import { type FieldProblem, HaatError, notFound } from '../../kernel/errors.ts'
import { checkGstin } from '../../kernel/gstin.ts'
import type { Id } from '../../kernel/ids.ts'
import { newId } from '../../kernel/ids.ts'
import { type Database, databaseError, type Sql } from '../../platform/database/index.ts'
import { stale } from '../../platform/http/index.ts'
import type { Actor, TradersPort } from './catalogue.ports.ts'
import { lintTexts } from './lint.texts.ts'
import { refused } from './listing.rules.ts'
import {
  insertPriceList,
  lockPriceList,
  mrpsOf,
  type PriceList,
  type PriceListFacts,
  type PriceListHead,
  type PriceListRef,
  priceListsPage,
  readPriceList,
  removePriceList,
  replacePriceList,
} from './price-lists.store.ts'

export interface PriceListUseCases {
  create(person: Actor, shopId: Id<'shop'>, list: PriceListFacts): Promise<PriceList>
  read(person: Actor, ref: PriceListRef): Promise<PriceList>
  list(
    person: Actor,
    shopId: Id<'shop'>,
    before: Id<'priceList'> | undefined,
    limit: number,
  ): Promise<PriceListHead[]>
  /** Writes all of it, when `version` is the one that stands. */
  replace(person: Actor, ref: PriceListRef, version: number, list: PriceListFacts): Promise<PriceList>
  remove(person: Actor, ref: PriceListRef, version: number): Promise<void>
}

/** A shop's prices for buyers that it names. Only they get them, and nobody sees who else is on a list. */
export function createPriceLists({ db, traders }: { db: Database; traders: TradersPort }): PriceListUseCases {
  const judge = async (sql: Sql, shopId: Id<'shop'>, list: PriceListFacts): Promise<PriceListFacts> => {
    const fields: FieldProblem[] = []
    const buyers = list.buyers.map((buyer, nth) => {
      if (buyer.startsWith('trd_')) return buyer
      const checked = checkGstin(buyer)
      if (checked.ok) return checked.value
      fields.push({ pointer: `/buyers/${nth}`, code: 'badGstin', detail: checked.reason })
      return buyer
    })
    const { validFrom, validUntil } = list
    if (validFrom && validUntil && validFrom > validUntil) {
      throw refused('datesTurned', 'The last day is before the first. Turn them round.', '/validUntil')
    }
    if (list.offBps === null && list.prices.length === 0) {
      const detail = 'A list gives prices or a share off. Write one of them.'
      fields.push({ pointer: '/offPercent', code: 'listEmpty', detail })
    }
    const known = await mrpsOf(
      sql,
      shopId,
      list.prices.map(({ listingId }) => listingId),
    )
    const seen = new Set<string>()
    list.prices.forEach(({ listingId, pricePaise }, nth) => {
      const mrp = known.get(listingId)
      const add = (code: string, detail: string, field = 'listingId') =>
        fields.push({ pointer: `/prices/${nth}/${field}`, code, detail })
      if (mrp === undefined) add('noSuchListing', 'Your shop has no such listing. Take this line out.')
      else if (pricePaise > mrp) add('priceAboveMrp', lintTexts.priceAboveMrp.en, 'pricePaise')
      if (seen.has(listingId)) add('listingTwice', 'This stands in the list twice. Keep one of the lines.')
      seen.add(listingId)
    })
    if (fields.length > 0)
      throw new HaatError(
        'unprocessable',
        'badPriceList',
        'Something in the list is not right. Correct it and send it again.',
        {
          fields,
        },
      )
    return { ...list, buyers: [...new Set(buyers)] }
  }

  return {
    async create(person, shopId, list) {
      await traders.requireShop(db, person, shopId)
      const ref = { shopId, listId: newId('priceList') }
      return db.transaction(async (tx) => {
        await insertPriceList(tx, ref, await judge(tx, shopId, list)).catch(nameTaken)
        return (await readPriceList(tx, ref))!
      })
    },
    async read(person, ref) {
      await traders.requireShop(db, person, ref.shopId)
      const list = await readPriceList(db, ref)
      if (!list) throw notFound('price list')
      return list
    },
    async list(person, shopId, before, limit) {
      await traders.requireShop(db, person, shopId)
      return priceListsPage(db, shopId, before, limit)
    },
    async replace(person, ref, version, list) {
      await traders.requireShop(db, person, ref.shopId)
      return db.transaction(async (tx) => {
        const stands = await lockPriceList(tx, ref)
        if (stands === undefined) throw notFound('price list')
        if (stands !== version) throw stale()
        await replacePriceList(tx, ref, await judge(tx, ref.shopId, list)).catch(nameTaken)
        return (await readPriceList(tx, ref))!
      })
    },
    async remove(person, ref, version) {
      await traders.requireShop(db, person, ref.shopId)
      await db.transaction(async (tx) => {
        const stands = await lockPriceList(tx, ref)
        if (stands === undefined) throw notFound('price list')
        if (stands !== version) throw stale()
        await removePriceList(tx, ref)
      })
    },
  }
}

const nameTaken = (error: unknown): never => {
  if (databaseError(error)?.code !== '23505') throw error
  const detail = 'This shop has a list of this name already. Change that one, or take another name.'
  throw new HaatError('conflict', 'listNameTaken', detail, {
    fields: [{ pointer: '/name', code: 'listNameTaken', detail }],
    cause: error,
  })
}
