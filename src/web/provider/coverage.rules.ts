import { stateNamed } from '../../kernel/states-of-india.ts'

/** Reads the PINs and districts that somebody typed or uploaded. */

export interface RowProblem {
  row: number
  text: string
  why: 'notAPin' | 'fiveDigits' | 'unknownPin' | 'unknownPrefix' | 'unknownDistrict'
}

export interface ReadCoverage {
  pins: string[]
  pinPrefixes: string[]
  districts: { state: string; district: string }[]
  problems: RowProblem[]
  /** Where each PIN, beginning or `district, state` stands, for problems that are found later. */
  rowOf: Map<string, number>
}

const pinShape = /^[1-9][0-9]{5}$/
const prefixShape = /^[1-9][0-9]{0,4}\*$|^[1-9][0-9]{0,3}$/
/** A first line such as `pin`, `pincode,city` or `district,state` names columns. */
const heading = /^"?(?:pin ?(?:code)?|district|पिन|ज़िला|जिला)(?![\p{L}\p{M}])/iu

/**
 * PINs of six digits and beginnings of one to five, of five with a star (without one they may be a PIN that lost a
 * digit), of fewer with or without, each once: one or more a line,
 * between commas, semicolons or spaces; of a table the first column. `Pune, Maharashtra`, one a line, is a whole
 * district. What is none of these is told with its row.
 */
export function readCoverage(text: string): ReadCoverage {
  const [pins, pinPrefixes] = [new Set<string>(), new Set<string>()]
  const problems: RowProblem[] = []
  const rowOf = new Map<string, number>()
  const districts = new Map<string, { state: string; district: string }>()
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    if (at === 0 && heading.test(line.trim())) continue
    const whole = districtIn(line)
    if (whole) {
      const name = `${whole.district}, ${whole.state}`
      districts.set(name, whole)
      rowOf.set(name, rowOf.get(name) ?? at + 1)
      continue
    }
    for (const item of itemsOf(line)) {
      const row = at + 1
      if (pinShape.test(item)) pins.add(item)
      else if (prefixShape.test(item)) pinPrefixes.add(item.replace('*', ''))
      else {
        const why = /^[1-9][0-9]{4}$/.test(item) ? 'fiveDigits' : 'notAPin'
        problems.push({ row, text: item.slice(0, 40), why })
        continue
      }
      rowOf.set(item.replace('*', ''), rowOf.get(item) ?? row)
    }
  }
  return {
    pins: [...pins],
    pinPrefixes: [...pinPrefixes],
    districts: [...districts.values()],
    problems,
    rowOf,
  }
}

/** A district with its state, which tells it from a PIN with its town. */
function districtIn(line: string): { state: string; district: string } | undefined {
  const [district = '', second = ''] = line.split(/[,;\t]/).map((cell) => cell.replaceAll('"', '').trim())
  const state = stateNamed(second)
  return state && /^\p{L}/u.test(district) ? { state: state.name, district } : undefined
}

/** Of a line of PINs all, of a row of a table the first cell. */
function itemsOf(line: string): string[] {
  const items = line
    .split(/[\s,;]+/)
    .map((item) => item.replaceAll('"', ''))
    .filter((item) => item !== '')
  const isTable = items.length > 1 && !items.slice(1).some((item) => /^\d/.test(item))
  return isTable ? items.slice(0, 1) : items
}

/** An area as text for the form: PINs and beginnings, one a line. */
export const writeCoverage = ({
  pins = [],
  pinPrefixes = [],
}: {
  pins?: readonly string[]
  pinPrefixes?: readonly string[]
}): string => [...pinPrefixes.map((prefix) => `${prefix}*`), ...pins].join('\n')
