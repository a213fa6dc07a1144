import fc from 'fast-check'
import t from 'tap'
import { checkOpeningHours, isOpen, nextOpening, type OpeningHours, weekdays } from './opening-hours.ts'

/** A moment by India's clock. 2026-08-10 is a Monday. */
const ist = (text: string): Date => new Date(`${text}:00+05:30`)

const kirana: OpeningHours = {
  week: {
    mon: [
      { open: '07:00', close: '13:30' },
      { open: '16:00', close: '22:00' },
    ],
    tue: [{ open: '00:00', close: '24:00' }],
    sat: [{ open: '18:00', close: '02:00' }],
  },
  closedDates: ['2026-08-17'],
}

t.test('open and closed by the clock in India', async (t) => {
  const open: Record<string, boolean> = {
    '2026-08-10T06:59': false,
    '2026-08-10T07:00': true,
    '2026-08-10T13:29': true,
    '2026-08-10T13:30': false,
    '2026-08-10T16:00': true,
    '2026-08-10T22:00': false,
    '2026-08-11T00:00': true,
    '2026-08-11T23:59': true,
    '2026-08-12T00:00': false,
    '2026-08-15T17:59': false,
    '2026-08-15T18:00': true,
    '2026-08-16T01:59': true,
    '2026-08-16T02:00': false,
    '2026-08-17T08:00': false,
  }
  for (const [clock, expected] of Object.entries(open)) t.equal(isOpen(kirana, ist(clock)), expected, clock)
})

t.test('a night that began before a closed date runs to its end', async (t) => {
  const hours = { ...kirana, closedDates: ['2026-08-16'] }
  t.equal(isOpen(hours, ist('2026-08-16T01:00')), true)
  t.equal(isOpen({ ...kirana, closedDates: ['2026-08-15'] }, ist('2026-08-16T01:00')), false)
})

t.test('the next opening', async (t) => {
  const next: Record<string, string> = {
    '2026-08-10T03:00': '2026-08-10T07:00',
    '2026-08-10T14:00': '2026-08-10T16:00',
    '2026-08-10T17:00': '2026-08-10T17:00',
    '2026-08-12T00:00': '2026-08-15T18:00',
    '2026-08-16T02:00': '2026-08-18T00:00',
  }
  for (const [at, expected] of Object.entries(next)) t.same(nextOpening(kirana, ist(at)), ist(expected), at)
  t.equal(nextOpening({ week: {} }, ist('2026-08-10T07:00')), undefined)
})

const clocks = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const weeks = fc
  .dictionary(
    fc.constantFrom(...weekdays),
    fc.array(fc.record({ open: clocks, close: clocks }), { maxLength: 2 }),
  )
  .map((week) => checkOpeningHours({ week }))
  .filter((checked) => checked.ok)
  .map((checked) => checked.value)
const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })

t.test('at the next opening it is open, and a minute before it was not', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(weeks, moments, (hours, at) => {
        const next = nextOpening(hours, at)
        if (!next) return Object.keys(hours.week).length === 0
        if (isOpen(hours, at)) return next === at
        const justBefore = new Date(Math.max(at.getTime(), next.getTime() - 60_000))
        return next > at && isOpen(hours, next) && !isOpen(hours, justBefore)
      }),
      { numRuns: 1000 },
    ),
  )
})

t.test('hours that make no sense are refused with what to do', async (t) => {
  const day = (...intervals: [string, string][]) =>
    checkOpeningHours({ week: { mon: intervals.map(([open, close]) => ({ open, close })) } })
  t.match(day(['7:00', '13:00']), { ok: false, reason: /On Monday, write times as HH:MM/ })
  t.match(day(['24:00', '02:00']), { ok: false, reason: /HH:MM/ })
  t.match(day(['09:00', '25:00']), { ok: false, reason: /HH:MM/ })
  t.match(day(['09:00', '09:00']), { ok: false, reason: /00:00 to 24:00/ })
  t.match(day(['09:00', '13:00'], ['12:59', '20:00']), { ok: false, reason: /overlap/ })
  t.match(day(['20:00', '02:00'], ['22:00', '23:00']), { ok: false, reason: /overlap/ })
  t.match(checkOpeningHours({ week: {}, closedDates: ['2026-02-30'] }), { ok: false, reason: /YYYY-MM-DD/ })
})

t.test('hours that make sense come back in order', async (t) => {
  const checked = checkOpeningHours({
    week: {
      mon: [
        { open: '16:00', close: '22:00' },
        { open: '07:00', close: '16:00' },
      ],
      tue: [],
    },
    closedDates: ['2026-08-15', '2026-01-26', '2026-08-15'],
  })
  t.same(checked, {
    ok: true,
    value: {
      week: {
        mon: [
          { open: '07:00', close: '16:00' },
          { open: '16:00', close: '22:00' },
        ],
      },
      closedDates: ['2026-01-26', '2026-08-15'],
    },
  })
})
