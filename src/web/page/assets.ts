import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { build } from 'esbuild'
import type { HaatApp } from '../../platform/http/index.ts'

export interface Asset {
  /** Address with a part that changes with the content, so that browsers may keep it for ever. */
  url: string
  type: string
  body: Buffer
  brotli: Buffer
  gzip: Buffer
}

/** Everything that pages load, by name: `styles/shop`, `islands/camera`, `htmx`. */
export type Assets = ReadonlyMap<string, Asset>

const types = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
} as const

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(here(folder))
    .filter((file) => file.endsWith(ending) && !file.includes('.test.'))
    .map((file) => file.slice(0, -ending.length))

/**
 * Reads styles and islands, takes the types out and packs them: some twenty small files, done in a blink at the
 * start of the process, so that there is no build step and nothing built lies about.
 */
export async function readAssets(): Promise<Assets> {
  const require = createRequire(import.meta.url)
  const islands = namesIn('../islands/', '.ts').filter((name) => !name.startsWith('_'))
  const [css, js] = await Promise.all([
    packed([here('../styles/index.css')]),
    packed(islands.map((name) => here(`../islands/${name}.ts`))),
  ])
  const files: [name: string, ending: keyof typeof types, text: string | Buffer][] = [
    ['styles', 'css', css[0]!],
    ...islands.map((name, at): [string, 'js', string] => [`islands/${name}`, 'js', js[at]!]),
    [
      'htmx',
      'js',
      readFileSync(require.resolve('htmx.org/dist/htmx.min.js'), 'utf8').replace(/\n\/\/# source.*/, ''),
    ],
    ['icon', 'svg', readFileSync(here('../styles/icon.svg'), 'utf8')],
    ['icon-192', 'png', readFileSync(here('../styles/icon-192.png'))],
    ['icon-512', 'png', readFileSync(here('../styles/icon-512.png'))],
  ]
  const assets = await Promise.all(files.map(([name, ending, text]) => assetOf(name, ending, text)))
  return new Map(files.map(([name], at) => [name, assets[at]!]))
}

async function packed(entryPoints: string[]): Promise<string[]> {
  if (entryPoints.length === 0) return []
  const { outputFiles } = await build({
    entryPoints,
    outdir: '/out',
    entryNames: '[name]',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: ['chrome100', 'firefox100', 'safari15.4'],
    logLevel: 'silent',
  })
  const textOf = new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*\//, ''), text]))
  return entryPoints.map((entry) => {
    const file = entry.replace(/^.*\//, '').replace(/\.ts$/, '.js')
    return textOf.get(file) ?? ''
  })
}

async function assetOf(name: string, ending: keyof typeof types, text: string | Buffer): Promise<Asset> {
  const body = Buffer.from(text)
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10)
  return {
    url: `/assets/${hash}/${name.replaceAll('/', '-')}.${ending}`,
    type: types[ending],
    body,
    brotli: await promisify(brotliCompress)(body),
    gzip: await promisify(gzip)(body),
  }
}

/** Serves them, packed as the browser likes it. An address of an older process answers 404, and is asked for anew. */
export function serveAssets(app: HaatApp, assets: Assets): void {
  const byUrl = new Map([...assets.values()].map((asset) => [asset.url, asset]))
  app.get('/assets/*', { schema: { hide: true } }, (request, reply) => {
    const asset = byUrl.get(request.url.split('?')[0]!)
    if (!asset) return reply.callNotFound()
    const accepted = String(request.headers['accept-encoding'] ?? '')
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
    if (encoding) reply.header('content-encoding', encoding)
    return reply
      .type(asset.type)
      .header('vary', 'accept-encoding')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.body)
  })
}
