import { distanceMetres } from '../../src/kernel/geo.ts'

/** A document as it was given. */
export type Document = Record<string, unknown>

type Test = (document: Document) => boolean

/** A filter that cannot be read, or one over an attribute that is not filterable. */
export class BadFilter extends Error {}

/**
 * Reads the part of Meilisearch's filter language that a search adapter uses: AND, OR, NOT, brackets, `=`,
 * `!=`, `<`, `<=`, `>`, `>=`, IN, NOT IN and `_geoRadius`. A list of filters must all hold.
 */
export function readFilter(filter: unknown, filterable: ReadonlySet<string>): Test {
  if (filter === undefined || filter === null) return () => true
  if (Array.isArray(filter)) {
    const tests = filter.map((part) => {
      if (!Array.isArray(part)) return readFilter(part, filterable)
      const either = part.map((one) => readFilter(one, filterable))
      return (document: Document) => either.some((test) => test(document))
    })
    return (document) => tests.every((test) => test(document))
  }
  if (typeof filter !== 'string') throw new BadFilter('a filter is a string or a list')
  return parse(filter, filterable)
}

function parse(text: string, filterable: ReadonlySet<string>): Test {
  const tokens =
    text.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|>=|<=|!=|[()[\],=<>]|[^\s()[\],=<>!]+/g) ?? []
  let at = 0
  const peek = (): string | undefined => tokens[at]
  const next = (): string => {
    const token = tokens[at++]
    if (token === undefined) throw new BadFilter(`the filter ends too early: ${text}`)
    return token
  }
  const expect = (token: string): void => {
    const found = next()
    if (found !== token) throw new BadFilter(`expected ${token}, found ${found}: ${text}`)
  }
  const value = (): string => {
    const token = next()
    return /^["']/.test(token) ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token
  }
  const attribute = (): string => {
    const name = value()
    if (!filterable.has(name)) throw new BadFilter(`Attribute \`${name}\` is not filterable`)
    return name
  }
  const list = (): string[] => {
    const values: string[] = []
    expect('[')
    while (peek() !== ']') {
      values.push(value())
      if (peek() === ',') next()
    }
    expect(']')
    return values
  }

  function either(): Test {
    const tests = [all()]
    while (peek() === 'OR') {
      next()
      tests.push(all())
    }
    return (document) => tests.some((test) => test(document))
  }
  function all(): Test {
    const tests = [one()]
    while (peek() === 'AND') {
      next()
      tests.push(one())
    }
    return (document) => tests.every((test) => test(document))
  }
  function one(): Test {
    if (peek() === 'NOT') {
      next()
      const test = one()
      return (document) => !test(document)
    }
    if (peek() === '(') {
      next()
      const test = either()
      expect(')')
      return test
    }
    if (peek() === '_geoRadius') return geoRadius()
    const name = attribute()
    const operator = next()
    if (operator === 'IN') {
      const values = new Set(list().map((text) => text.toLowerCase()))
      return (document) => valuesOf(document[name]).some((text) => values.has(text))
    }
    if (operator === 'NOT') {
      expect('IN')
      const values = new Set(list().map((text) => text.toLowerCase()))
      return (document) => !valuesOf(document[name]).some((text) => values.has(text))
    }
    return compare(name, operator, value())
  }
  function geoRadius(): Test {
    next()
    expect('(')
    const [lat, lng, metres] = [0, 1, 2].map((nth) => {
      if (nth > 0) expect(',')
      return Number(value())
    })
    expect(')')
    if (!filterable.has('_geo')) throw new BadFilter('Attribute `_geo` is not filterable')
    return (document) => {
      const place = document._geo as { lat: number; lng: number } | undefined
      return place !== undefined && distanceMetres({ lat: lat!, lng: lng! }, place) <= metres!
    }
  }

  const test = either()
  if (at < tokens.length) throw new BadFilter(`cannot read from ${tokens[at]} on: ${text}`)
  return test
}

function compare(name: string, operator: string, wanted: string): Test {
  const number = Number(wanted)
  switch (operator) {
    case '=':
      return (document) => valuesOf(document[name]).includes(wanted.toLowerCase())
    case '!=':
      return (document) => !valuesOf(document[name]).includes(wanted.toLowerCase())
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (document) => {
        const value = document[name]
        if (typeof value !== 'number') return false
        if (operator === '<') return value < number
        if (operator === '<=') return value <= number
        return operator === '>' ? value > number : value >= number
      }
    default:
      throw new BadFilter(`no such operator: ${operator}`)
  }
}

/** The values of an attribute as filters compare them: without regard to capitals. */
const valuesOf = (value: unknown): string[] =>
  value === null || value === undefined
    ? []
    : (Array.isArray(value) ? value : [value]).map((one) => String(one).toLowerCase())
