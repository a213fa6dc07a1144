import t from 'tap'
import { isOffered, slotsOf, waitForSlot } from './slots.rules.ts'

const daily = (open: string, close: string) => ({
  week: Object.fromEntries(
    ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((weekday) => [weekday, [{ open, close }]]),
  ),
})
/** 11:40 in India. */
const at = new Date('2026-11-22T06:10:00Z')
const clock = ({ from }: { from: Date }): string =>
  new Date(from.getTime() + 330 * 60_000).toISOString().slice(5, 16)

t.test('slots of three days, with time to pack and to bring', async (t) => {
  const slots = slotsOf(daily('00:00', '24:00'), 45, at)
  t.equal(clock(slots[0]!), '11-22T14:00', 'noon would be too early')
  t.equal(slots.length, 4 + 7 + 7)
  t.equal(clock(slots.at(-1)!), '11-24T20:00')
  for (const { from, until } of slots) t.equal(until.getTime() - from.getTime(), 7_200_000)
})

t.test('only while the shop is open to hand it out', async (t) => {
  const shown = slotsOf(daily('09:00', '17:00'), 60, at).map(clock)
  t.same(shown.slice(0, 5), ['11-22T14:00', '11-22T16:00', '11-23T10:00', '11-23T12:00', '11-23T14:00'])
  t.same(slotsOf({ week: {} }, 60, at), [])
  const closed = { ...daily('00:00', '24:00'), closedDates: ['2026-11-23'] }
  t.notOk(slotsOf(closed, 60, at).some((slot) => clock(slot).startsWith('11-23')))
})

t.test('a slot is offered or not', async (t) => {
  const hours = daily('00:00', '24:00')
  const [slot] = slotsOf(hours, null, at)
  t.ok(isOffered(slot!, hours, null, at))
  t.notOk(isOffered(slot!, hours, null, slot!.from), 'too late')
  t.notOk(isOffered({ ...slot!, until: new Date(slot!.until.getTime() + 1) }, hours, null, at))
})

t.test('the search for a carrier begins so that the parcel comes within its slot', async (t) => {
  const slot = { from: new Date('2026-11-22T08:30:00Z'), until: new Date('2026-11-22T10:30:00Z') }
  t.equal(waitForSlot(slot, 45, at), (140 - 45) * 60_000)
  t.equal(waitForSlot(slot, null, at), (140 - 60) * 60_000)
  t.equal(waitForSlot(slot, 45, slot.from), 0)
  t.equal(waitForSlot(null, 45, at), 0)
})
