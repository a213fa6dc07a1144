import { type Id, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ReceiptKey } from './receipts.types.ts'

const hold = statement(
  'receipt_chain_hold',
  `insert into receipt_chains as chain (shop_id) values ($1)
   on conflict (shop_id) do update set number = chain.number returning number, hash`,
)
const add = statement(
  'receipt_add',
  `with chain as (update receipt_chains set number = $2, hash = $5 where shop_id = $1)
   insert into receipts (shop_id, number, shipment_id, jws) values ($1, $2, $3, $4)`,
)
const ofShipment = statement(
  'receipts_of_shipment',
  'select jws from receipts where shop_id = $1 and shipment_id = $2 order by number',
)
const ofShop = statement(
  'receipts_of_shop',
  'select number, jws from receipts where shop_id = $1 and number > $2 and number <= $3 order by number limit $4',
)
const end = statement('receipt_chain_end', 'select number, hash from receipt_chains where shop_id = $1')

export interface ChainEnd {
  number: number
  /** Empty before the first. */
  hash: string
}

/** Where the shop's chain ends; nobody else adds to it until the transaction is over. */
export async function holdChain(tx: Tx, shopId: Id<'shop'>): Promise<ChainEnd> {
  const [row] = await tx.query<ChainEnd>(hold, [uuidOf(shopId)])
  return row!
}

/** Adds a receipt to the chain that is held. */
export const addReceipt = async (
  tx: Tx,
  row: { shopId: Id<'shop'>; number: number; shipmentId: Id<'shipment'>; jws: string; hash: string },
): Promise<void> =>
  void (await tx.query(add, [uuidOf(row.shopId), row.number, uuidOf(row.shipmentId), row.jws, row.hash]))

export const receiptsOfShipment = async (
  sql: Sql,
  { shopId, shipmentId }: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
): Promise<string[]> =>
  (await sql.query<{ jws: string }>(ofShipment, [uuidOf(shopId), uuidOf(shipmentId)])).map(({ jws }) => jws)

export const chainEnd = async (sql: Sql, shopId: Id<'shop'>): Promise<ChainEnd | undefined> => {
  const [row] = await sql.query<ChainEnd>(end, [uuidOf(shopId)])
  return row
}

/** Receipts of a chain after a number and up to another, in their order. */
export const receiptsOfShop = (
  sql: Sql,
  shopId: Id<'shop'>,
  page: { after: number; upTo: number; limit: number },
): Promise<{ number: number; jws: string }[]> =>
  sql.query(ofShop, [uuidOf(shopId), page.after, page.upTo, page.limit])

export interface ReceiptKeyRow {
  kid: string
  publicJwk: Pick<ReceiptKey, 'kty' | 'crv' | 'x'>
  sealedPrivate: string
  /** Whether it was there before this transaction began: no rollback takes it away. */
  settled: boolean
}

const current = statement(
  'receipt_key_current',
  `select kid, public_jwk as "publicJwk", sealed_private as "sealedPrivate", created_at < now() as settled
   from receipt_keys where retired_at is null`,
)
const makeKey = statement(
  'receipt_key_make',
  'insert into receipt_keys (kid, public_jwk, sealed_private) values ($1, $2, $3) on conflict do nothing',
)
const allKeys = statement(
  'receipt_keys',
  'select kid, public_jwk as "publicJwk" from receipt_keys order by created_at desc',
)

/** The key that signs now. */
export async function currentKey(sql: Sql): Promise<ReceiptKeyRow | undefined> {
  const [row] = await sql.query<ReceiptKeyRow>(current)
  return row
}

/** Adds a key unless there is one that signs. */
export const addKey = async (
  sql: Sql,
  key: Pick<ReceiptKeyRow, 'kid' | 'publicJwk' | 'sealedPrivate'>,
): Promise<void> =>
  void (await sql.query(makeKey, [key.kid, JSON.stringify(key.publicJwk), key.sealedPrivate]))

export const publicKeys = (sql: Sql): Promise<Pick<ReceiptKeyRow, 'kid' | 'publicJwk'>[]> =>
  sql.query(allKeys)
