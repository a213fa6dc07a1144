import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { ChangedProduct, ProductFacts } from '../catalogue/index.ts'
import type { ProductsPort } from './duplicates.ports.ts'
import { keysOf, type Likeness, likenessOf } from './likeness.rules.ts'
import {
  advanceWalk,
  type Compared,
  dropLikeness,
  putLikeness,
  takeWalk,
  withKeys,
} from './likeness.store.ts'
import { type Judgement, judge } from './pairs.rules.ts'
import { dropOpenPairs, pairsAlone, putPairs } from './pairs.store.ts'

/** Products that one transaction looks at. */
const atOnce = 1000
/** Most time of one turn, so that a process that is told to stop does. */
const turnMs = 3000

/** Looks at what was made or changed, behind those who did it. */
export function createWalk({ db, products }: { db: Database; products: ProductsPort }) {
  /** One step; how many products it looked at. None while another process is at it. */
  const step = (): Promise<number> =>
    db.transaction(async (tx) => {
      const walk = await takeWalk(tx)
      if (!walk) return 0
      await pairsAlone(tx)
      const { products: changed, mark } = await products.changedSince(tx, walk.mark, atOnce)
      if (changed.length === 0 || !mark) return 0
      const merged = changed.filter((product) => product.merged).map(({ productId }) => productId)
      if (merged.length > 0) {
        await dropLikeness(tx, merged)
        await dropOpenPairs(tx, merged)
      }
      const here = changed.filter((product) => !product.merged).map(comparedOf)
      await putLikeness(tx, here)
      const ids = here.map(({ productId }) => productId)
      await putPairs(tx, ids, await pairsOf(tx, here))
      await advanceWalk(tx, mark)
      return changed.length
    })

  return {
    /** Looks at what has changed since the last time, for a few seconds at most; true when there is no more. */
    async look(): Promise<boolean> {
      const until = performance.now() + turnMs
      while (performance.now() < until) if ((await step()) < atOnce) return true
      return false
    },

    /** The product that these facts certainly are; undefined where there is none, or several. */
    async twinOf(sql: Sql, facts: ProductFacts): Promise<Id<'product'> | undefined> {
      const likeness = likenessOf(facts)
      const near = await withKeys(sql, keysOf(likeness))
      const certain = new Set(
        near.filter((one) => judge(likeness, one.likeness)?.grade === 'certain').map((one) => one.productId),
      )
      return certain.size === 1 ? [...certain][0] : undefined
    },
  }
}

const comparedOf = ({ productId, facts }: ChangedProduct): Compared => {
  const likeness = likenessOf(facts)
  return { productId, likeness, keys: keysOf(likeness) }
}

type FoundPair = Judgement & { a: Id<'product'>; b: Id<'product'> }

/** Judges each of these beside all that have a key in common with it, each two once. */
async function pairsOf(tx: Tx, here: readonly Compared[]): Promise<FoundPair[]> {
  const asked = new Map<string, number>()
  for (const { keys } of here) for (const key of keys) if (!asked.has(key)) asked.set(key, asked.size)
  const ofKey: { productId: Id<'product'>; likeness: Likeness }[][] = Array.from(asked, () => [])
  for (const one of await withKeys(tx, [...asked.keys()])) for (const nth of one.nths) ofKey[nth]!.push(one)

  const found: FoundPair[] = []
  const seenBy = new Map<Id<'product'>, Set<Id<'product'>>>()
  for (const { productId, likeness, keys } of here) {
    const seen = new Set([productId])
    seenBy.set(productId, seen)
    for (const key of keys) {
      for (const other of ofKey[asked.get(key)!]!) {
        if (seen.has(other.productId)) continue
        seen.add(other.productId)
        if (seenBy.get(other.productId)?.has(productId)) continue
        const judged = judge(likeness, other.likeness)
        if (!judged) continue
        const [a, b] =
          productId < other.productId ? [productId, other.productId] : [other.productId, productId]
        found.push({ ...judged, a, b })
      }
    }
  }
  return found
}
