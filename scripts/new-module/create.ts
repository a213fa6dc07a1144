import { access, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { moduleFiles } from './templates.ts'

export interface NewModule {
  /** The project's folder. */
  root: string
  /** Where in `src`, such as `trade/reviews`. */
  folder: string
  /** The module that comes just before it in the flow; needed in trade and delivery. */
  after?: string | undefined
}

const RULES = '.dependency-cruiser.cjs'

/**
 * Writes a new module's first files and names its place in the import rules.
 * Throws, and writes nothing, when the name is not one, the module is there, or its place is not known.
 * @returns the paths written, from the project's folder
 */
export const createModule = async ({ root, folder, after }: NewModule): Promise<string[]> => {
  const match = /^(trade|delivery|trust)\/([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/.exec(folder)
  if (!match) {
    throw new Error(
      `${folder} is no place for a module. Write trade/name, delivery/name or trust/name, in lower case.`,
    )
  }
  const [, part, name] = match as unknown as [string, string, string]
  if (await exists(join(root, 'src', folder))) throw new Error(`src/${folder} is there already.`)
  const written: string[] = []
  const rules =
    part === 'trust' ? undefined : placeInFlow(await readFile(join(root, RULES), 'utf8'), folder, after)
  for (const [path, text] of Object.entries(moduleFiles(folder, name))) {
    const target = join('src', folder, path)
    await mkdir(dirname(join(root, target)), { recursive: true })
    await writeFile(join(root, target), text, { flag: 'wx' })
    written.push(target)
  }
  if (rules !== undefined) {
    await writeFile(join(root, RULES), rules)
    written.push(RULES)
  }
  return written
}

const placeInFlow = (rules: string, folder: string, after: string | undefined): string => {
  const modules = [.../^const flow = \[([^\]]*)\]/m.exec(rules)![1]!.matchAll(/'([^']+)'/g)].map(
    (one) => one[1]!,
  )
  if (!after || !modules.includes(after)) {
    throw new Error(`Say which module comes just before it: --after one of ${modules.join(', ')}.`)
  }
  return rules.replace(`  '${after}',\n`, `  '${after}',\n  '${folder}',\n`)
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
