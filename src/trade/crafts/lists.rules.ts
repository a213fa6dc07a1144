import { parse } from 'csv-parse/sync'
import { HaatError } from '../../kernel/errors.ts'
import { stateNamed } from '../../kernel/states-of-india.ts'
import type { CraftEntry, MarkKind } from './crafts.types.ts'

export type ListedEntry = Omit<CraftEntry, 'entryId'> & { identityKey: string }

/** What is wrong with a row of a list; rows as a spreadsheet counts, the heading is 1. */
export interface ListProblem {
  row: number
  column: string
  code: 'missing' | 'unknownState' | 'tooLong' | 'twice'
  detail: string
}

const mostRows = 20_000
const longestName = 200

// Headings by letters alone: those of ours, and those that the lists in circulation have.
const headings = {
  name: [
    'name',
    'product',
    'odopproduct',
    'productname',
    'goods',
    'geographicalindication',
    'giname',
    'उत्पाद',
    'नाम',
  ],
  nameHi: ['namehi', 'producthi', 'hindi', 'हिंदीनाम'],
  state: ['state', 'states', 'stateut', 'राज्य'],
  district: ['district', 'districtname', 'ज़िला', 'जिला'],
  number: ['number', 'applicationno', 'applicationnumber', 'registrationno', 'ginumber'],
  goodsType: ['goodstype', 'type', 'category', 'sector', 'goodsasperschedule'],
  indian: ['isindian'],
} as const
type Column = keyof typeof headings

const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** The states of a cell: several stand between commas, slashes, `and` or `&`. A name with `and` inside goes first. */
function statesIn(text: string): string[] | undefined {
  const whole = stateNamed(text)
  if (whole) return [whole.name]
  const states: string[] = []
  for (const part of text.split(/[,;/]/)) {
    const one = stateNamed(part.trim())
    const several = one ? [one] : part.split(/\s+and\s+|&/).map((each) => stateNamed(each.trim()))
    for (const state of several) {
      if (!state) return undefined
      if (!states.includes(state.name)) states.push(state.name)
    }
  }
  return states
}

/**
 * Reads a list in CSV: `odop` wants state, district and product; `gi` wants name and state, and takes number and
 * goods type; foreign names (`is_indian` 0) are passed over. Throws `unreadableList`.
 */
export function readList(
  kind: MarkKind,
  file: string,
): { entries: ListedEntry[]; problems: ListProblem[]; rows: number } {
  const [heading = [], ...rows] = parsed(file)
  const at = (column: Column): number =>
    heading.findIndex((cell) => (headings[column] as readonly string[]).includes(letters(cell)))
  const places = Object.fromEntries(Object.keys(headings).map((column) => [column, at(column as Column)]))
  const needed: Column[] = kind === 'odop' ? ['name', 'state', 'district'] : ['name', 'state']
  const absent = needed.filter((column) => places[column] === -1)
  if (absent.length > 0 || rows.length > mostRows) {
    throw new HaatError(
      'unprocessable',
      'unreadableList',
      absent.length > 0
        ? `The first row has no column ${absent.join(', ')}. Name the columns there, and send the list again.`
        : `A list has at most ${mostRows} rows. Send it in parts.`,
    )
  }
  const entries: ListedEntry[] = []
  const problems: ListProblem[] = []
  const seen = new Map<string, number>()
  for (const [nth, cells] of rows.entries()) {
    const row = nth + 2
    const cell = (column: Column): string => (cells[places[column]!] ?? '').trim()
    const refuse = (column: Column, code: ListProblem['code'], detail: string) =>
      problems.push({ row, column, code, detail })
    if (cells.every((text) => text.trim() === '') || cell('indian') === '0') continue
    const before = problems.length
    for (const column of needed) {
      if (cell(column) === '') refuse(column, 'missing', 'This cell is empty. Fill it in.')
      if (cell(column).length > longestName)
        refuse(column, 'tooLong', `Shorten this to ${longestName} characters.`)
    }
    const states = cell('state') === '' ? [] : statesIn(cell('state'))
    if (!states)
      refuse('state', 'unknownState', `India has no state "${cell('state').slice(0, 60)}". Correct its name.`)
    if (problems.length > before || !states) continue
    const name = cell('name')
    const district = kind === 'odop' ? cell('district') : null
    const identityKey = [kind, fold(name), ...(district ? [fold(states[0]!), fold(district)] : [])].join(':')
    const earlier = seen.get(identityKey)
    if (earlier !== undefined) {
      refuse('name', 'twice', `Row ${earlier} says the same. Keep one of them.`)
      continue
    }
    seen.set(identityKey, row)
    const text = (column: Column) => cell(column).slice(0, longestName) || null
    entries.push({
      ...{ identityKey, kind, name, states, district },
      nameHi: text('nameHi'),
      number: text('number'),
      goodsType: text('goodsType'),
    })
  }
  return { entries, problems, rows: rows.length }
}

function parsed(file: string): string[][] {
  try {
    return parse(file, { bom: true, relax_column_count: true, skip_empty_lines: true })
  } catch (error) {
    const detail = 'This is no CSV that can be read. Look for a quotation mark that does not close.'
    throw new HaatError('unprocessable', 'unreadableList', detail, { cause: error })
  }
}
