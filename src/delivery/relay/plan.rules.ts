import TinyQueue from 'tinyqueue'
import type { Point } from '../../kernel/geo.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'

/** A place on a way: an end, or a point between two legs. */
export interface Stop {
  /** `start`, `end`, or the point's id. */
  key: string
  pin: string
  /** Null for an address that gave none. */
  point: Point | null
  pointId: Id<'point'> | null
  /** How long a parcel lies here before it goes on. */
  waitMinutes: number
  /** What a stay here costs. */
  feePaise: Paise
}

/** A way between two stops by one carrier. */
export interface Lane {
  from: string
  to: string
  /** `point`: the people of the point where it begins bring it to the door. */
  via: 'startup' | 'post' | 'point'
  pricePaise: Paise
  minutes: number
}

/** By what the shortest way is measured; the other decides between equals. */
export type PlanBy = 'cost' | 'time'

export interface Plan {
  lanes: readonly Lane[]
  pricePaise: Paise
  minutes: number
}

interface Reached {
  key: string
  pricePaise: Paise
  minutes: number
  lanes: readonly Lane[]
}

/** What names a lane: between two stops each kind of carrier has one. */
export type LaneKey = Pick<Lane, 'from' | 'to' | 'via'>

const keyOf = ({ from, to, via }: LaneKey): string => `${from} ${to} ${via}`

/**
 * The shortest way from `start` to `end` over lanes and the stops between them (Dijkstra: all weights are
 * positive). Undefined when there is none. Equal ways: the other measure decides, then fewer hand-overs.
 */
export function shortestWay(
  stops: readonly Stop[],
  lanes: readonly Lane[],
  { by, avoid = [], most = 5 }: { by: PlanBy; avoid?: readonly LaneKey[]; most?: number },
): Plan | undefined {
  const stopOf = new Map(stops.map((stop) => [stop.key, stop]))
  const avoided = new Set(avoid.map(keyOf))
  const leaving = new Map<string, Lane[]>()
  for (const lane of lanes) {
    if (avoided.has(keyOf(lane)) || !stopOf.has(lane.from) || !stopOf.has(lane.to)) continue
    const known = leaving.get(lane.from)
    if (known) known.push(lane)
    else leaving.set(lane.from, [lane])
  }
  const order = (one: Reached, other: Reached): number => {
    const cost = one.pricePaise < other.pricePaise ? -1 : one.pricePaise > other.pricePaise ? 1 : 0
    const time = one.minutes - other.minutes
    return (by === 'cost' ? cost || time : time || cost) || one.lanes.length - other.lanes.length
  }
  const queue = new TinyQueue<Reached>([{ key: 'start', pricePaise: 0n, minutes: 0, lanes: [] }], order)
  const done = new Set<string>()
  for (let at = queue.pop(); at; at = queue.pop()) {
    if (done.has(at.key)) continue
    done.add(at.key)
    if (at.key === 'end') return { lanes: at.lanes, pricePaise: at.pricePaise, minutes: at.minutes }
    if (at.lanes.length === most) continue
    for (const lane of leaving.get(at.key) ?? []) {
      if (done.has(lane.to)) continue
      const stop = stopOf.get(lane.to)!
      const between = lane.to !== 'end'
      queue.push({
        key: lane.to,
        pricePaise: at.pricePaise + lane.pricePaise + (between ? stop.feePaise : 0n),
        minutes: at.minutes + lane.minutes + (between ? stop.waitMinutes : 0),
        lanes: [...at.lanes, lane],
      })
    }
  }
  return undefined
}
