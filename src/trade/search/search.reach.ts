import { boundingBox, distanceMetres, isWithin, type Point } from '../../kernel/geo.ts'
import type { PinDirectory, PinRecord } from '../../places/index.ts'

/**
 * Where a shop delivers, as a set of names that every index can look up, exact and short: PINs that it names
 * itself, PINs whose middle lies in its radius, and in place of all located PINs that begin alike, their
 * common beginning. A shop that delivers all over India has eight names, not nineteen thousand.
 */

const lengths = [1, 2, 3, 4, 5] as const

export interface Reach {
  point: Point
  radiusMetres: number
  pinsServed: readonly string[]
}

export interface Reaches {
  /** The names of the places that a shop serves, in order. */
  namesServed(reach: Reach): string[]
}

/** The names under which a PIN may be served. Where nobody knows a PIN's place, no radius reaches it. */
export const namesOfPin = ({ pin, point }: Pick<PinRecord, 'pin' | 'point'>): string[] =>
  point ? [pin, ...lengths.map((length) => `${pin.slice(0, length)}*`)] : [pin]

export function createReaches({ directory }: { directory: Pick<PinDirectory, 'all'> }): Reaches {
  let located: { pin: string; point: Point }[] | undefined
  let totals: Map<string, number> | undefined
  const read = () => {
    located ??= directory.all().flatMap(({ pin, point }) => (point ? [{ pin, point }] : []))
    totals ??= countBeginnings(located.map(({ pin }) => pin))
    return { located, totals }
  }

  return {
    namesServed({ point, radiusMetres, pinsServed }) {
      const names = new Set(pinsServed)
      if (radiusMetres > 0) {
        const { located, totals } = read()
        const box = boundingBox(point, radiusMetres)
        const inside = located
          .filter((pin) => isWithin(box, pin.point) && distanceMetres(point, pin.point) <= radiusMetres)
          .map(({ pin }) => pin)
        for (const name of shorten(inside, totals)) names.add(name)
      }
      return [...names].sort()
    },
  }
}

function countBeginnings(pins: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const pin of pins) {
    for (const length of lengths) {
      const start = pin.slice(0, length)
      counts.set(start, (counts.get(start) ?? 0) + 1)
    }
  }
  return counts
}

/** Puts a beginning in the place of its PINs wherever all of them are there; the shortest one wins. */
function shorten(pins: readonly string[], totals: ReadonlyMap<string, number>): Set<string> {
  const counts = countBeginnings(pins)
  return new Set(
    pins.map((pin) => {
      const whole = lengths.find((length) => {
        const start = pin.slice(0, length)
        return counts.get(start) === totals.get(start)
      })
      return whole === undefined ? pin : `${pin.slice(0, whole)}*`
    }),
  )
}
