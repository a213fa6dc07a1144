import { readFile } from 'node:fs/promises'

/** The text of a file, or undefined when there is no such file. */
export const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    // ESRCH: a file under /proc whose process has just ended.
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}
