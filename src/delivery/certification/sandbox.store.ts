import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { TrialWay } from './certification.rules.ts'
import type { SandboxLine, SandboxState } from './sandbox.rules.ts'

export interface SandboxParcel extends TrialWay {
  parcelId: Id<'sandboxParcel'>
  providerId: Id<'provider'>
  reference: Id<'offer'>
  shipmentId: Id<'shipment'>
  state: SandboxState
  reason: string | null
  pricePaise: Paise
  told: string[]
  timeline: SandboxLine[]
  holder: string | null
  /** Milliseconds until its lease ends; null while nobody holds one. */
  heldMs: number | null
  decideBy: Date
  bringBy: Date
  madeAt: Date
  endedAt: Date | null
}

const columns = `id as "parcelId", provider_id as "providerId", offer_id as reference, shipment_id as "shipmentId", state,
  reason, pickup, drop, distance_metres as "distanceMetres", price_paise as "pricePaise", told, timeline, holder, case when lease_until > clock_timestamp()
    then ceil(extract(epoch from lease_until - clock_timestamp()) * 1000)::int end as "heldMs", decide_by as "decideBy",
  bring_by as "bringBy", made_at as "madeAt", ended_at as "endedAt"`
const parcelOf = (row: SandboxParcel): SandboxParcel => ({
  ...row,
  parcelId: idOf('sandboxParcel', row.parcelId),
  providerId: idOf('provider', row.providerId),
  reference: idOf('offer', row.reference),
  shipmentId: idOf('shipment', row.shipmentId),
})
type Row = SandboxParcel & Record<string, unknown>

const insert = statement(
  'sandbox_insert',
  `insert into sandbox_parcels (id, provider_id, offer_id, shipment_id, pickup, drop, distance_metres, price_paise, decide_by,
     bring_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp() + make_interval(secs => $9),
     clock_timestamp() + make_interval(mins => $10))
   returning ${columns}`,
)
const byId = statement('sandbox_by_id', `select ${columns} from sandbox_parcels where id = $1`)
const lock = statement(
  'sandbox_lock',
  `select ${columns} from sandbox_parcels where offer_id = $1 and provider_id = $2 for update`,
)
const byOffer = statement(
  'sandbox_by_offer',
  `select ${columns} from sandbox_parcels where offer_id = $1 and provider_id = $2`,
)
const byShipment = statement(
  'sandbox_by_shipment',
  `select ${columns} from sandbox_parcels where provider_id = $1 and shipment_id = $2`,
)
const goOnAsking = statement('sandbox_go_on', 'update sandbox_parcels set is_asked = true where id = $1')
const list = statement(
  'sandbox_list',
  `select ${columns} from sandbox_parcels where provider_id = $1 order by id desc limit 50`,
)
const write = statement(
  'sandbox_write',
  `update sandbox_parcels set state = $2, reason = $3, told = $4, holder = $5, timeline = $6::jsonb,
     ended_at = case when $2 in ('clean', 'failed') then coalesce(ended_at, clock_timestamp()) end
   where id = $1`,
)
const lease = statement(
  'sandbox_lease',
  `update sandbox_parcels set holder = $3, lease_until = least(clock_timestamp() + make_interval(secs => $4), decide_by)
   where offer_id = $1 and provider_id = $2 and state = 'asked' and decide_by > clock_timestamp()
     and (lease_until is null or lease_until <= clock_timestamp() or holder = $3)
   returning lease_until as until`,
)
const lapse = statement(
  'sandbox_lapse',
  `update sandbox_parcels set state = 'failed', ended_at = clock_timestamp(),
     reason = case when state = 'asked' then 'It was not decided in time.' else 'It was not brought in time.' end
   where ended_at is null and (bring_by < clock_timestamp()
     or (state = 'asked' and not is_asked and decide_by < clock_timestamp() - interval '1 minute'))`,
)
const takeBack = statement(
  'sandbox_take_back',
  `update sandbox_parcels set state = 'failed', ended_at = clock_timestamp(),
     reason = 'It was taken back: the startup was let in to live traffic before anybody decided about it.'
   where provider_id = $1 and state = 'asked' returning id`,
)
const readSettings = statement('admission_settings', 'select mode, parcels from admission_settings')
const writeSettings = statement(
  'admission_settings_write',
  `insert into admission_settings (mode, parcels) values ($1, $2)
   on conflict (single) do update set mode = excluded.mode, parcels = excluded.parcels`,
)

export async function addParcel(
  tx: Tx,
  given: {
    providerId: Id<'provider'>
    way: TrialWay
    pricePaise: Paise
    decideSeconds: number
    bringMinutes: number
  },
): Promise<SandboxParcel> {
  const ids = [newId('sandboxParcel'), given.providerId, newId('offer'), newId('shipment')].map(uuidOf)
  const { pickup, drop, distanceMetres } = given.way
  const values = [
    ...[...ids, JSON.stringify(pickup), JSON.stringify(drop), distanceMetres, given.pricePaise],
    ...[given.decideSeconds, given.bringMinutes],
  ]
  const [row] = await tx.query<Row>(insert, values)
  return parcelOf(row!)
}

export async function findParcel(sql: Sql, id: Id<'sandboxParcel'>): Promise<SandboxParcel | undefined> {
  const [row] = await sql.query<Row>(byId, [uuidOf(id)])
  return row && parcelOf(row)
}

/** A provider's parcel by its booking. */
export async function parcelOfOffer(
  sql: Sql,
  providerId: Id<'provider'>,
  reference: Id<'offer'>,
): Promise<SandboxParcel | undefined> {
  const [row] = await sql.query<Row>(byOffer, [uuidOf(reference), uuidOf(providerId)])
  return row && parcelOf(row)
}

/** A provider's parcel by the id under which it reads it. */
export async function parcelShown(
  sql: Sql,
  providerId: Id<'provider'>,
  shipmentId: Id<'shipment'>,
): Promise<SandboxParcel | undefined> {
  const [row] = await sql.query<Row>(byShipment, [uuidOf(providerId), uuidOf(shipmentId)])
  return row && parcelOf(row)
}

/** What became of the market's call is not known yet, or not decided: it is asked again. */
export const markAsked = async (sql: Sql, id: Id<'sandboxParcel'>): Promise<void> =>
  void (await sql.query(goOnAsking, [uuidOf(id)]))

export async function lockParcel(
  tx: Tx,
  ref: { providerId: Id<'provider'>; reference: Id<'offer'> },
): Promise<SandboxParcel | undefined> {
  const [row] = await tx.query<Row>(lock, [uuidOf(ref.reference), uuidOf(ref.providerId)])
  return row && parcelOf(row)
}

/** The last fifty of a provider, the newest first. */
export const parcelsOf = async (sql: Sql, providerId: Id<'provider'>): Promise<SandboxParcel[]> =>
  (await sql.query<Row>(list, [uuidOf(providerId)])).map(parcelOf)

export const writeParcel = async (tx: Tx, parcel: SandboxParcel): Promise<void> =>
  void (await tx.query(write, [
    uuidOf(parcel.parcelId),
    parcel.state,
    parcel.reason,
    parcel.told,
    parcel.holder,
    JSON.stringify(parcel.timeline),
  ]))

/** Until when it is this holder's; undefined when it is not to be had. */
export async function leaseParcel(
  sql: Sql,
  ref: { providerId: Id<'provider'>; reference: Id<'offer'> },
  { holder, seconds }: { holder: string; seconds: number },
): Promise<Date | undefined> {
  const values = [uuidOf(ref.reference), uuidOf(ref.providerId), holder, seconds]
  const [row] = await sql.query<{ until: Date }>(lease, values)
  return row?.until
}

/** Ends those whose time is over. */
export const lapseParcels = async (sql: Sql): Promise<void> => void (await sql.query(lapse))

/** Ends those that a provider is still asked for; whether there were any. */
export const takeBackParcels = async (tx: Tx, providerId: Id<'provider'>): Promise<boolean> =>
  (await tx.query(takeBack, [uuidOf(providerId)])).length > 0

export interface AdmissionSettings {
  mode: 'operator' | 'automatic'
  /** Clean artificial parcels that are wanted. */
  parcels: number
}

export async function settingsOf(sql: Sql): Promise<AdmissionSettings> {
  const [row] = await sql.query<AdmissionSettings & Record<string, unknown>>(readSettings)
  return row ?? { mode: 'operator', parcels: 3 }
}
export const keepSettings = async (tx: Tx, { mode, parcels }: AdmissionSettings): Promise<void> =>
  void (await tx.query(writeSettings, [mode, parcels]))
