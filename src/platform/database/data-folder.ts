import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { HaatError } from '../../kernel/errors.ts'
import { stopLeftoverServer } from './leftover-server.ts'
import { identifyProcess, isSameProcessRunning, type ProcessIdentity } from './process-identity.ts'
import { readIfThere } from './read-if-there.ts'

/** Only a folder that holds this file is ours to start in, to empty or to pack. */
const MARKER = 'haat-data-folder.json'
/** What a market with a database of its own keeps in its data folder: no stranger's either. */
const BESIDE = new Set(['files', 'secret-key'])
const CLAIM = /^claim-[0-9a-f]{16}\.json$/

interface ClaimRecord extends ProcessIdentity {
  held: boolean
}

export interface FolderClaim {
  release(): Promise<void>
}

/** Where PostgreSQL keeps its own files inside a data folder of ours. */
export const postgresFolder = (dataDir: string): string => join(resolve(dataDir), 'postgres')

export const embeddedDatabaseInUse = (dataDir: string, pid: number): HaatError =>
  new HaatError(
    'conflict',
    'embeddedDatabaseInUse',
    `The data folder ${resolve(dataDir)} is in use by process ${pid}. Stop that process, or choose another data folder.`,
    { facts: { dataDir: resolve(dataDir), pid } },
  )

const notOurFolder = (dataDir: string): HaatError =>
  new HaatError(
    'conflict',
    'notADataFolder',
    `The folder ${resolve(dataDir)} holds files that are not Haat's, so it is left alone. Choose an empty or a new folder.`,
    { facts: { dataDir: resolve(dataDir) } },
  )

/**
 * Makes the folder when it is not there and marks it as ours.
 * A folder with other people's files in it is refused.
 */
export const prepareDataFolder = async (dataDir: string): Promise<void> => {
  await mkdir(dataDir, { recursive: true })
  const names = await readdir(dataDir)
  if (names.includes(MARKER)) return
  if (names.some((name) => !BESIDE.has(name))) throw notOurFolder(dataDir)
  const about = { what: 'The data folder of a Haat marketplace', format: 1 }
  await writeFile(join(dataDir, MARKER), `${JSON.stringify(about)}\n`)
}

/** True when the folder is there and marked as ours. */
export const isDataFolder = async (dataDir: string): Promise<boolean> =>
  (await namesIn(dataDir)).includes(MARKER)

/**
 * Claims a prepared folder for this process until `release()`. Throws `embeddedDatabaseInUse` when another
 * running process, or another part of this one, holds it. Claims of dead processes are cleared away.
 *
 * Each contender writes a claim of its own before it looks for others, so of two that come at one moment
 * at least one sees the other; one that is only trying steps back and tries again after a random wait.
 */
export const claimDataFolder = async (dataDir: string): Promise<FolderClaim> => {
  const self = await identifyProcess(process.pid)
  if (!self) throw new Error('This process cannot read its own start time, so it cannot lock a data folder.')
  for (let attempt = 1; ; attempt++) {
    const name = `claim-${randomBytes(8).toString('hex')}.json`
    await writeClaim(dataDir, name, { ...self, held: false })
    const rival = await findRival(dataDir, name)
    if (!rival) {
      await writeClaim(dataDir, name, { ...self, held: true })
      return { release: () => rm(join(dataDir, name), { force: true }) }
    }
    await rm(join(dataDir, name), { force: true })
    if (rival.held || attempt === 8) throw embeddedDatabaseInUse(dataDir, rival.pid)
    await new Promise((wake) => setTimeout(wake, 20 + Math.random() * 60 * attempt))
  }
}

/**
 * Empties a data folder of ours, for a fresh start. Refuses a folder without our mark and one in use;
 * a folder that is not there is already empty.
 */
export const emptyDataFolder = async (dataDir: string): Promise<void> => {
  const names = await namesIn(dataDir)
  if (names.length === 0) return
  if (!names.includes(MARKER)) throw notOurFolder(dataDir)
  const claim = await claimDataFolder(dataDir)
  try {
    await stopLeftoverServer(postgresFolder(dataDir))
    // The mark goes last: an interrupted emptying leaves a folder that is still known as ours.
    for (const name of await readdir(dataDir)) {
      if (name !== MARKER && !CLAIM.test(name))
        await rm(join(dataDir, name), { recursive: true, force: true })
    }
  } finally {
    await claim.release()
  }
  await rm(join(dataDir, MARKER), { force: true })
}

/** The names in a data folder that belong to the data itself, without claims. */
export const dataNames = async (dataDir: string): Promise<string[]> =>
  (await readdir(dataDir)).filter((name) => !CLAIM.test(name) && !name.endsWith('.tmp')).sort()

const findRival = async (dataDir: string, own: string): Promise<ClaimRecord | undefined> => {
  let trying: ClaimRecord | undefined
  for (const name of await readdir(dataDir)) {
    if (name === own || !CLAIM.test(name)) continue
    const record = await readClaim(join(dataDir, name))
    if (!record) continue
    if (!(await isSameProcessRunning(record))) {
      // A dead process never comes back to its claim, so anybody may clear it away.
      await rm(join(dataDir, name), { force: true })
    } else if (record.held) return record
    else trying = record
  }
  return trying
}

// Written aside and renamed, so that a reader never sees half a claim.
const writeClaim = async (dataDir: string, name: string, record: ClaimRecord): Promise<void> => {
  const aside = join(dataDir, `${name}.tmp`)
  await writeFile(aside, JSON.stringify(record))
  await rename(aside, join(dataDir, name))
}

const readClaim = async (path: string): Promise<ClaimRecord | undefined> => {
  const text = await readIfThere(path)
  return text === undefined ? undefined : (JSON.parse(text) as ClaimRecord)
}

const namesIn = async (dataDir: string): Promise<string[]> => {
  try {
    return await readdir(dataDir)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
