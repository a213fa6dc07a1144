import { setTimeout as pause } from 'node:timers/promises'
import { type Database, databaseError, type Tx } from '../../../platform/database/index.ts'
import type { Rebuild } from '../search.ports.ts'
import { suffixes, writeChanges } from './postgres.write.ts'

const tables = ['search_shops', 'search_documents', 'search_words'] as const
const beside = (name: string): string => `${name}${suffixes.beside}`

/** Longest that queries may wait for the swap; then it lets them pass and tries again. */
const swapPatienceMs = 2000
const swapTries = 30

/**
 * Builds the projection anew in tables beside the live ones, with the same columns and indexes, and swaps
 * them in one transaction: a query sees the old tables or the new ones, whole.
 */
export async function beginRebuild(db: Database): Promise<Rebuild> {
  await db.transaction(async (tx) => {
    await dropBeside(tx)
    for (const table of tables) {
      await tx.client.query(`create table ${beside(table)} (like ${table} including all excluding indexes)`)
      for (const index of await indexesOf(tx, table)) if (index.primary) await createIndex(tx, table, index)
    }
  })
  return {
    write: (changes) => db.transaction((tx) => writeChanges(tx, 'beside', changes)),
    settle: () => db.transaction(settle),
    async swap() {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction(swap)
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
  for (const table of tables) await tx.client.query(`drop table if exists ${beside(table)}`)
}

interface Index {
  name: string
  primary: boolean
  /** From `using` on. */
  body: string
  unique: boolean
}

/** A table's indexes as the migrations made them, so that a new one there needs nothing here. */
async function indexesOf(tx: Tx, table: string): Promise<Index[]> {
  const { rows } = await tx.client.query<{ name: string; primary: boolean; unique: boolean; text: string }>(
    `select c.relname as name, i.indisprimary as primary, i.indisunique as unique,
       pg_get_indexdef(i.indexrelid) as text
     from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::regclass order by c.relname`,
    [table],
  )
  return rows.map(({ name, primary, unique, text }) => ({
    name,
    primary,
    unique,
    body: text.slice(text.indexOf(' USING ')),
  }))
}

async function createIndex(tx: Tx, table: string, { name, primary, unique, body }: Index): Promise<void> {
  const index = `"${beside(name)}"`
  await tx.client.query(`create ${unique ? 'unique ' : ''}index ${index} on ${beside(table)}${body}`)
  if (primary) {
    await tx.client.query(
      `alter table ${beside(table)} add constraint ${index} primary key using index ${index}`,
    )
  }
}

/** Indexes come after the rows, when they are made at once; then the words are counted. */
async function settle(tx: Tx): Promise<void> {
  await tx.client.query(`set local maintenance_work_mem = '256MB'`)
  await tx.client.query(
    `update ${beside('search_words')} w set documents = counted.ndoc
     from ts_stat('select words from ${beside('search_documents')}') counted where counted.word = w.word`,
  )
  for (const table of tables) {
    for (const index of await indexesOf(tx, table)) if (!index.primary) await createIndex(tx, table, index)
    await tx.client.query(`analyze ${beside(table)}`)
  }
}

async function swap(tx: Tx): Promise<void> {
  await tx.client.query(`set local lock_timeout = ${swapPatienceMs}`)
  await tx.client.query(`lock table ${tables.join(', ')} in access exclusive mode`)
  for (const table of tables) {
    const indexes = await indexesOf(tx, table)
    await tx.client.query(`drop table ${table}`)
    await tx.client.query(`alter table ${beside(table)} rename to ${table}`)
    // A primary key's constraint goes by the name of its index.
    for (const { name } of indexes) {
      await tx.client.query(`alter index "${beside(name)}" rename to "${name}"`)
    }
  }
}
