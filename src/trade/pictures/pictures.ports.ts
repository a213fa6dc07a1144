import type { Id } from '../../kernel/ids.ts'
import type { Sql } from '../../platform/database/index.ts'
import type { CatalogueFacts } from '../catalogue/index.ts'
import type { ShopFacts } from '../traders/index.ts'

/** A signed-in person, as far as pictures ask. */
export interface Actor {
  accountId: Id<'account'>
  sessionId: Id<'session'>
}

/** The part of the catalogue's door that pictures use. */
export type Goods = Pick<CatalogueFacts, 'imageUrls' | 'listingsNamed' | 'offers' | 'survivors'>

/** The part of the traders' door that pictures use. */
export interface Shops {
  /** The shop, for a member of its trader; throws `notFound` for everybody else. */
  requireShop(sql: Sql, person: Actor, shopId: Id<'shop'>): Promise<ShopFacts>
}
