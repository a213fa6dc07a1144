import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, lchown, mkdir, open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { HaatError } from '../../kernel/errors.ts'
import { claimDataFolder, dataNames, isDataFolder, postgresFolder } from './data-folder.ts'
import { findServerUser } from './embedded-binaries.ts'
import { stopLeftoverServer } from './leftover-server.ts'

export interface BackupResult {
  /** The archive. */
  path: string
  files: number
  /** Of the data, before packing. */
  bytes: number
}

export interface RestoreResult {
  /** When the backup was made, ISO 8601 in UTC. */
  madeAt: string
  files: number
  bytes: number
}

interface Manifest {
  format: 1
  madeAt: string
  folders: string[]
  files: Record<string, { bytes: number; sha256: string }>
}

const MANIFEST = 'backup-manifest.json'
/** Tells of a running server; never true of a copy. */
const RUN_STATE = new Set(['postgres/postmaster.pid', 'postgres/postmaster.opts'])

/**
 * Packs a data folder into a `.tar.gz` with a manifest of checksums. The server must not be running: a copy of
 * files that are being written would not be one moment's data. Refuses with `embeddedDatabaseInUse`.
 * @param options.to the archive to make; an existing file is not overwritten
 */
export const backupDataFolder = async (options: { dataDir: string; to: string }): Promise<BackupResult> => {
  const dataDir = resolve(options.dataDir)
  const to = resolve(options.to)
  if (!(await isDataFolder(dataDir))) {
    throw refuse(
      'noDataFolder',
      `There is no data folder of Haat in ${dataDir}, so there is nothing to back up.`,
    )
  }
  if (to.startsWith(dataDir + sep)) {
    throw refuse(
      'backupInsideData',
      'A backup inside the data folder would be lost with it. Name a place outside.',
    )
  }
  if (await exists(to)) throw refuse('backupExists', `${to} is there already. Name a new file.`)
  await mkdir(dirname(to), { recursive: true })
  const claim = await claimDataFolder(dataDir)
  const partial = `${to}.partial`
  const manifestPath = join(dataDir, MANIFEST)
  try {
    await stopLeftoverServer(postgresFolder(dataDir))
    await rm(manifestPath, { force: true })
    const names = await dataNames(dataDir)
    const manifest: Manifest = {
      format: 1,
      madeAt: new Date().toISOString(),
      ...(await survey(dataDir, names)),
    }
    await writeFile(manifestPath, JSON.stringify(manifest))
    const tar = await import('tar')
    await tar.create(
      {
        file: partial,
        cwd: dataDir,
        gzip: { level: 4 },
        strict: true,
        mode: 0o600,
        filter: (path) => !RUN_STATE.has(path),
      },
      [MANIFEST, ...names],
    )
    // The archive holds the password and everybody's data: for its owner alone, and on the disk before it counts.
    await chmod(partial, 0o600)
    await sync(partial)
    await rename(partial, to)
    const sizes = Object.values(manifest.files).map((file) => file.bytes)
    return { path: to, files: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) }
  } finally {
    await rm(manifestPath, { force: true })
    await rm(partial, { force: true })
    await claim.release()
  }
}

/**
 * Unpacks a backup into a data folder that is empty or not there. The whole archive is checked against its
 * manifest first, and the folder takes its name last, so a broken archive leaves nothing behind.
 */
export const restoreDataFolder = async (options: {
  from: string
  dataDir: string
}): Promise<RestoreResult> => {
  const dataDir = resolve(options.dataDir)
  const from = resolve(options.from)
  if (!(await exists(from))) throw refuse('noBackup', `There is no file ${from}.`)
  if ((await exists(dataDir)) && (await readdir(dataDir)).length > 0) {
    throw refuse(
      'dataFolderNotEmpty',
      `The data folder ${dataDir} is not empty. A backup is restored into an empty or a new folder only.`,
    )
  }
  const manifest = await verify(from)
  const aside = `${dataDir}.restoring`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  try {
    const tar = await import('tar')
    await tar.extract({ file: from, cwd: aside, strict: true, preserveOwner: false })
    await rm(join(aside, MANIFEST))
    await giveToServer(aside)
    if (await exists(dataDir)) await rmdir(dataDir)
    await rename(aside, dataDir)
    const sizes = Object.values(manifest.files).map((file) => file.bytes)
    return {
      madeAt: manifest.madeAt,
      files: sizes.length,
      bytes: sizes.reduce((sum, bytes) => sum + bytes, 0),
    }
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

/** Reads the whole archive and holds it against the manifest, which stands first in it. */
const verify = async (from: string): Promise<Manifest> => {
  const found: Pick<Manifest, 'folders' | 'files'> = { folders: [], files: {} }
  const strange: string[] = []
  const manifestParts: Buffer[] = []
  try {
    const tar = await import('tar')
    await tar.list({
      file: from,
      strict: true,
      onReadEntry: (entry) => {
        const path = entry.path.replace(/\/$/, '')
        if (entry.type === 'Directory') found.folders.push(path)
        else if (entry.type !== 'File') strange.push(path)
        else if (path === MANIFEST) {
          entry.on('data', (chunk: Buffer) => manifestParts.push(chunk))
        } else {
          const hash = createHash('sha256')
          entry.on('data', (chunk: Buffer) => hash.update(chunk))
          entry.on('end', () => {
            found.files[path] = { bytes: entry.size, sha256: hash.digest('hex') }
          })
        }
      },
    })
    const manifest = JSON.parse(Buffer.concat(manifestParts).toString('utf8')) as Manifest
    const fault = strange[0] ? `${strange[0]} is neither a file nor a folder` : findFault(manifest, found)
    if (fault) throw new Error(fault)
    return manifest
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new HaatError(
      'invalid',
      'backupNotWhole',
      `${from} is not a whole backup of Haat (${why}). Use another copy; nothing was changed.`,
      { cause },
    )
  }
}

const findFault = (manifest: Manifest, found: Pick<Manifest, 'folders' | 'files'>): string | undefined => {
  for (const path of manifest.folders) {
    if (!found.folders.includes(path)) return `the folder ${path} is missing`
  }
  for (const [path, known] of Object.entries(manifest.files)) {
    if (!found.files[path]) return `the file ${path} is missing`
    if (found.files[path].sha256 !== known.sha256) return `the file ${path} is not as it was packed`
  }
  const more = Object.keys(found.files).find((path) => !manifest.files[path])
  return more && `the file ${more} does not belong to it`
}

/** All folders and files below, with slashes, and the checksum of each file. */
const survey = async (root: string, names: string[]): Promise<Pick<Manifest, 'folders' | 'files'>> => {
  const folders: string[] = []
  const files: Manifest['files'] = {}
  const visit = async (path: string): Promise<void> => {
    const name = relative(root, path).split(sep).join('/')
    if (RUN_STATE.has(name)) return
    const about = await stat(path)
    if (about.isDirectory()) {
      folders.push(name)
      for (const inner of (await readdir(path)).sort()) await visit(join(path, inner))
      return
    }
    files[name] = { bytes: about.size, sha256: await hashOf(path) }
  }
  for (const name of names) await visit(join(root, name))
  return { folders, files }
}

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Modes and owner as the server demands them; the ids of the machine that made the backup mean nothing here. */
const giveToServer = async (dataDir: string): Promise<void> => {
  await chmod(join(dataDir, 'password'), 0o600)
  const user = await findServerUser()
  const own = async (path: string, isFolder: boolean): Promise<void> => {
    await chmod(path, isFolder ? 0o700 : 0o600)
    if (user) await lchown(path, user.uid, user.gid)
    if (!isFolder) return
    for (const entry of await readdir(path, { withFileTypes: true })) {
      await own(join(path, entry.name), entry.isDirectory())
    }
  }
  await own(postgresFolder(dataDir), true)
}

const sync = async (path: string): Promise<void> => {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

const exists = async (path: string): Promise<boolean> => {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const refuse = (code: string, message: string): HaatError => new HaatError('conflict', code, message)
