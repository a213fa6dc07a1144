import t from 'tap'
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
