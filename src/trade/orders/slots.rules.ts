import { isOpen, type OpeningHours } from '../../kernel/opening-hours.ts'

/** A time in which the buyer wants to be delivered to. */
export interface Slot {
  from: Date
  until: Date
}

const minute = 60_000
const day = 1440 * minute
const istOffset = 330 * minute
/** Starts by the clock in India; each lasts two hours. */
const startHours = [8, 10, 12, 14, 16, 18, 20]
const lengthMs = 120 * minute
const daysAhead = 3
/** For packing, before anything can leave. */
const prepMinutes = 30
/** From the shop to the door, where nobody has promised anything: the shop brings it. */
export const usualWayMinutes = 60

/**
 * The slots that a shop can keep: of today and the two days after, those before which there is time to pack and to
 * bring it, and for which the shop is open when the parcel has to leave. `wayMinutes`: from shop to door.
 */
export function slotsOf(hours: OpeningHours, wayMinutes: number | null, at: Date): Slot[] {
  const way = (wayMinutes ?? usualWayMinutes) * minute
  const midnight = Math.floor((at.getTime() + istOffset) / day) * day - istOffset
  return Array.from({ length: daysAhead }, (_, ahead) => midnight + ahead * day)
    .flatMap((start) => startHours.map((hour) => start + hour * 60 * minute))
    .filter(
      (from) => from >= at.getTime() + way + prepMinutes * minute && isOpen(hours, new Date(from - way)),
    )
    .map((from) => ({ from: new Date(from), until: new Date(from + lengthMs) }))
}

/** Whether this is one of the slots that the shop can keep now. */
export const isOffered = (slot: Slot, ...shop: Parameters<typeof slotsOf>): boolean =>
  slotsOf(...shop).some(
    ({ from, until }) => from.getTime() === slot.from.getTime() && until.getTime() === slot.until.getTime(),
  )

/** Milliseconds from `at` until a packed parcel has to look for its carrier, to come within its slot. */
export const waitForSlot = (slot: Slot | null, wayMinutes: number | null, at: Date): number =>
  slot ? Math.max(0, slot.from.getTime() - (wayMinutes ?? usualWayMinutes) * minute - at.getTime()) : 0
