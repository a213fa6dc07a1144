import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { Claim, ClaimStatus, CraftEntry, Mark, MarkKind } from './crafts.types.ts'
import type { ListedEntry } from './lists.rules.ts'

const entryColumns = `e.id as "entryId", e.kind, e.name, e.name_hi as "nameHi", e.states, e.district, e.number,
  e.goods_type as "goodsType"`

const upsert = statement(
  'craft_entries_put',
  `insert into craft_entries as e (id, identity_key, kind, name, name_hi, states, district, number, goods_type)
   select uuidv7(), * from json_to_recordset($1::json) as i (
     "identityKey" text, kind text, name text, "nameHi" text, states text[], district text, number text, "goodsType" text)
   on conflict (identity_key) do update set name = excluded.name, name_hi = excluded.name_hi, states = excluded.states,
     district = excluded.district, number = excluded.number, goods_type = excluded.goods_type, updated_at = now()
   where (e.name, e.name_hi, e.states, e.district, e.number, e.goods_type) is distinct from
     (excluded.name, excluded.name_hi, excluded.states, excluded.district, excluded.number, excluded.goods_type)
   returning old.id is null as made`,
)
const entriesPage = statement(
  'craft_entries_page',
  `select ${entryColumns} from craft_entries e
   where ($1::text is null or e.kind = $1) and ($2::text is null or $2 = any(e.states))
     and ($3::text is null or lower(e.district) = lower($3)) and ($4::text is null or e.name ilike $4 or e.name_hi ilike $4)
     and ($5::text is null or (e.name, e.id) > ($5, $6::uuid))
   order by e.name, e.id limit $7`,
)
const entryById = statement('craft_entry', `select ${entryColumns} from craft_entries e where e.id = $1`)
const places = statement(
  'craft_places',
  `select state, district, max(entries)::int as entries, max(listings)::int as listings from (
     select states[1] as state, district, count(*) as entries, 0 as listings from craft_entries
       where kind = 'odop' group by 1, 2
     union all
     select state, district, 0, count(distinct listing_id) from craft_claims where status = 'approved' group by 1, 2
   ) as both_sides group by state, district order by state, district`,
)

const claimColumns = `c.id as "claimId", c.shop_id as "shopId", c.trader_id as "traderId", c.listing_id as "listingId",
  c.entry_id as "entryId", e.kind, e.name, e.name_hi as "nameHi", c.state, c.district, c.authorised_user as "authorisedUser",
  c.document_id as "documentId", c.status, c.reason, c.version, c.created_at as "createdAt", c.decided_at as "decidedAt"`
const claims = `craft_claims c join craft_entries e on e.id = c.entry_id`

const insertClaim = statement(
  'craft_claim_put',
  `insert into craft_claims as c (shop_id, id, trader_id, listing_id, entry_id, state, district, authorised_user, document_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   on conflict (shop_id, listing_id, entry_id) do update set state = excluded.state, district = excluded.district,
     authorised_user = excluded.authorised_user, document_id = excluded.document_id, status = 'claimed', reason = null,
     decided_by = null, decided_at = null, version = c.version + 1
   where c.status = 'refused'
   returning id`,
)
const claimById = statement(
  'craft_claim',
  `select ${claimColumns} from ${claims} where c.shop_id = $1 and c.id = $2`,
)
const claimsOfShop = statement(
  'craft_claims_of_shop',
  `select ${claimColumns} from ${claims} where c.shop_id = $1 order by c.id desc limit 500`,
)
const waiting = statement(
  'craft_claims_page',
  `select ${claimColumns} from ${claims} where c.status = $1 and ($2::uuid is null or c.id > $2) order by c.id limit $3`,
)
const decide = statement(
  'craft_claim_decide',
  `update craft_claims set status = $3, reason = $4, decided_by = $5, decided_at = now(), version = version + 1
   where shop_id = $1 and id = $2 and status <> $3 returning listing_id as "listingId", old.status as was`,
)
const removeClaim = statement(
  'craft_claim_remove',
  'delete from craft_claims where shop_id = $1 and id = $2 returning listing_id as "listingId", status',
)
const marks = statement(
  'craft_marks',
  `select c.listing_id as "listingId", e.kind, e.name, e.name_hi as "nameHi", c.state, c.district
   from unnest($1::uuid[], $2::uuid[]) as ref (shop_id, listing_id)
   join craft_claims c on c.shop_id = ref.shop_id and c.listing_id = ref.listing_id and c.status = 'approved'
   join craft_entries e on e.id = c.entry_id order by e.kind, e.name`,
)
const ofPlace = statement(
  'craft_listings_of_place',
  `select ${claimColumns} from ${claims}
   where c.status = 'approved' and c.state = $1 and lower(c.district) = lower($2)
     and ($3::text is null or e.kind = $3) order by e.name, c.id limit 200`,
)

const entryOf = (row: CraftEntry): CraftEntry => ({ ...row, entryId: idOf('markEntry', row.entryId) })
const claimOf = (row: Claim): Claim => ({
  ...row,
  claimId: idOf('markClaim', row.claimId),
  shopId: idOf('shop', row.shopId),
  traderId: idOf('trader', row.traderId),
  listingId: idOf('listing', row.listingId),
  entryId: idOf('markEntry', row.entryId),
  documentId: row.documentId && idOf('document', row.documentId),
})

/** Writes what differs; how many were new and how many changed. */
export async function putEntries(
  tx: Tx,
  entries: readonly ListedEntry[],
): Promise<{ created: number; changed: number }> {
  const sorted = entries.toSorted((a, b) => (a.identityKey < b.identityKey ? -1 : 1))
  const rows = await tx.query<{ made: boolean }>(upsert, [
    JSON.stringify(
      sorted.map((entry) => ({ ...entry, states: `{${entry.states.map((one) => `"${one}"`).join(',')}}` })),
    ),
  ])
  const created = rows.filter(({ made }) => made).length
  return { created, changed: rows.length - created }
}

export interface EntriesQuery {
  kind: MarkKind | undefined
  state: string | undefined
  district: string | undefined
  q: string | undefined
  after: readonly [name: string, id: Id<'markEntry'>] | undefined
  limit: number
}
export const readEntries = async (sql: Sql, query: EntriesQuery): Promise<CraftEntry[]> =>
  (
    await sql.query<CraftEntry & object>(entriesPage, [
      query.kind ?? null,
      query.state ?? null,
      query.district ?? null,
      query.q === undefined ? null : `%${query.q.replace(/[\\%_]/g, '\\$&')}%`,
      query.after?.[0] ?? null,
      query.after ? uuidOf(query.after[1]) : null,
      query.limit,
    ])
  ).map(entryOf)

export const readEntry = async (sql: Sql, id: Id<'markEntry'>): Promise<CraftEntry | undefined> =>
  (await sql.query<CraftEntry & object>(entryById, [uuidOf(id)])).map(entryOf)[0]

export interface CraftPlace {
  state: string
  district: string
  /** Products of the district by the list, and listings that carry a mark from there. */
  entries: number
  listings: number
}
export const readPlaces = (sql: Sql): Promise<CraftPlace[]> => sql.query<CraftPlace & object>(places, [])

export interface ClaimRef {
  shopId: Id<'shop'>
  claimId: Id<'markClaim'>
}
const key = ({ shopId, claimId }: ClaimRef): [string, string] => [uuidOf(shopId), uuidOf(claimId)]

/** The claim's id; undefined where the same is claimed or approved already. */
export async function putClaim(
  tx: Tx,
  ref: ClaimRef,
  claim: Pick<
    Claim,
    'traderId' | 'listingId' | 'entryId' | 'state' | 'district' | 'authorisedUser' | 'documentId'
  >,
): Promise<Id<'markClaim'> | undefined> {
  const [row] = await tx.query<{ id: string }>(insertClaim, [
    ...key(ref),
    uuidOf(claim.traderId),
    uuidOf(claim.listingId),
    uuidOf(claim.entryId),
    claim.state,
    claim.district,
    claim.authorisedUser,
    claim.documentId && uuidOf(claim.documentId),
  ])
  return row && idOf('markClaim', row.id)
}
export const readClaim = async (sql: Sql, ref: ClaimRef): Promise<Claim | undefined> =>
  (await sql.query<Claim & object>(claimById, key(ref))).map(claimOf)[0]
export const shopClaims = async (sql: Sql, shopId: Id<'shop'>): Promise<Claim[]> =>
  (await sql.query<Claim & object>(claimsOfShop, [uuidOf(shopId)])).map(claimOf)
export const claimsPage = async (
  sql: Sql,
  status: ClaimStatus,
  after: Id<'markClaim'> | undefined,
  limit: number,
): Promise<Claim[]> =>
  (await sql.query<Claim & object>(waiting, [status, after ? uuidOf(after) : null, limit])).map(claimOf)
/** Of which listing, and how it stood before; undefined where it stands like that already. */
export const decideClaim = async (
  tx: Tx,
  ref: ClaimRef,
  { status, reason, by }: { status: ClaimStatus; reason: string | null; by: Id<'account'> },
): Promise<{ listingId: Id<'listing'>; was: ClaimStatus } | undefined> => {
  const [row] = await tx.query<{ listingId: string; was: ClaimStatus }>(decide, [
    ...key(ref),
    status,
    reason,
    uuidOf(by),
  ])
  return row && { ...row, listingId: idOf('listing', row.listingId) }
}
/** Of which listing, and how it stood; undefined where there was none. */
export const deleteClaim = async (
  tx: Tx,
  ref: ClaimRef,
): Promise<{ listingId: Id<'listing'>; status: ClaimStatus } | undefined> => {
  const [row] = await tx.query<{ listingId: string; status: ClaimStatus }>(removeClaim, key(ref))
  return row && { ...row, listingId: idOf('listing', row.listingId) }
}

/** The approved marks of these listings. */
export async function readMarks(
  sql: Sql,
  refs: readonly { shopId: Id<'shop'>; listingId: Id<'listing'> }[],
): Promise<Map<Id<'listing'>, Mark[]>> {
  const found = new Map<Id<'listing'>, Mark[]>()
  if (refs.length === 0) return found
  const rows = await sql.query<Mark & { listingId: string }>(marks, [
    refs.map(({ shopId }) => uuidOf(shopId)),
    refs.map(({ listingId }) => uuidOf(listingId)),
  ])
  for (const { listingId, ...mark } of rows) {
    const listing = idOf('listing', listingId)
    found.set(listing, [...(found.get(listing) ?? []), mark])
  }
  return found
}

export const claimsOfPlace = async (
  sql: Sql,
  state: string,
  district: string,
  kind: MarkKind | undefined,
): Promise<Claim[]> =>
  (await sql.query<Claim & object>(ofPlace, [state, district, kind ?? null])).map(claimOf)
