import type { Id } from '../../kernel/ids.ts'
import type { Database, Sql, Tx } from '../../platform/database/index.ts'
import type { ProductFacts } from '../catalogue/index.ts'
import type { ProductsPort } from './duplicates.ports.ts'
import { keysOf, type Likeness, likenessOf } from './likeness.rules.ts'
import { advanceWalk, dropLikeness, nearOnes, putLikeness, takeWalk, withKeys } from './likeness.store.ts'
import { judge } from './pairs.rules.ts'
import { dropOpenPairs, pairsAlone, putPairs } from './pairs.store.ts'

/** Products that one transaction looks at. */
const atOnce = 300
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
      const standing = changed.filter((product) => !product.merged)
      const here = new Map(standing.map(({ productId, facts }) => [productId, likenessOf(facts)]))
      await dropLikeness(tx, merged)
      await dropOpenPairs(tx, merged)
      await putLikeness(
        tx,
        [...here].map(([productId, likeness]) => ({ productId, likeness })),
      )
      await putPairs(tx, [...here.keys()], await pairsOf(tx, here))
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

async function pairsOf(tx: Tx, here: ReadonlyMap<Id<'product'>, Likeness>) {
  const found = new Map<
    string,
    NonNullable<ReturnType<typeof judge>> & { a: Id<'product'>; b: Id<'product'> }
  >()
  for (const { of, other, likeness } of await nearOnes(tx, [...here.keys()])) {
    const [a, b] = of < other ? [of, other] : [other, of]
    const judged = judge(here.get(of)!, likeness)
    if (judged) found.set(`${a} ${b}`, { ...judged, a, b })
  }
  return [...found.values()]
}
