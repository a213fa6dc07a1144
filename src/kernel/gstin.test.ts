import fc from 'fast-check'
import t from 'tap'
import { checkGstin, gstinCheckCharacter, gstinPan, gstinState } from './gstin.ts'
import { panHolderKinds } from './pan.ts'
import { statesOfIndia } from './states-of-india.ts'

const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const digits = '0123456789'
const text = (unit: string, length: number) =>
  fc.string({ unit: fc.constantFrom(...unit), minLength: length, maxLength: length })

const gstins = fc
  .tuple(
    fc.constantFrom(...statesOfIndia.map((state) => state.gstCode)),
    text(capitals, 3),
    fc.constantFrom(...Object.keys(panHolderKinds)),
    text(capitals, 1),
    text(digits, 4),
    text(capitals, 1),
    text(`123456789${capitals}`, 1),
  )
  .map((parts) => `${parts.join('')}Z`)
  .map((first14) => first14 + gstinCheckCharacter(first14))

t.test('published examples', async (t) => {
  for (const gstin of ['27AAPFU0939F1ZV', '24AAQCA8719H1ZC', '29AAGCB7383J1Z4']) {
    t.same(checkGstin(gstin), { ok: true, value: gstin }, gstin)
  }
  t.same(checkGstin(' 27aapfu 0939f1zv'), { ok: true, value: '27AAPFU0939F1ZV' })
  t.match(checkGstin('27AAPFU0939F1Z0'), { ok: false, reason: /one character is mistyped/ })
})

t.test('its parts', async (t) => {
  t.equal(gstinPan('27AAPFU0939F1ZV'), 'AAPFU0939F')
  t.equal(gstinState('27AAPFU0939F1ZV'), 'Maharashtra')
})

t.test('each wrong part is named', async (t) => {
  t.match(checkGstin('27AAPFU0939F1Z'), { ok: false, reason: /15 characters; this has 14/ })
  t.match(checkGstin('27AAPFU0939F0ZV'), { ok: false, reason: /entity character/ })
  t.match(checkGstin('27AAPFU0939F1CV'), { ok: false, reason: /entity character/ })
  t.match(checkGstin('39AAPFU0939F1ZV'), { ok: false, reason: /GST code 39/ })
  t.match(checkGstin('00AAPFU0939F1ZV'), { ok: false, reason: /GST code 00/ })
  t.match(checkGstin('27AAPDU0939F1ZV'), { ok: false, reason: /PAN inside/ })
})

t.test('a made GSTIN is valid, and any one changed character is caught', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(gstins, fc.nat(14), fc.constantFrom(...digits, ...capitals), (gstin, at, other) => {
        const changed = gstin.slice(0, at) + other + gstin.slice(at + 1)
        return checkGstin(gstin).ok && checkGstin(changed).ok === (changed === gstin)
      }),
      { numRuns: 2000 },
    ),
  )
})

t.test('the check character alone catches any one changed character', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(gstins, fc.nat(13), fc.constantFrom(...digits, ...capitals), (gstin, at, other) => {
        fc.pre(gstin.charAt(at) !== other)
        return gstinCheckCharacter(gstin.slice(0, at) + other + gstin.slice(at + 1, 14)) !== gstin.charAt(14)
      }),
      { numRuns: 2000 },
    ),
  )
})

t.test('no text makes it throw', async (t) => {
  t.doesNotThrow(() => fc.assert(fc.property(fc.string({ unit: 'binary' }), (any) => !checkGstin(any).ok)))
})
