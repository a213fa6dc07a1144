import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../platform/config/index.ts'

/** SECRET_KEY when configured; else one that is made once and kept in the data folder, readable by its owner alone. */
export async function secretKey(config: Config): Promise<string> {
  if (config.SECRET_KEY) return config.SECRET_KEY
  const file = join(config.DATA_DIR, 'secret-key')
  await mkdir(config.DATA_DIR, { recursive: true })
  try {
    // Of two processes that start at once, one writes and both read what it wrote.
    await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
