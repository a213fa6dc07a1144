import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commandAs, findBinaries, type ServerUser } from './embedded-binaries.ts'
import { readIfThere } from './read-if-there.ts'

/** The name of the server's one user, its owner. */
export const DATABASE_USER = 'haat'

/** The password of the data folder, made at the first start and readable by its owner alone. */
export const readOrMakePassword = async (dataDir: string): Promise<string> => {
  const path = join(dataDir, 'password')
  const known = await readIfThere(path)
  if (known !== undefined) return known.trim()
  const password = randomBytes(24).toString('base64url')
  await writeFile(path, `${password}\n`, { mode: 0o600, flag: 'wx' })
  return password
}

export interface ClusterFiles {
  dataDir: string
  folder: string
  password: string
  user: ServerUser | undefined
  quick: boolean
}

/**
 * Makes PostgreSQL's files for a new data folder: aside, and renamed when whole, so that an interrupted
 * first start leaves nothing half made.
 */
export const createCluster = async ({
  dataDir,
  folder,
  password,
  user,
  quick,
}: ClusterFiles): Promise<void> => {
  const { initdb } = await findBinaries()
  const aside = join(dataDir, 'postgres.new')
  const passwordFile = join(dataDir, 'password.new')
  await rm(aside, { recursive: true, force: true })
  await rm(passwordFile, { force: true })
  await mkdir(aside, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) for (const path of [aside, passwordFile]) await chown(path, user.uid, user.gid)
  try {
    // Text rules from PostgreSQL's own tables, the same on every machine; C.UTF-8 of the system is
    // needed besides, because trigrams ask it which characters of Hindi are letters.
    const locale = [
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C.UTF-8',
      '--lc-messages=C',
    ]
    const access = [`--username=${DATABASE_USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    const args = [
      `--pgdata=${aside}`,
      '--encoding=UTF8',
      ...locale,
      ...access,
      ...(quick ? ['--no-sync'] : []),
    ]
    const command = await commandAs(user, initdb, args, [aside])
    const child = spawn(command.file, command.args, {
      ...command.identity,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let words = ''
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8')
    })
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', resolve)
    })
    if (code !== 0) throw new Error(`PostgreSQL could not make its files in ${dataDir}: ${words.trim()}`)
    await rename(aside, folder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}
