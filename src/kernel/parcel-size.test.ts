import fc from 'fast-check'
import t from 'tap'
import { longestSideMm, sizeTogether, volumeCm3 } from './parcel-size.ts'

const side = fc.integer({ min: 1, max: 2000 })
const size = fc.record({ lengthMm: side, widthMm: side, heightMm: side })

t.test('a parcel holds what is in it', async (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ size, quantity: fc.integer({ min: 1, max: 50 }) }), { minLength: 1 }),
      (packs) => {
        const whole = sizeTogether(packs)!
        const volume = packs.reduce((sum, pack) => sum + volumeCm3(pack.size) * pack.quantity, 0)
        return (
          packs.every((pack) => longestSideMm(pack.size) <= longestSideMm(whole)) &&
          volumeCm3(whole) >= volume - packs.reduce((sum, { quantity }) => sum + quantity, 0)
        )
      },
    ),
  )
  const one = { lengthMm: 100, widthMm: 300, heightMm: 200 }
  t.same(sizeTogether([{ size: one, quantity: 1 }]), { lengthMm: 300, widthMm: 200, heightMm: 100 })
  t.same(sizeTogether([{ size: one, quantity: 3 }]), { lengthMm: 300, widthMm: 200, heightMm: 300 })
  t.equal(sizeTogether([]), null)
  t.equal(
    sizeTogether([
      { size: one, quantity: 1 },
      { size: null, quantity: 1 },
    ]),
    null,
    'nothing is guessed',
  )
})
