import { type Database, statement } from '../platform/database/index.ts'
import { createPinDirectory, type PinDirectory } from './places.directory.ts'

const readEdition = statement('places.readEdition', 'select version from pin_directory_edition')

const writeEdition = statement(
  'places.writeEdition',
  `insert into pin_directory_edition (single, version, pins) values (1, $1, $2)
   on conflict (single) do update set version = excluded.version, pins = excluded.pins, loaded_at = now()`,
)

// Two processes may start at once: the second waits here and then finds the edition in place.
const lockEdition = statement('places.lockEdition', `select pg_advisory_xact_lock(hashtext('pin_directory'))`)

// One statement for all rows: columns travel as arrays, so there is one round trip and no limit on parameters.
const upsertPins = statement(
  'places.upsertPins',
  `insert into pin_codes
     (pin, state, district, office, offices, delivery_offices, lat, lng, spread_metres, coord_confidence)
   select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[],
                        $7::float8[], $8::float8[], $9::int[], $10::text[])
   on conflict (pin) do update set
     state = excluded.state, district = excluded.district, office = excluded.office,
     offices = excluded.offices, delivery_offices = excluded.delivery_offices,
     lat = excluded.lat, lng = excluded.lng, spread_metres = excluded.spread_metres,
     coord_confidence = excluded.coord_confidence, retired_at = null`,
)

const retireOthers = statement(
  'places.retireOthers',
  `update pin_codes set retired_at = now()
   where retired_at is null and not exists (select from unnest($1::bpchar[]) as listed (pin) where listed.pin = pin_codes.pin)`,
)

/**
 * Brings the database's copy of the PIN directory to the edition in hand, in one transaction.
 * Answers whether anything was written: the same edition a second time writes nothing.
 */
export async function loadPinDirectory({
  db,
  directory = createPinDirectory(),
}: {
  db: Database
  directory?: Pick<PinDirectory, 'all' | 'version'>
}): Promise<{ loaded: boolean; pins: number }> {
  const records = directory.all()
  const version = directory.version()
  return db.transaction(async (tx) => {
    const isThere = async () => (await tx.query<{ version: string }>(readEdition))[0]?.version === version
    if (await isThere()) return { loaded: false, pins: records.length }
    await tx.query(lockEdition)
    if (await isThere()) return { loaded: false, pins: records.length }
    const pins = records.map((record) => record.pin)
    await tx.query(upsertPins, [
      pins,
      records.map((record) => record.state),
      records.map((record) => record.district),
      records.map((record) => record.office),
      records.map((record) => record.offices),
      records.map((record) => record.deliveryOffices),
      records.map((record) => record.point?.lat ?? null),
      records.map((record) => record.point?.lng ?? null),
      records.map((record) => record.spreadMetres),
      records.map((record) => record.confidence),
    ])
    await tx.query(retireOthers, [pins])
    await tx.query(writeEdition, [version, records.length])
    return { loaded: true, pins: records.length }
  })
}
