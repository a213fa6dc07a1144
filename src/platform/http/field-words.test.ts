import { validatorCompiler } from 'fastify-type-provider-zod'
import t from 'tap'
import { z } from 'zod'
import { fieldsOf, type Issue } from './field-words.ts'

const shape = z.strictObject({
  name: z.string().min(1).max(3),
  pin: z.string().regex(/^\d{6}$/, 'must be a PIN of six digits'),
  count: z.int().min(1).max(5),
  above: z.number().gt(0),
  method: z.enum(['upi', 'cod']),
  only: z.literal('yes'),
  tags: z.array(z.string()).min(1).max(2),
  sure: z.boolean(),
  day: z.iso.date(),
  page: z.url(),
  either: z.union([z.string(), z.number()]),
})

// As Fastify calls it for each request.
const validate = validatorCompiler({ schema: shape, method: 'POST', url: '/x', httpPart: 'body' })

/** Pointer and words of all that is wrong with this. */
const said = (value: unknown): Record<string, string> => {
  const { error } = validate(value) as unknown as { error: Issue[] }
  return Object.fromEntries(fieldsOf(error).map(({ pointer, detail }) => [pointer, detail]))
}

t.test('what is missing is called missing', async (t) => {
  const words = said({ either: 1 })
  for (const field of ['name', 'pin', 'count', 'sure', 'day', 'page', 'tags'])
    t.equal(words[`/${field}`], 'is missing', field)
  t.equal(words['/method'], 'must be one of upi, cod')
  t.equal(words['/only'], 'must be yes')
})

t.test('each wrong field says what it should be, and no word of the library is left', async (t) => {
  const wrong = {
    name: '',
    pin: '99',
    count: 9,
    above: 0,
    method: 'card',
    only: 'no',
    tags: ['a', 'b', 'c'],
    sure: 'yes',
    day: 'soon',
    page: 'x',
    either: true,
    'od/d': 1,
    more: 2,
  }
  t.strictSame(said(wrong), {
    '/name': 'must not be empty',
    '/pin': 'must be a PIN of six digits',
    '/count': 'must be at most 5',
    '/above': 'must be more than 0',
    '/method': 'must be one of upi, cod',
    '/only': 'must be yes',
    '/tags': 'must have at most 2 entries',
    '/sure': 'must be true or false',
    '/day': 'must be a day such as 2026-11-20',
    '/page': 'must be a whole web address such as https://example.com/page',
    '/either': 'has none of the forms that are taken here; the documentation has an example',
    '/od~1d': 'is not known here. Look at its spelling, or leave it out',
    '/more': 'is not known here. Look at its spelling, or leave it out',
  })
  t.match(said({ ...wrong, name: 'long', count: 1.5 }), {
    '/name': 'must have at most 3 characters',
    '/count': 'must be a whole number',
  })
  t.strictSame(said(null), { '/': 'must be an object' })
})
