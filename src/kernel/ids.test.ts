import fc from 'fast-check'
import t from 'tap'
import { fromUUID, toUUID } from 'typeid-js'
import { idOf, idPattern, newId, uuidOf } from './ids.ts'

t.test('an id survives the way to the database and back', async (t) => {
  const id = newId('order')
  t.match(id, idPattern('order'))
  t.match(uuidOf(id), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUIDv7')
  t.equal(idOf('order', uuidOf(id)), id)
})

t.test('the pattern refuses other kinds, other alphabets and more than 128 bits', async (t) => {
  const id = newId('listing')
  t.notMatch(id, idPattern('order'))
  t.notMatch(`${id}0`, idPattern('listing'))
  t.notMatch(id.toUpperCase(), idPattern('listing'))
  t.notMatch(`lst_8${'0'.repeat(25)}`, idPattern('listing'))
  t.notMatch(`lst_0${'u'.repeat(25)}`, idPattern('listing'))
})

t.test('ids made later sort later', async (t) => {
  const first = newId('order')
  await new Promise((resolve) => setTimeout(resolve, 3))
  t.ok(first < newId('order'))
})

t.test('ids are TypeIDs, as the reference implementation writes them', async (t) => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      const id = idOf('order', uuid)
      return id === fromUUID(uuid, 'ord') && uuidOf(id) === toUUID(id as never) && uuidOf(id) === uuid
    }),
  )
  t.equal(idOf('order', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'), 'ord_7zzzzzzzzzzzzzzzzzzzzzzzzz')
  t.equal(uuidOf('ord_00000000000000000000000000'), '00000000-0000-0000-0000-000000000000')
})

t.test('what is no id is refused', async (t) => {
  const suffix = '01h455vb4pex5vsknk084sn02q'
  for (const text of ['', suffix, `ord${suffix}`, `ord_8${suffix.slice(1)}`, `ord_${suffix.toUpperCase()}`]) {
    t.throws(() => uuidOf(text), TypeError, text)
  }
  t.throws(() => uuidOf(`ord_${suffix.slice(1)}`), TypeError, 'too short')
  t.throws(() => uuidOf(`ord_${suffix.replace('h', 'u')}`), TypeError, 'another alphabet')
  t.throws(() => uuidOf(`ord_${suffix.replace('h', '\u{1F600}')}`), TypeError)
  t.throws(() => idOf('order', 'ord_x'), TypeError)
})
