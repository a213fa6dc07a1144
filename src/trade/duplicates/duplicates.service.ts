import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Person } from '../../platform/http/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import type { ProductCard, ProductMerge } from '../catalogue/index.ts'
import { mergedPair } from './duplicates.errors.ts'
import type { ProductsPort } from './duplicates.ports.ts'
import type { Pair } from './duplicates.types.ts'
import { survivorOf } from './pairs.rules.ts'
import {
  carryDifferent,
  certainPairs,
  decidePair,
  dropOpenPairs,
  pairsAlone,
  pairsPage,
  type QueuePage,
  readPair,
} from './pairs.store.ts'

export interface DuplicatesDeps {
  db: Database
  outbox: Pick<Outbox, 'nudge'>
  audit: Pick<Audit, 'record'>
  products: ProductsPort
}

/** Two products that may be one, side by side. */
export interface ShownPair extends Pair {
  products: [ProductCard, ProductCard]
  /** Which of them would stay. */
  survivorId: Id<'product'>
}

/** A merge with the names of its products. */
export interface ShownMerge extends ProductMerge {
  from: ProductCard
  into: ProductCard
}

export type Duplicates = ReturnType<typeof createDuplicatesService>

/** What operators, and the market itself, do about products that are there twice. */
export function createDuplicatesService({ db, outbox, audit, products }: DuplicatesDeps) {
  async function show(pairs: readonly Pair[]): Promise<ShownPair[]> {
    const cards = await products.cards(db, [
      ...new Set(pairs.flatMap((pair) => [pair.olderId, pair.youngerId])),
    ])
    return pairs.flatMap((pair) => {
      const [a, b] = [cards.get(pair.olderId), cards.get(pair.youngerId)]
      if (!a || !b) return []
      const survivor = survivorOf({ ...a, gtin: a.facts.gtin }, { ...b, gtin: b.facts.gtin })
      return [{ ...pair, products: [a, b], survivorId: survivor.productId }]
    })
  }

  async function showMerges(merges: readonly ProductMerge[]): Promise<ShownMerge[]> {
    const ids = merges.flatMap((merge) => [merge.fromProductId, merge.intoProductId])
    const cards = await products.cards(db, [...new Set(ids)])
    return merges.map((merge) => ({
      ...merge,
      from: cards.get(merge.fromProductId)!,
      into: cards.get(merge.intoProductId)!,
    }))
  }

  async function merge(
    by: Id<'account'> | null,
    { from, into, reason }: { from: Id<'product'>; into: Id<'product'>; reason: string | null },
  ): Promise<{ merge: ProductMerge; made: boolean }> {
    const done = await db.transaction(async (tx) => {
      const made = await products.merge(tx, { from, into, by, reason })
      if (!made.made) return made
      await pairsAlone(tx)
      await carryDifferent(tx, from, into)
      await decidePair(tx, [from, into], 'merged', by)
      await dropOpenPairs(tx, [from])
      await audit.record(tx, {
        actorId: by,
        action: 'product.merged',
        objectId: from,
        reasons: [{ pointer: '/mergedInto', reason: into }, ...(reason ? [{ reason }] : [])],
      })
      return made
    })
    outbox.nudge()
    return done
  }

  return {
    queue: async (page: QueuePage): Promise<ShownPair[]> => show(await pairsPage(db, page)),
    /** Throws `notFound`. */
    async read(pairId: Id<'duplicate'>): Promise<ShownPair> {
      const pair = await readPair(db, pairId)
      const [shown] = pair ? await show([pair]) : []
      if (!shown) throw notFound('pair')
      return shown
    },
    merges: async (before: Id<'productMerge'> | undefined, limit: number): Promise<ShownMerge[]> =>
      showMerges(await products.page(db, before, limit)),

    /** Throws what the catalogue's `merge` throws. Merging twice is merging once. */
    async merge(
      operator: Person,
      wanted: { from: Id<'product'>; into: Id<'product'>; reason: string | null },
    ): Promise<{ merge: ShownMerge; made: boolean }> {
      const { merge: done, made } = await merge(operator.accountId, wanted)
      const [shown] = await showMerges([done])
      return { merge: shown!, made }
    },

    /** Two products, by an operator's word: they are not proposed again. Throws `notFound`, `pairMerged`. */
    async keepApart(operator: Person, pairId: Id<'duplicate'>): Promise<ShownPair> {
      await db.transaction(async (tx) => {
        const pair = await readPair(tx, pairId, { held: true })
        if (!pair) throw notFound('pair')
        if (pair.state === 'merged') throw mergedPair()
        const { olderId, youngerId } = pair
        if (!(await decidePair(tx, [olderId, youngerId], 'different', operator.accountId))) return
        await audit.record(tx, {
          actorId: operator.accountId,
          action: 'product.keptApart',
          objectId: youngerId,
          reasons: [{ pointer: '/other', reason: olderId }],
        })
      })
      return this.read(pairId)
    },

    /** Takes a merge back and keeps the two apart from then on. Throws `notFound`. Doing it twice is doing it once. */
    async undo(operator: Person, mergeId: Id<'productMerge'>): Promise<ShownMerge> {
      const undone = await db.transaction(async (tx) => {
        const by = operator.accountId
        const { merge: done, at } = await products.undo(tx, mergeId, by)
        if (!at) return done
        await pairsAlone(tx)
        const { fromProductId: from, intoProductId: into } = done
        for (const other of new Set([into, at])) await decidePair(tx, [from, other], 'different', by)
        await audit.record(tx, {
          actorId: by,
          action: 'product.unmerged',
          objectId: from,
          reasons: [{ pointer: '/mergedInto', reason: at }],
        })
        return done
      })
      outbox.nudge()
      return (await showMerges([undone]))[0]!
    },

    /** Merges what is certain, for markets that are set to do so; how many. What fails stays in the queue. */
    async mergeCertain(onRefused: (pair: Pair, error: unknown) => void): Promise<number> {
      let [count, after] = [0, undefined as Id<'duplicate'> | undefined]
      for (;;) {
        const pairs = await certainPairs(db, after, 100)
        for (const pair of await show(pairs)) {
          const [from] = [pair.olderId, pair.youngerId].filter((id) => id !== pair.survivorId)
          // Pairs of a product that has just gone into another are gone as well: the walk finds them anew.
          if (pair.products.some(({ mergedInto }) => mergedInto) || !(await isOpen(pair))) continue
          try {
            await merge(null, { from: from!, into: pair.survivorId, reason: null })
            count += 1
          } catch (error) {
            onRefused(pair, error)
          }
        }
        after = pairs.at(-1)?.pairId
        if (pairs.length < 100) return count
      }
    },
  }

  async function isOpen({ pairId }: Pair): Promise<boolean> {
    return (await readPair(db, pairId))?.state === 'open'
  }
}
