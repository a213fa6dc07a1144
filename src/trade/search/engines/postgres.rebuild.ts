import { setTimeout as pause } from 'node:timers/promises'
import { type Database, databaseError, type Tx } from '../../../platform/database/index.ts'
import type { Rebuild } from '../search.ports.ts'
import { createFill } from './postgres.fill.ts'
import { places, readRegions, writeChanges } from './postgres.write.ts'

const { live, beside } = places
const partOf = (region: string): string => `${live.documents}_${region}`

/** Longest that queries may wait for the swap; then it lets them pass and tries again. */
const swapPatienceMs = 2000
const swapTries = 30

/** Makes the tables of those of these regions that have none yet, and answers which. */
export async function makeRegions(db: Database, regions: ReadonlySet<string>): Promise<string[]> {
  const held = new Set(await readRegions(db))
  const fresh = [...regions].filter((region) => !held.has(region))
  for (const region of fresh) await db.transaction((tx) => makeRegion(tx, region))
  return fresh
}

/** Has the server see that all rows of a region name it, or it takes them for few and reads them one by one. */
export const analyseRegion = async (db: Database, region: string): Promise<void> =>
  void (await db.pool.query(`analyze ${partOf(region)}`))

async function makeRegion(tx: Tx, region: string): Promise<void> {
  await tx.client.query(
    `create table if not exists ${partOf(region)} partition of ${live.documents} for values in ('${region}')
     with (${storage})`,
  )
}

/**
 * Of what lies in a region nothing needs to be known to plan a search, and each look throws plans away. With room on
 * its pages, a change of stock or price leaves the indexes as they are.
 */
const storage =
  'autovacuum_analyze_threshold = 2000000000, autovacuum_vacuum_scale_factor = 0.5, fillfactor = 85'

/**
 * Builds one region anew in tables beside the live ones, with the same columns and indexes, and swaps them in one
 * transaction: a query sees the old region or the new one, whole. Words are the whole country's, and only added to.
 */
export async function beginRebuild(db: Database, region: string): Promise<Rebuild> {
  await db.transaction(async (tx) => {
    await dropBeside(tx)
    await makeRegion(tx, region)
    await tx.client.query(`create table ${beside.shops} (like ${live.shops} including defaults)`)
    // The check spares PostgreSQL reading it all when it becomes a part.
    await tx.client.query(`create table ${beside.documents} (like ${live.documents} including defaults,
      constraint ${beside.documents}_region check (region = '${region}')) with (${storage})`)
  })
  return {
    fill: createFill(db),
    write: (changes) => db.transaction((tx) => writeChanges(tx, 'beside', changes)),
    settle: () => db.transaction((tx) => settle(tx, region)),
    async swap() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction((tx) => swap(tx, region))
        } catch (error) {
          if (attempt === swapTries || databaseError(error)?.code !== '55P03') throw error
          await pause(500)
        }
      }
    },
    abandon: () => db.transaction(dropBeside),
  }
}

async function dropBeside(tx: Tx): Promise<void> {
  await tx.client.query(`drop table if exists ${beside.shops}, ${beside.documents}`)
}

interface Index {
  name: string
  primary: boolean
  /** From `using` on. */
  body: string
}

/** The indexes of every region as the migrations made them, so that a new one there needs nothing here. */
async function indexesOf(tx: Tx): Promise<Index[]> {
  const { rows } = await tx.client.query<{ name: string; primary: boolean; text: string }>(
    `select c.relname as name, i.indisprimary as primary, pg_get_indexdef(i.indexrelid) as text
     from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::regclass order by c.relname`,
    [live.documents],
  )
  return rows.map(({ name, primary, text }) => ({ name, primary, body: text.slice(text.indexOf(' USING ')) }))
}

const indexBeside = (name: string, region: string): string => `"${name.slice(0, 45)}_${region}_beside"`

async function createIndex(tx: Tx, region: string, { name, primary, body }: Index): Promise<void> {
  const index = indexBeside(name, region)
  await tx.client.query(`create ${primary ? 'unique ' : ''}index ${index} on ${beside.documents}${body}`)
  if (primary) {
    await tx.client.query(
      `alter table ${beside.documents} add constraint ${index} primary key using index ${index}`,
    )
  }
}

/** Indexes come after the rows, when they are made at once. */
async function settle(tx: Tx, region: string): Promise<void> {
  await tx.client.query(`set local maintenance_work_mem = '256MB'`)
  await tx.client.query(`alter table ${beside.shops} add primary key (shop_id)`)
  for (const index of await indexesOf(tx)) await createIndex(tx, region, index)
  await tx.client.query(`analyze ${beside.documents}`)
}

async function swap(tx: Tx, region: string): Promise<void> {
  await tx.client.query(`set local lock_timeout = ${swapPatienceMs}`)
  await tx.client.query(`lock table ${live.documents} in access exclusive mode`)
  // A shop that came from another region and is not yet taken out there.
  await tx.client.query(
    `delete from ${live.documents} d using ${live.shops} s join ${beside.shops} b using (shop_id)
     where s.region <> $1 and d.region = s.region and d.shop_id = s.shop_id`,
    [region],
  )
  const columns = await columnsOf(tx, live.shops)
  await tx.client.query(
    `delete from ${live.shops} s where s.region = $1 or s.shop_id in (select shop_id from ${beside.shops})`,
    [region],
  )
  await tx.client.query(`insert into ${live.shops} (${columns}) select ${columns} from ${beside.shops}`)
  const indexes = await indexesOf(tx)
  await tx.client.query(`drop table ${partOf(region)}`)
  await tx.client.query(`alter table ${beside.documents} rename to ${partOf(region)}`)
  for (const { name } of indexes) {
    const index = indexBeside(name, region)
    await tx.client.query(`alter index ${index} rename to ${index.replace('_beside', '')}`)
  }
  await tx.client.query(
    `alter table ${live.documents} attach partition ${partOf(region)} for values in ('${region}')`,
  )
  await tx.client.query(`alter table ${partOf(region)} drop constraint ${beside.documents}_region`)
  await tx.client.query(`drop table ${beside.shops}`)
}

async function columnsOf(tx: Tx, table: string): Promise<string> {
  const { rows } = await tx.client.query<{ columns: string }>(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  )
  return rows[0]!.columns
}

/** Counts anew in how many documents each word is: the most frequent ones are tried first. */
export const countWords = (db: Database): Promise<void> =>
  db.transaction(async (tx) => {
    await tx.client.query(
      `create temporary table counted on commit drop as
       select word, ndoc from ts_stat('select words from ${live.documents}')`,
    )
    await tx.client.query(
      `update search_words w set documents = coalesce(c.ndoc, 0)
       from search_words k left join counted c on c.word = k.word
       where k.word = w.word and w.documents <> coalesce(c.ndoc, 0)`,
    )
    await tx.client.query('analyze search_words')
  })
