import { forbidden, HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { type Database, databaseError, type Tx } from '../../platform/database/index.ts'
import { stale } from '../../platform/http/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { picturesNamed, productChanged, productsInEvent } from './catalogue.events.ts'
import type { Actor, AuditPort, IdentityPort, TwinPort } from './catalogue.ports.ts'
import type { ProductFacts } from './catalogue.types.ts'
import { tradeLists } from './lists.ts'
import { productMerged } from './merge.errors.ts'
import { type ProductInput, productFacts } from './product.facts.ts'
import { checkProductGtin, identityKey, otherPack, packKey } from './product.rules.ts'
import {
  insertProduct,
  lockProduct,
  type Product,
  productById,
  productByKey,
  searchProducts,
  updateProduct,
} from './product.store.ts'

export interface ProductDeps {
  db: Database
  outbox: Outbox
  identity: IdentityPort
  audit: AuditPort
  twinOf?: TwinPort | undefined
}

export interface ProductSearch {
  gtin: string | undefined
  text: string | undefined
  after: Id<'product'> | undefined
  limit: number
}

export interface ProductUseCases {
  /**
   * Registers a product, or answers the one of the same identity, or what it certainly is in another spelling.
   * Throws `gtinOfOtherProduct` when the bar code belongs to a pack of another size.
   */
  register(
    person: Actor,
    traderId: Id<'trader'>,
    input: ProductInput,
  ): Promise<{ product: Product; created: boolean }>
  read(id: Id<'product'>): Promise<Product>
  find(search: ProductSearch): Promise<Product[]>
  /** Changes facts, as the trader that registered it while nobody else lists it, or as an operator. */
  change(person: Actor, id: Id<'product'>, version: number, patch: Partial<ProductInput>): Promise<Product>
}

/** Publishes that the addresses of pictures of products are new, in events of bounded size. */
export async function publishPictured(
  outbox: Outbox,
  tx: Tx,
  productIds: readonly Id<'product'>[],
): Promise<void> {
  const events = []
  for (let at = 0; at < productIds.length; at += productsInEvent) {
    events.push(event(picturesNamed, { productIds: productIds.slice(at, at + productsInEvent) }))
  }
  if (events.length > 0) await outbox.publish(tx, events)
}

/** Products: shared by all shops, so changed with care. */
export function createProducts({ db, outbox, identity, audit, twinOf }: ProductDeps): ProductUseCases {
  /**
   * What is there under another spelling is not made anew. A bar code is: the other one may have none, and would
   * go without it.
   */
  const twinFor = async (tx: Tx, facts: ProductFacts): Promise<Product | undefined> => {
    if (facts.gtin || !twinOf || (await productByKey(tx, identityKey(facts)))) return undefined
    const twin = await twinOf(tx, facts)
    return twin && productById(tx, twin)
  }

  return {
    async register(person, traderId, input) {
      await identity.requireMember(db, person, { kind: 'trader', id: traderId })
      const facts = productFacts(input, tradeLists())
      const registered = await db.transaction(async (tx) => {
        const twin = await twinFor(tx, facts)
        if (twin) return { product: twin, created: false }
        const made = await insertProduct(tx, facts, traderId)
        if (made) {
          if (made.imageUrls.length > 0) await publishPictured(outbox, tx, [made.productId])
          return { product: made, created: true }
        }
        const known = await productByKey(tx, identityKey(facts))
        // Only a change of its identity in this very moment can have taken it away again.
        if (!known)
          throw new HaatError('conflict', 'busy', 'Somebody else is changing this product; try again.')
        if (packKey(known.netQuantity, known.unit) !== packKey(facts.netQuantity, facts.unit)) {
          throw new HaatError('conflict', 'gtinOfOtherProduct', otherPack(known), {
            fields: [{ pointer: '/gtin', code: 'gtinOfOtherProduct', detail: otherPack(known) }],
            facts: { productId: known.productId },
          })
        }
        return { product: known, created: false }
      })
      outbox.nudge()
      return registered
    },
    async read(id) {
      const product = await productById(db, id)
      if (!product) throw notFound('product')
      return product
    },
    async find({ gtin, text, after, limit }) {
      if (gtin === undefined) return searchProducts(db, { text, after, limit })
      const checked = checkProductGtin(gtin)
      const product = checked.ok ? await productByKey(db, `gtin:${checked.value}`) : undefined
      return product ? [product] : []
    },
    async change(person, id, version, patch) {
      const isOperator = await identity.isOperator(person.accountId)
      const product = await db.transaction(async (tx) => {
        const found = await lockProduct(tx, id)
        if (!found) throw notFound('product')
        const { product: known, mergedInto } = found
        if (mergedInto) throw productMerged(mergedInto)
        if (!isOperator) {
          const role = await identity.roleOf(tx, person.accountId, {
            kind: 'trader',
            id: known.createdByTrader,
          })
          if (!role)
            throw forbidden('Only the trader that registered this product, or an operator, can change it.')
          if (known.shared) {
            throw forbidden(
              'Other traders list this product too, so only an operator can change it. Ask one.',
            )
          }
        }
        if (known.version !== version) throw stale()
        const facts = productFacts({ ...known, ...patch }, tradeLists())
        const changed = await updateProduct(tx, id, facts).catch((error: unknown) => {
          if (databaseError(error)?.code !== '23505') throw error
          throw new HaatError(
            'conflict',
            'productExists',
            'Another product has this identity already. List that one, and leave this as it is.',
            { cause: error },
          )
        })
        const changes = changesOf(known, changed)
        if (changes.length > 0) {
          await audit.record(tx, {
            actorId: person.accountId,
            action: 'product.changed',
            objectId: id,
            reasons: changes,
          })
        }
        await outbox.publish(tx, [event(productChanged, { productId: id })])
        if (known.imageUrls.join() !== changed.imageUrls.join()) await publishPictured(outbox, tx, [id])
        return changed
      })
      outbox.nudge()
      return product
    },
  }
}

/** What became of each fact that changed, for people who ask later who did it. */
function changesOf(before: Product, after: Product): { pointer: string; reason: string }[] {
  const shown = (value: unknown) =>
    (value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 200)
  const { productId, createdByTrader, shared, version, updatedAt, ...facts } = after
  return (Object.keys(facts) as (keyof typeof facts)[])
    .filter((name) => shown(before[name]) !== shown(facts[name]))
    .map((name) => ({ pointer: `/${name}`, reason: `${shown(before[name])} → ${shown(facts[name])}` }))
}
