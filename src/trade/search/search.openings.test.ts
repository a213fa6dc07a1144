import t from 'tap'
import { distanceMetres } from '../../kernel/geo.ts'
import { isOpen, type OpeningHours } from '../../kernel/opening-hours.ts'
import { createPlaces } from '../../places/index.ts'
import { createBreaker } from './search.breaker.ts'
import { blocksAround, blocksOf, momentsOf, openingsOf } from './search.openings.ts'
import { createReaches, namesOfPin } from './search.reach.ts'
import { audienceBits, bandOf, limitsOf } from './search.rules.ts'

t.test('both forms of opening hours agree with the kernel at every minute of two weeks', async (t) => {
  const hours: OpeningHours = {
    week: {
      mon: [
        { open: '09:07', close: '13:00' },
        { open: '16:00', close: '24:00' },
      ],
      tue: [{ open: '00:00', close: '24:00' }],
      wed: [{ open: '18:30', close: '03:15' }],
      sat: [{ open: '22:00', close: '05:59' }],
      sun: [{ open: '06:00', close: '06:01' }],
    },
    closedDates: ['2026-04-08', '2026-04-12'],
  }
  const openings = openingsOf(hours)
  const blocks = new Set(blocksOf(openings))
  const start = Date.parse('2026-03-31T18:30:00Z')
  let wrong = 0
  let open = 0
  for (let minute = 0; minute < 14 * 1440; minute += 1) {
    const at = new Date(start + minute * 60_000)
    const { today, yesterday } = momentsOf(at)
    const among = [today, yesterday].filter(({ date }) => !hours.closedDates!.includes(date))
    const byRange = among.some((one) =>
      openings.some(({ from, to }) => from <= one.minute && one.minute < to),
    )
    const byBlock = among.some((one) => blocksAround(one.minute).some((block) => blocks.has(block)))
    const truth = isOpen(hours, at)
    if (byRange !== truth || byBlock !== truth) wrong += 1
    if (truth) open += 1
  }
  t.equal(wrong, 0)
  t.ok(open > 4000, `${open} minutes open`)
  t.ok(blocks.size < 60, `${blocks.size} blocks`)
})

t.test('where a shop delivers, in few names and exactly', async (t) => {
  const places = createPlaces()
  const reaches = createReaches({ directory: places })
  const point = { lat: 12.9818, lng: 77.59314 }
  for (const radiusMetres of [0, 800, 5000, 40_000, 250_000, 4_000_000]) {
    const names = new Set(reaches.namesServed({ point, radiusMetres, pinsServed: ['110001', '912345'] }))
    let wrong = 0
    for (const record of places.all()) {
      const truth =
        record.pin === '110001' ||
        (radiusMetres > 0 && record.point !== null && distanceMetres(point, record.point) <= radiusMetres)
      if (namesOfPin(record).some((name) => names.has(name)) !== truth) wrong += 1
    }
    t.equal(wrong, 0, `${radiusMetres} m: ${names.size} names`)
    t.ok(names.size < 500)
    t.ok(
      namesOfPin(places.lookUp('912345')!).some((name) => names.has(name)),
      'an Army PIN served by name',
    )
    t.notOk(namesOfPin(places.lookUp('912346')!).some((name) => names.has(name)))
  }
})

t.test('price bands and kinds of buyer', async (t) => {
  t.same([0n, 4_999n, 5_000n, 499_999n, 500_000n, 10n ** 12n].map(bandOf), [0, 0, 1, 5, 6, 6])
  for (let band = 0; band <= 6; band += 1) t.equal(bandOf(limitsOf(band).minPaise), band)
  t.equal(limitsOf(6).maxPaise, null)
  t.equal(audienceBits(['consumer', 'distributor']), 9)
})

t.test('the breaker rests, tries once, and closes again', async (t) => {
  let now = 0
  const breaker = createBreaker({ failures: 2, restMs: 100, now: () => now })
  breaker.failed()
  breaker.succeeded()
  breaker.failed()
  t.ok(breaker.mayTry(), 'one failure is none')
  breaker.failed()
  t.notOk(breaker.mayTry())
  now = 100
  t.ok(breaker.mayTry(), 'one tries')
  t.notOk(breaker.mayTry(), 'the others wait')
  breaker.failed()
  now = 150
  t.notOk(breaker.mayTry())
  now = 201
  t.ok(breaker.mayTry())
  breaker.succeeded()
  t.ok(breaker.mayTry() && breaker.mayTry())
})
