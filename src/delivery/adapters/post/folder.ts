import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostFolder } from '../../post/post.ports.ts'

/** A file that was written to a moment ago may not be whole yet. */
const restMs = 5000
const largestFile = 20 * 1024 * 1024

/** Folders `out` and `in` that are shared with the post; `in/done` and `in/refused` keep what was taken in. */
export function createPostFolder(
  folder: string,
  { now = Date.now }: { now?: () => number } = {},
): PostFolder {
  const [out, incoming] = [join(folder, 'out'), join(folder, 'in')]
  return {
    async put(name, content) {
      await mkdir(out, { recursive: true })
      const part = join(out, `.${name}.part`)
      await writeFile(part, content)
      await rename(part, join(out, name))
    },
    async list() {
      await mkdir(incoming, { recursive: true })
      const names: string[] = []
      for (const entry of await readdir(incoming, { withFileTypes: true })) {
        if (!entry.isFile() || !/^[^.].*\.(?:csv|txt)$/i.test(entry.name)) continue
        const { mtimeMs, size } = await stat(join(incoming, entry.name))
        if (now() - mtimeMs >= restMs && size <= largestFile) names.push(entry.name)
      }
      return names.sort()
    },
    read: (name) => readFile(join(incoming, name)),
    async done(name, good) {
      const to = join(incoming, good ? 'done' : 'refused')
      await mkdir(to, { recursive: true })
      // Another process may have been there first.
      await rename(join(incoming, name), join(to, name)).catch((error: { code?: string }) => {
        if (error.code !== 'ENOENT') throw error
      })
    },
  }
}
