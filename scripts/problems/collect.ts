import { readdirSync, readFileSync } from 'node:fs'
import type { ErrorKind } from '../../src/kernel/errors.ts'
import { statusOf } from '../../src/platform/http/index.ts'
import { words } from './words.ts'

export interface Problem {
  /** File below src/ in which it is thrown. */
  file: string
  code: string
  /** Undefined where it is no answer over HTTP by itself. */
  status: number | undefined
  /** What happened and what to do; `…` where a value of the moment stands. */
  sentence: string
}

type Maker = { call: string; kind?: ErrorKind; in?: string; from?: 'kind' }

/** How code makes problems: the constructor, and helpers that take the code as their first argument. */
const makers: readonly Maker[] = [
  { call: 'new HaatError', from: 'kind' },
  { call: 'refused', kind: 'unprocessable', in: 'trade/catalogue/listing' },
  { call: 'refuse', kind: 'conflict', in: 'platform/database/backup.ts' },
  { call: 'unreadableFile', in: 'trade/catalogue/import' },
  { call: 'problem', in: 'trade/orders/quote.rules.ts' },
  { call: 'about', in: 'trade/orders/quote.rules.ts' },
]
/** Inside the helpers themselves the code is a variable. */
const passesOn = /^(?:'\w+',\s*)?code,/

const text = /'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`/.source

/** Every problem that a source throws by name. Throws for one whose code cannot be read. */
export function problemsIn(file: string, source: string): Problem[] {
  return makers.flatMap((maker) => {
    if (maker.in && !file.startsWith(maker.in)) return []
    const calls = source.matchAll(new RegExp(String.raw`(?<![\w.])${maker.call}\(\s*`, 'g'))
    return [...calls].flatMap((call) => {
      const rest = source.slice(call.index + call[0].length)
      if (passesOn.test(rest) || /^code: /.test(rest)) return []
      const kind = maker.from ? /^'(\w+)',\s*/.exec(rest) : undefined
      const afterKind = kind ? rest.slice(kind[0].length) : rest
      const code = /^'(\w+)',\s*/.exec(afterKind)
      if (!code || (maker.from && !kind))
        throw new Error(`${file}: cannot read the code of a problem: ${rest.slice(0, 80)}`)
      const sentence = new RegExp(String.raw`^(?:${text})\s*[,)]`).exec(afterKind.slice(code[0].length))
      const said = sentence ? (sentence[1] ?? sentence[2]!) : words[code[1]!]
      if (said === undefined)
        throw new Error(`${file}: ${code[1]} needs a sentence in scripts/problems/words.ts`)
      const heldBy = (kind?.[1] ?? maker.kind) as ErrorKind | undefined
      return [{ file, code: code[1]!, status: heldBy && statusOf[heldBy], sentence: plain(said) }]
    })
  })
}

const plain = (said: string): string =>
  said
    .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')
    .replace(/\\n\s*/g, ' ')
    .replace(/\\(.)/g, '$1')
    .replace(/\|/g, '\\|')

/** Every problem of the whole source, file by file. */
export function collectProblems(root: URL): Problem[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !/\.(?:test|testing)\.ts$/.test(file))
    .sort()
  return files.flatMap((file) => problemsIn(file, readFileSync(new URL(file, root), 'utf8')))
}
