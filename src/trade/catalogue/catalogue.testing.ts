import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import pino from 'pino'
import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import { createHttpApp, type HaatApp, type Routes } from '../../platform/http/index.ts'
import { createOutbox, type Outbox } from '../../platform/outbox/index.ts'
import { createFolderStore, type FileStore } from '../../platform/storage/index.ts'
import { maySell, type ShopFacts } from '../traders/index.ts'
import { listingsChanged } from './catalogue.events.ts'
import type { IdentityPort, TradersPort } from './catalogue.ports.ts'
import type { ListingRef, ProductFacts } from './catalogue.types.ts'
import { importProblemsPage } from './import.problems.store.ts'
import { createImportRunner } from './import.runner.ts'
import { type Import, type ImportRef, insertImport, readImport } from './import.store.ts'
import { insertListing } from './listing.store.ts'
import { insertProduct } from './product.store.ts'

/** Stand-ins for the modules that the catalogue stands on, and quick ways to lay down its own objects. */

export const facts = (some: Partial<ProductFacts> = {}): ProductFacts => ({
  gtin: null,
  brand: 'Tata',
  name: `Salt ${newId('product')}`,
  nameHi: 'नमक',
  category: 'Salt, Sugar and Jaggery',
  netQuantity: 1,
  unit: 'kg',
  weightGrams: 1000,
  hsn: '2501',
  gstBps: 0,
  mrpPaise: 2800n,
  origin: 'IN',
  maker: 'Tata Consumer Products, Mumbai',
  consumerCare: null,
  foodMark: 'none',
  fssai: null,
  shelfLifeDays: null,
  imageUrls: [],
  attributes: {},
  ...some,
})

/** Writes a product of its own and a listing of it. */
export async function layListing(
  db: Database,
  { shopId = newId('shop'), trader = newId('trader'), available = 10, sku = newId('listing') as string } = {},
): Promise<ListingRef & { productId: Id<'product'> }> {
  return db.transaction(async (tx) => {
    const product = await insertProduct(tx, facts(), trader)
    const ref = { shopId, listingId: newId('listing') }
    await insertListing(tx, ref, product!.productId, {
      sku,
      pricePaise: 2500n,
      mrpPaise: 2800n,
      soldTo: ['consumer'],
      minimumQuantity: 1,
      status: 'active',
      available,
    })
    return { ...ref, productId: product!.productId }
  })
}

export interface World {
  traders: TradersPort
  identity: IdentityPort
  /** Makes a trader with one shop, whose only member is a new person. */
  trader(some?: Partial<ShopFacts>): { shop: ShopFacts; account: Id<'account'> }
  operators: Set<Id<'account'>>
}

/** Traders, shops and members in memory, with the manners of the real doors. */
export function createWorld(): World {
  const shops = new Map<Id<'shop'>, ShopFacts>()
  const members = new Map<Id<'account'>, Id<'trader'>>()
  const operators = new Set<Id<'account'>>()
  return {
    operators,
    traders: {
      async requireShop(_sql, person, shopId) {
        const shop = shops.get(shopId)
        if (!shop || members.get(person.accountId) !== shop.traderId) throw notFound('shop')
        return shop
      },
      shopFacts: async (_sql, ids) =>
        new Map(ids.flatMap((id) => (shops.has(id) ? [[id, shops.get(id)!] as const] : []))),
      maySell,
      buyerFacts: async (_sql, traderId) => {
        const shop = [...shops.values()].find((one) => one.traderId === traderId)
        return (
          shop && {
            ...{ traderId, status: shop.traderStatus, tiers: shop.tiers },
            ...{ legalName: shop.legalName, state: shop.state, gstin: shop.gstin },
          }
        )
      },
    },
    identity: {
      isOperator: async (account) => operators.has(account),
      async requireMember(_sql, person, party) {
        if (members.get(person.accountId) !== party.id) throw notFound('trader')
      },
      roleOf: async (_sql, account, party) => (members.get(account) === party.id ? 'owner' : undefined),
    },
    trader(some = {}) {
      const account = newId('account')
      const shop: ShopFacts = {
        shopId: newId('shop'),
        traderId: newId('trader'),
        traderStatus: 'verified',
        tiers: ['retailer'],
        legalName: 'Ramesh Sharma',
        tradeName: 'Sharma Kirana',
        shopName: 'Sharma Kirana',
        address: { line1: '1 Bazaar', line2: null, landmark: null, city: 'Pune' },
        pin: '411001',
        state: 'Maharashtra',
        point: { lat: 18.52, lng: 73.86 },
        panOnly: false,
        hours: { week: {} },
        radiusMetres: 3000,
        pinsServed: [],
        selfPickup: true,
        paused: false,
        upiId: null,
        gstin: null,
        fssai: '22726000000001',
        carePhone: null,
        contactAccountId: account,
        ...some,
      }
      shops.set(shop.shopId, shop)
      members.set(account, shop.traderId)
      return { shop, account }
    },
  }
}

/** An outbox that writes down what is published for a consumer named `seen`. */
export const seenOutbox = (): Outbox =>
  createOutbox({
    consumers: [{ name: 'seen', on: [listingsChanged], mode: 'single', queue: 'events' }],
  })

/** The events of `listings.changed` that were published, in order; forgets them. */
export async function takeEvents(db: Database): Promise<{ shopId: string; listingIds: string[] }[]> {
  const { rows } = await db.pool.query(
    `with gone as (delete from outbox where topic = 'listings.changed' returning id, payload)
     select payload from gone order by id`,
  )
  return rows.map((row) => row.payload)
}

/** The HTTP app over these routes; a token is the account's id. */
export async function httpApp(routes: readonly Routes[], world: World): Promise<HaatApp> {
  return createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: {
      person: async (token) => {
        if (!token.startsWith('acc_')) throw new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')
        return { kind: 'person', accountId: token as Id<'account'>, sessionId: newId('session') }
      },
      provider: async () => {
        throw new HaatError('unauthenticated', 'unauthenticated', 'Sign in.')
      },
      isOperator: (account) => world.identity.isOperator(account),
    },
    routes,
    trustProxy: false,
    rateLimitPerMinute: 100_000,
  })
}

/** A file store in a folder that goes when the test ends. */
export async function temporaryStore(t: {
  teardown(after: () => unknown): void
}): Promise<FileStore & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'haat-files-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return { ...createFolderStore({ folder }), folder }
}

/** Puts a file where an import expects it, without anybody working on it yet. */
export async function layImport(
  db: Database,
  storage: FileStore,
  shopId: Id<'shop'>,
  file: string | Buffer,
): Promise<ImportRef> {
  const ref = { shopId, importId: newId('import') }
  const fileKey = `imports/${shopId}/${ref.importId}.csv`
  const content = Buffer.from(file)
  await storage.put(fileKey, Readable.from(pieces(content)), { contentType: 'text/csv', maxBytes: 1e9 })
  await db.transaction((tx) =>
    insertImport(tx, ref, { createdBy: newId('account'), fileKey, bytes: content.length, sha256: '' }),
  )
  return ref
}

function* pieces(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536)
}

export interface ImportBench {
  db: Database
  outbox: Outbox
  world: World
  storage: FileStore
  chunkRows?: number
}

/** Imports a file and answers what it came to, and all problems. */
export async function importFile(
  { db, outbox, world, storage, chunkRows }: ImportBench,
  shopId: Id<'shop'>,
  file: string | Buffer,
) {
  const ref = await layImport(db, storage, shopId, file)
  const run = createImportRunner({ db, outbox, traders: world.traders, storage, chunkRows })
  const outcome = await run(ref)
  const result = (await readImport(db, ref)) as Import
  return { outcome, result, problems: await importProblemsPage(db, ref, undefined, 1000) }
}

export const heading =
  'sku,gtin,brand,name,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,soldTo,minimumQuantity'

/** A row of a price list under `heading`; a text with a comma must bring its own quotes. */
export const csvRow = (some: Record<string, string | number> = {}): string => {
  const row: Record<string, string | number> = {
    sku: 'S-1',
    gtin: '',
    brand: 'Tata',
    name: 'Salt',
    category: 'Salt and Sugar',
    netQuantity: 1,
    unit: 'kg',
    hsn: 2501,
    gstRate: 0,
    mrp: '28.00',
    price: '25.00',
    stock: 10,
    origin: 'IN',
    maker: 'Tata Consumer Products',
    foodMark: 'none',
    soldTo: '',
    minimumQuantity: '',
    ...some,
  }
  return heading
    .split(',')
    .map((field) => row[field])
    .join(',')
}
export const csv = (...rows: string[]): string => [heading, ...rows, ''].join('\n')
