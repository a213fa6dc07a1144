import { execFileSync } from 'node:child_process'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import t, { type Test } from 'tap'
import { createModule } from '../../scripts/new-module/create.ts'

const root = resolve(import.meta.dirname, '../..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

/** A project of kernel and rules alone. */
const setUp = async (t: Test): Promise<string> => {
  const folder = t.testdir()
  for (const path of ['src/kernel', '.dependency-cruiser.cjs', 'package.json', 'biome.json']) {
    await cp(join(root, path), join(folder, path), { recursive: true })
  }
  const tsconfig = { extends: join(root, 'tsconfig.json'), include: ['src/trade', 'src/trust'], exclude: [] }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  return folder
}

t.test('a new module compiles, is formatted, keeps the import rules and passes its tests', async (t) => {
  const folder = await setUp(t)
  const trade = await createModule({ root: folder, folder: 'trade/price-watch', after: 'trade/orders' })
  const trust = await createModule({ root: folder, folder: 'trust/grievances' })
  t.strictSame(trade, [
    'src/trade/price-watch/index.ts',
    'src/trade/price-watch/README.md',
    'src/trade/price-watch/price-watch.errors.ts',
    'src/trade/price-watch/price-watch.rules.ts',
    'src/trade/price-watch/price-watch.rules.test.ts',
    '.dependency-cruiser.cjs',
  ])
  const run = (file: string, args: string[], { cwd = folder, input = '' } = {}) => {
    try {
      // Without the loader that tap puts into Node programs, which the compiler does not bear.
      return execFileSync('env', ['-u', 'NODE_OPTIONS', file, ...args], { cwd, input, encoding: 'utf8' })
    } catch (error) {
      return `failed: ${(error as { stdout: string }).stdout}`
    }
  }
  t.equal(run(bin('tsc'), ['-p', folder]), '', 'types')
  for (const path of [...trade, ...trust].filter((name) => name.endsWith('.ts'))) {
    const text = await readFile(join(folder, path), 'utf8')
    t.equal(
      run(bin('biome'), ['check', '--write', `--stdin-file-path=${path}`], { cwd: root, input: text }),
      text,
      `${path} is formatted and clean`,
    )
  }
  const cruised = run(bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'src/trade', 'src/trust'])
  t.match(cruised, /no dependency violations found/)
  for (const test of ['trade/price-watch/price-watch', 'trust/grievances/grievances']) {
    t.notMatch(
      run(process.execPath, ['--import=tsx', `src/${test}.rules.test.ts`]),
      /^failed/,
      `${test} passes`,
    )
  }
  const rules = await readFile(join(folder, '.dependency-cruiser.cjs'), 'utf8')
  t.match(rules, /'trade\/orders',\s+'trade\/price-watch',\s+'trade\/payments'/)
})

t.test('a module without a place, a proper name or a free folder is refused', async (t) => {
  const folder = await setUp(t)
  const make = (name: string, after?: string) => createModule({ root: folder, folder: name, after })
  for (const name of [
    'reviews',
    'src/trade/reviews',
    'trade/Reviews',
    'trade/a/b',
    'web/pages',
    'trade/../x',
  ]) {
    await t.rejects(make(name, 'trade/orders'), /is no place for a module/, name)
  }
  await t.rejects(make('trade/reviews'), /--after one of trade\/traders/)
  await t.rejects(make('trade/reviews', 'trade/nowhere'), /--after one of trade\/traders/)
  await make('trade/reviews', 'trade/orders')
  await t.rejects(make('trade/reviews', 'trade/orders'), /is there already/)
})
