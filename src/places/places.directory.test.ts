import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import t from 'tap'
import { checkPoint, distanceMetres, indiaBounds } from '../kernel/geo.ts'
import { checkPinCode, isArmyPostal } from '../kernel/pin-code.ts'
import { gstCodeOfState, statesOfIndia } from '../kernel/states-of-india.ts'
import { createPinDirectory } from './places.directory.ts'

const directory = createPinDirectory()

t.test('the whole directory, each line sound', async (t) => {
  const records = directory.all()
  t.equal(records.length, 19_586)
  t.equal(new Set(records.map((record) => record.pin)).size, 19_586)
  const wrong = records.filter(
    (record, at) =>
      !checkPinCode(record.pin).ok ||
      (at > 0 && record.pin <= records[at - 1]!.pin) ||
      record.office === '' ||
      !Number.isInteger(record.offices) ||
      record.offices < 1 ||
      record.deliveryOffices > record.offices ||
      (record.point === null) !== (record.confidence === 'none') ||
      (record.point !== null && !checkPoint(record.point).ok),
  )
  t.same(wrong, [])
})

t.test('every state of the directory has a GST code, and every code a state of the directory', async (t) => {
  const named = new Set(directory.all().map((record) => record.state))
  t.equal(named.delete(null), true, 'Army post offices lie in no state')
  t.same([...named].sort(), statesOfIndia.map((state) => state.name).sort())
  for (const name of named) t.match(gstCodeOfState(name!), /^[0-9]{2}$/, name!)
})

t.test('reading happens on first use', async (t) => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round += 1) {
    const start = performance.now()
    createPinDirectory().lookUp('560001')
    best = Math.min(best, performance.now() - start)
  }
  t.comment(`best of three: ${best.toFixed(1)} ms`)
  const missing = createPinDirectory({ file: new URL('file:///nowhere.csv') })
  t.throws(() => missing.all(), { code: 'ENOENT' }, 'not before it is asked')
})

t.test('looking up', async (t) => {
  t.match(directory.lookUp('560001'), {
    state: 'Karnataka',
    district: 'Bengaluru Urban',
    office: 'Bengaluru',
    confidence: 'high',
    spreadMetres: 1400,
    point: { lat: 12.9818, lng: 77.59314 },
  })
  t.equal(directory.lookUp('560999'), undefined)
  t.equal(directory.lookUp(''), undefined)
  t.match(directory.lookUp('124515'), { confidence: 'none', point: null, state: 'Haryana' })
})

t.test('Army PINs, listed and not', async (t) => {
  for (const pin of ['900056', '900099', '912345']) {
    t.match(directory.lookUp(pin), { pin, state: null, district: null, point: null, confidence: 'none' }, pin)
    t.equal(directory.isArmyPostal(pin), true)
  }
  t.equal(directory.isArmyPostal('190001'), false)
  t.equal(directory.lookUp('91234'), undefined)
})

t.test('search by the first digits', async (t) => {
  const found = directory.search({ prefix: '5600', limit: 5 })
  t.same(
    found.map((record) => record.pin),
    ['560001', '560002', '560003', '560004', '560005'],
  )
  t.same(directory.search({ prefix: '560001', limit: 5 }).length, 1)
  t.same(directory.search({ prefix: '0', limit: 5 }), [])
})

t.test('search by a name: offices before districts before states, each place once', async (t) => {
  const pune = directory.search({ text: 'pUNE', limit: 1000 })
  const rank = (record: (typeof pune)[number]) => (record.office.toLowerCase().startsWith('pune') ? 0 : 1)
  t.ok(pune.length > 100)
  t.same(pune.map(rank), pune.map(rank).sort())
  t.equal(new Set(pune).size, pune.length)
  t.ok(pune.every((record) => rank(record) === 0 || record.district === 'Pune'))
  t.equal(directory.search({ text: 'ladakh', limit: 100 }).length, 14)
  t.same(directory.search({ text: 'xyzzy', limit: 5 }), [])
  const both = directory.search({ prefix: '4110', text: 'pune', limit: 1000 })
  t.ok(both.length > 0 && both.every((record) => record.pin.startsWith('4110') && pune.includes(record)))
})

t.test('search goes on behind the last hit, without gap or repetition', async (t) => {
  const whole = directory.search({ text: 'pune', limit: 1000 })
  const paged: typeof whole = []
  for (;;) {
    const page = directory.search({ text: 'pune', limit: 7, after: paged.at(-1)?.pin })
    paged.push(...page)
    if (page.length < 7) break
  }
  t.same(
    paged.map((record) => record.pin),
    whole.map((record) => record.pin),
  )
})

t.test('the nearest are the nearest: compared with measuring all', async (t) => {
  const located = directory.all().filter((record) => record.point !== null && !isArmyPostal(record.pin))
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        fc.double({ min: indiaBounds.minLat, max: indiaBounds.maxLat, noNaN: true }),
        fc.double({ min: indiaBounds.minLng, max: indiaBounds.maxLng, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (lat, lng, limit) => {
          const near = directory.nearest({ lat, lng }, limit).map((one) => one.distanceMetres)
          const all = located
            .map((record) => distanceMetres({ lat, lng }, record.point!))
            .sort((a, b) => a - b)
          return near.length === limit && near.every((metres, at) => Math.abs(metres - all[at]!) < 0.01)
        },
      ),
      { numRuns: 40 },
    ),
  )
})

t.test('a place without a point is never near, nor is the Army', async (t) => {
  const all = directory.nearest({ lat: 28.6448, lng: 77.21672 }, 30_000)
  t.equal(all.length, directory.all().filter((record) => record.point !== null).length)
  t.ok(all.every(({ record }) => record.confidence !== 'none' && !isArmyPostal(record.pin)))
  t.same(directory.nearest({ lat: 28.6448, lng: 77.21672 }, 0), [])
})

t.test('a file of another shape is refused with what is wrong', async (t) => {
  const folder = t.testdir({})
  const write = (text: string) => {
    writeFileSync(`${folder}/pins.csv`, text)
    return createPinDirectory({ file: pathToFileURL(`${folder}/pins.csv`) })
  }
  t.throws(() => write('pin,name\n1,2\n').all(), /columns are not/)
  const header =
    'pincode,state,district,office,n_offices,n_delivery,lat,lng,spread_km,coord_source,coord_confidence'
  t.throws(() => write(`${header}\n110001,Delhi\n`).all(), /cannot be read: 110001,Delhi/)
  t.equal(write(`${header}\n110001,Delhi,,Delhi,1,1,28.6,77.2,,x,high\n`).all().length, 1)
})
