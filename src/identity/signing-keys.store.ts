import { type Sql, statement, type Tx } from '../platform/database/index.ts'

/** The public half of a signing key, as the key set shows it (RFC 8037). */
export interface PublicJwk {
  kty: 'OKP'
  crv: 'Ed25519'
  x: string
}

export interface SigningKeyRow {
  kid: string
  publicJwk: PublicJwk
  sealedPrivate: string
  retired: boolean
}

// A retired key is kept for the ten minutes of its last token and a little for processes that have not heard.
const load = statement(
  'signing_keys_load',
  `select kid, public_jwk as "publicJwk", sealed_private as "sealedPrivate", retired_at is not null as retired
     from signing_keys where retired_at is null or retired_at > now() - interval '15 minutes'
    order by retired_at desc nulls first`,
)
const insert = statement(
  'signing_keys_insert',
  `insert into signing_keys (kid, public_jwk, sealed_private) values ($1, $2, $3) on conflict do nothing`,
)
const lock = statement('signing_keys_lock', `select pg_advisory_xact_lock(hashtext('signing_keys'))`)
const retire = statement(
  'signing_keys_retire',
  'update signing_keys set retired_at = clock_timestamp() where retired_at is null',
)
const drop = statement('signing_keys_drop', 'delete from signing_keys')
const forget = statement(
  'signing_keys_forget',
  `delete from signing_keys where retired_at < now() - interval '1 day'`,
)

export const loadSigningKeys = (sql: Sql): Promise<SigningKeyRow[]> => sql.query<SigningKeyRow>(load)

/** Adds a current key; does nothing if another process was first. */
export const addSigningKey = async (
  sql: Sql,
  key: { kid: string; publicJwk: PublicJwk; sealedPrivate: string },
): Promise<void> =>
  void (await sql.query(insert, [key.kid, JSON.stringify(key.publicJwk), key.sealedPrivate]))

/** Retires the current key, or drops all keys with every token that they signed. Rotations stand in line. */
export async function retireSigningKeys(tx: Tx, { atOnce }: { atOnce: boolean }): Promise<void> {
  await tx.query(lock)
  await tx.query(atOnce ? drop : retire)
}

export const forgetOldSigningKeys = async (sql: Sql): Promise<void> => void (await sql.query(forget))
