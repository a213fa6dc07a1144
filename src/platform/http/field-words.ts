import type { FieldProblem } from '../../kernel/errors.ts'

/** What zod says of one field, as the type provider hands it on. */
export interface Issue {
  instancePath: string
  message?: string
  keyword?: string
  params?: object
}

type Facts = {
  expected?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  inclusive?: boolean
  format?: string
  values?: readonly unknown[]
  keys?: readonly string[]
}

/** How zod's own sentences begin; a schema that has words of its own keeps them. */
const zodsOwn = /^(?:Invalid|Too (?:small|big)|Unrecognized|Expected)\b/

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
}
const formats: Record<string, string> = {
  date: 'must be a day such as 2026-11-20',
  datetime: 'must be a time such as 2026-11-20T06:30:00Z',
  url: 'must be a whole web address such as https://example.com/page',
}

/** The wrong fields of a request, each with words that say what it should be. */
export const fieldsOf = (issues: readonly Issue[]): FieldProblem[] =>
  issues.flatMap((issue) => {
    const pointer = issue.instancePath || '/'
    const code = issue.keyword ?? 'invalid'
    const facts = (issue.params ?? {}) as Facts
    const message = issue.message ?? 'is not valid'
    if (code === 'unrecognized_keys' && facts.keys) {
      const at = pointer === '/' ? '' : pointer
      const detail = 'is not known here. Look at its spelling, or leave it out'
      return facts.keys.map((key) => ({
        pointer: `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`,
        code,
        detail,
      }))
    }
    return [{ pointer, code, detail: zodsOwn.test(message) ? wordsFor(code, facts, message) : message }]
  })

function wordsFor(code: string, facts: Facts, message: string): string {
  switch (code) {
    case 'invalid_type':
      if (/received undefined$/.test(message)) return 'is missing'
      return `must be ${kinds[facts.expected ?? ''] ?? facts.expected ?? 'of another kind'}`
    case 'too_small':
      return `must ${bound(facts, facts.minimum, 'at least', 'more than')}`
    case 'too_big':
      return `must ${bound(facts, facts.maximum, 'at most', 'less than')}`
    case 'invalid_value':
      return facts.values?.length === 1
        ? `must be ${String(facts.values[0])}`
        : `must be one of ${(facts.values ?? []).map(String).join(', ')}`
    case 'invalid_format':
      return formats[facts.format ?? ''] ?? 'is not written as it should be; the documentation has an example'
    case 'invalid_union':
      return 'has none of the forms that are taken here; the documentation has an example'
    default:
      return message
  }
}

function bound(
  { origin, inclusive }: Facts,
  limit: number | bigint | undefined,
  within: string,
  beyond: string,
) {
  const words = `${inclusive === false ? beyond : within} ${limit}`
  if (origin === 'string')
    return limit === 1 && within === 'at least' ? 'not be empty' : `have ${words} characters`
  if (origin === 'array' || origin === 'set') return `have ${words} entries`
  return `be ${words}`
}
