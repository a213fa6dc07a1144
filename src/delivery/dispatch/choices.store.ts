import { eq, sql } from 'drizzle-orm'
import { type Id, idOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import { plainChoice, type ShopChoice, type Strategy } from './dispatch.rules.ts'
import { shopChoices } from './dispatch.tables.ts'

/** A shop's choice with the version that a change has to name; 0 for one that was never made. */
export type KeptChoice = ShopChoice & { version: number }

export const neverChosen: KeptChoice = { ...plainChoice, version: 0 }

const keptOf = (row: typeof shopChoices.$inferSelect): KeptChoice => ({
  strategy: row.strategy,
  preferred: row.preferred,
  blocked: row.blocked,
  alwaysItself: row.alwaysItself,
  version: row.version,
})

export async function readChoice(sqlIn: Sql, shopId: Id<'shop'>): Promise<KeptChoice> {
  const [row] = await sqlIn.orm.select().from(shopChoices).where(eq(shopChoices.shopId, shopId))
  return row ? keptOf(row) : neverChosen
}

/** Writes a shop's choice over the version named; undefined when it is another by now. */
export async function writeChoice(
  tx: Tx,
  shopId: Id<'shop'>,
  version: number,
  choice: ShopChoice,
): Promise<KeptChoice | undefined> {
  const values = { ...choice, blocked: [...choice.blocked] }
  const [row] =
    version === 0
      ? await tx.orm
          .insert(shopChoices)
          .values({ shopId, ...values })
          .onConflictDoNothing()
          .returning()
      : await tx.orm
          .update(shopChoices)
          .set({ ...values, version: sql`${shopChoices.version} + 1`, changedAt: sql`now()` })
          .where(
            sql`${shopChoices.shopId} = ${shopChoices.shopId.mapToDriverValue(shopId)} and ${shopChoices.version} = ${version}`,
          )
          .returning()
  return row && keptOf(row)
}

const changedSince = statement(
  'dispatch_choices_changed',
  `select shop_id, strategy, preferred, blocked::text[] as blocked, always_itself, changed_at from shop_choices
   where changed_at > $1`,
)

/** A change may be written a while before it is seen: so much is read again. */
const overlapMs = 60_000

export interface Choices {
  of(shopId: Id<'shop'>): ShopChoice
  byShop: ReadonlyMap<Id<'shop'>, ShopChoice>
  latest: Date
}

/** The choices of all shops that made one: what changed since the last reading is added to it. */
export async function readChoices(sqlIn: Sql, before: Choices | undefined): Promise<Choices> {
  const since = before ? new Date(before.latest.getTime() - overlapMs) : new Date(0)
  const rows = await sqlIn.query<{
    shop_id: string
    strategy: Strategy
    preferred: string | null
    blocked: string[]
    always_itself: boolean
    changed_at: Date
  }>(changedSince, [since])
  const byShop = new Map(before?.byShop)
  let latest = before?.latest ?? new Date(0)
  for (const row of rows) {
    byShop.set(idOf('shop', row.shop_id), {
      strategy: row.strategy,
      preferred: row.preferred === null ? null : idOf('provider', row.preferred),
      blocked: row.blocked.map((uuid) => idOf('provider', uuid)),
      alwaysItself: row.always_itself,
    })
    if (row.changed_at > latest) latest = row.changed_at
  }
  return { of: (shopId) => byShop.get(shopId) ?? plainChoice, byShop, latest }
}
