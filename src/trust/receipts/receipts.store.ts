import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { ReceiptKey } from './receipts.types.ts'

const hold = statement(
  'receipt_chain_hold',
  `insert into receipt_chains as chain (shop_id) select shop_id from unnest($1::uuid[]) as held (shop_id) order by shop_id
   on conflict (shop_id) do update set number = chain.number returning shop_id, number, hash`,
)
const add = statement(
  'receipt_add',
  `with row as (
     select * from unnest($1::uuid[], $2::int[], $3::uuid[], $4::text[], $5::text[])
       as row (shop_id, number, shipment_id, jws, hash)),
   chain as (
     update receipt_chains chain set number = last.number, hash = last.hash
     from (select distinct on (shop_id) shop_id, number, hash from row order by shop_id, number desc) last
     where chain.shop_id = last.shop_id)
   insert into receipts (shop_id, number, shipment_id, jws) select shop_id, number, shipment_id, jws from row`,
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

/**
 * Where the chains of these shops end; nobody else adds to them until the transaction is over. They are held in one
 * order, so that two who want several never wait for each other.
 */
export async function holdChains(
  tx: Tx,
  shopIds: ReadonlySet<Id<'shop'>>,
): Promise<Map<Id<'shop'>, ChainEnd>> {
  const rows = await tx.query<ChainEnd & { shop_id: string }>(hold, [[...shopIds].map(uuidOf)])
  return new Map(rows.map(({ shop_id, number, hash }) => [idOf('shop', shop_id), { number, hash }]))
}

/** Adds receipts to chains that are held, each with the number after the one before it. */
export const addReceipts = (
  tx: Tx,
  rows: readonly {
    shopId: Id<'shop'>
    number: number
    shipmentId: Id<'shipment'>
    jws: string
    hash: string
  }[],
): void =>
  tx.send(add, [
    rows.map(({ shopId }) => uuidOf(shopId)),
    rows.map(({ number }) => number),
    rows.map(({ shipmentId }) => uuidOf(shipmentId)),
    rows.map(({ jws }) => jws),
    rows.map(({ hash }) => hash),
  ])

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
