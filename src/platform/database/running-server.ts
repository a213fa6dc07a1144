import { join } from 'node:path'
import { postgresFolder } from './data-folder.ts'
import { DATABASE_USER } from './embedded-cluster.ts'
import { processExists } from './process-identity.ts'
import { readIfThere } from './read-if-there.ts'

/**
 * The connection string of the embedded server that another process runs on this data folder, or undefined
 * when none runs: for commands that look after a market while it is open.
 */
export const runningServerUrl = async (dataDir: string): Promise<string | undefined> => {
  const [pidFile, password] = await Promise.all([
    readIfThere(join(postgresFolder(dataDir), 'postmaster.pid')),
    readIfThere(join(dataDir, 'password')),
  ])
  // Lines of postmaster.pid: process id, folder, start time, port …
  const [pid, , , port] = pidFile?.split('\n') ?? []
  if (!pid || !port || !password || !processExists(Number(pid))) return undefined
  return `postgresql://${DATABASE_USER}:${password.trim()}@127.0.0.1:${port}/haat`
}
