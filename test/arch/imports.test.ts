/** Whether the import rules bite. Whether the tree keeps them, `npm run imports` says. */
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, relative, resolve } from 'node:path'
import t from 'tap'
import { type Probe, probes } from './import-probes.ts'

interface Violation {
  from: string
  to: string
  rule: { name: string }
}

const root = resolve(import.meta.dirname, '../..')
const config = resolve(root, '.dependency-cruiser.cjs')
const load = createRequire(import.meta.url)

/** Runs dependency-cruiser in a folder, in a process of its own: it keeps what it has read. */
const cruise = (folder: string, parts: string[]): Promise<Violation[]> =>
  new Promise((done, fail) => {
    const program = resolve(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
    const parser = resolve(root, 'scripts/parse-tsx.cjs')
    const args = ['--require', parser, program, '--config', config, '--output-type', 'json', ...parts]
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 28 }, (error, stdout) => {
      // It exits non-zero when it finds something, and its answer is whole all the same.
      if (stdout === '') fail(error)
      else done(JSON.parse(stdout).summary.violations)
    })
  })

type Edge = [importer: string, imported: string, by?: Probe['by']]

const isFile = (name: string): boolean => /^(src|test|examples)\//.test(name)

const statementOf = ([importer, imported, by]: Edge): string => {
  const path = isFile(imported) ? relative(dirname(importer), imported) : imported
  const name = isFile(imported) && !path.startsWith('.') ? `./${path}` : path
  if (by === 'type') return `export type { value } from '${name}'\n`
  if (by === 'dynamic') return `export const later = () => import('${name}')\n`
  if (by === 'export') return `export { value } from '${name}'\n`
  return `import '${name}'\n`
}

/** Plants a small tree that holds these imports and every file that they name, and judges it. */
const judge = async (folder: string, edges: Edge[]): Promise<Violation[]> => {
  const files = new Map([['package.json', await readFile(resolve(root, 'package.json'), 'utf8')]])
  for (const edge of edges) {
    const [importer, imported] = edge
    if (isFile(imported) && !imported.includes('not-there') && !files.has(imported)) {
      files.set(imported, 'export const value = 1\n')
    }
    files.set(importer, (files.get(importer) ?? '') + statementOf(edge))
  }
  for (const [path, text] of files) {
    await mkdir(dirname(resolve(folder, path)), { recursive: true })
    await writeFile(resolve(folder, path), text)
  }
  return cruise(folder, ['src', 'test', 'examples'])
}

/** A file by its path, a part of Node by its name, a package by its folder. */
const isTarget = (found: string, wanted: string): boolean =>
  found === wanted ||
  found === wanted.replace('node:', '') ||
  found.includes(`node_modules/${wanted}/`) ||
  (wanted.includes('not-there') && found.endsWith(basename(wanted)))

const tell = (found: Violation[]): string[] => found.map((one) => `${one.rule.name}: ${one.from} → ${one.to}`)

t.test('each rule refuses what breaks it, and lets the neighbour pass', async (t) => {
  const folder = t.testdir()
  const circle: Probe = {
    rule: 'no-circular',
    breaks: ['src/identity/circle-a.ts', 'src/identity/circle-b.ts'],
    passes: ['src/identity/circle-a.ts', 'src/identity/circle-c.ts'],
  }
  const all = [...probes, circle]
  const back: Edge = ['src/identity/circle-b.ts', 'src/identity/circle-a.ts']
  const broken = await judge(resolve(folder, 'broken'), [
    ...all.map(({ breaks, by }): Edge => [...breaks, by]),
    back,
  ])
  for (const { rule, breaks } of all) {
    const [from, to] = breaks
    const isRefused = broken.some(
      (one) => one.rule.name === rule && one.from === from && isTarget(one.to, to),
    )
    t.ok(isRefused, `${rule} refuses ${from} → ${to}`)
  }
  const clean = await judge(
    resolve(folder, 'clean'),
    all.map(({ passes, by }) => [...passes, by]),
  )
  t.strictSame(tell(clean), [], 'what is allowed is let pass')

  const rules = (load(config) as { forbidden: { name: string }[] }).forbidden.map((rule) => rule.name)
  t.strictSame(
    rules.filter((name) => !all.some((probe) => probe.rule === name)),
    [],
    'every rule has a probe',
  )
})
