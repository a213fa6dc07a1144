import fc from 'fast-check'
import t from 'tap'
import { quantityUnits } from './catalogue.types.ts'
import { baseQuantity, unitPrice } from './unit-price.rules.ts'

t.test('small packs are priced per gram, millilitre and centimetre', async (t) => {
  t.same(unitPrice(5000n, 200, 'g'), { paise: 25n, per: 'g' })
  t.same(unitPrice(9900n, 400, 'g'), { paise: 25n, per: 'g' }, '24.75 paise round up')
  t.same(unitPrice(2400n, 0.5, 'kg'), { paise: 5n, per: 'g' }, '4.8 paise a gram')
  t.same(unitPrice(4500n, 750, 'ml'), { paise: 6n, per: 'ml' })
  t.same(unitPrice(4500n, 0.75, 'l'), { paise: 6n, per: 'ml' }, 'the same pack written in litres')
  t.same(unitPrice(2500n, 0.5, 'm'), { paise: 50n, per: 'cm' })
})

t.test('larger packs are priced per kilogram, litre and metre', async (t) => {
  t.same(unitPrice(26200n, 5, 'kg'), { paise: 5240n, per: 'kg' })
  t.same(unitPrice(26200n, 5000, 'g'), { paise: 5240n, per: 'kg' })
  t.same(unitPrice(15000n, 1500, 'ml'), { paise: 10_000n, per: 'l' })
  t.same(unitPrice(30_000n, 2.5, 'm'), { paise: 12_000n, per: 'm' })
  t.same(unitPrice(12_000n, 12, 'piece'), { paise: 1000n, per: 'piece' })
})

t.test('no unit price where it equals the price', async (t) => {
  t.equal(unitPrice(5800n, 1, 'kg'), null)
  t.equal(unitPrice(5800n, 1000, 'g'), null)
  t.equal(unitPrice(5800n, 1, 'l'), null)
  t.equal(unitPrice(5800n, 1, 'm'), null)
  t.equal(unitPrice(5800n, 1, 'piece'), null)
})

t.test('a unit price times the quantity is the price, to within half a paisa a unit', async (t) => {
  const anyPack = fc.record({
    price: fc.bigInt(1n, 1_000_000_000n),
    thousandths: fc.integer({ min: 1, max: 100_000_000 }),
    unit: fc.constantFrom(...quantityUnits),
  })
  const unitsOf = { g: 1000n, kg: 1_000_000n, ml: 1000n, l: 1_000_000n, cm: 1000n, m: 100_000n, piece: 1000n }
  fc.assert(
    fc.property(anyPack, ({ price, thousandths, unit }) => {
      const quantity = baseQuantity(thousandths / 1000, unit)
      const stated = unitPrice(price, thousandths / 1000, unit)
      if (!stated) return quantity === unitsOf[unit === 'g' ? 'kg' : unit === 'ml' ? 'l' : unit]
      const one = unitsOf[stated.per]
      const off = stated.paise * quantity - price * one
      return (off < 0n ? -off : off) * 2n <= quantity
    }),
  )
  t.pass('held for random packs')
})
