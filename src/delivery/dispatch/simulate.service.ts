import { invalid } from '../../kernel/errors.ts'
import { distanceMetres, type Point } from '../../kernel/geo.ts'
import { type Id, idOf, newId } from '../../kernel/ids.ts'
import { type Database, statement } from '../../platform/database/index.ts'
import { createFleet, type ProviderFacts, startOfIndiaDay, type Terms } from '../providers/index.ts'
import { plainChoice, type Strategy } from './dispatch.rules.ts'
import { type MarketView, marketOf } from './market.view.ts'
import { type Replay, type ReplayedParcel, replay } from './simulate.rules.ts'
import type { Weights } from './weights.rules.ts'

/** Against what a day is replayed; what is absent is as it is in this market. */
export interface SimulationChange {
  weights?: Partial<Weights> | undefined
  strategy?: Strategy | undefined
  providers?: readonly (Terms & { name: string })[] | undefined
}

/** A line of a file of orders. */
export interface OrderLine {
  at: Date
  pickupPin: string
  dropPin: string
  weightGrams: number
  isFood: boolean
  codPaise: bigint
}

const parcelsOfDay = statement(
  'simulate_parcels',
  `select shop_id, id, pickup_pin, pickup_lat, pickup_lng, drop_pin, drop_lat, drop_lng, distance_metres, weight_grams, is_food,
     cod_paise, created_at
   from shipments where created_at >= $1 and created_at < $2 and leg = 0 order by created_at, id`,
)
const dayMs = 86_400_000

interface Row {
  shop_id: string
  id: string
  pickup_pin: string
  pickup_lat: number
  pickup_lng: number
  drop_pin: string
  drop_lat: number | null
  drop_lng: number | null
  distance_metres: number
  weight_grams: number
  is_food: boolean
  cod_paise: bigint
  created_at: Date
}

const parcelOf = (row: Row): ReplayedParcel => ({
  shopId: idOf('shop', row.shop_id),
  seed: idOf('shipment', row.id),
  at: row.created_at,
  pickup: { pin: row.pickup_pin, point: { lat: row.pickup_lat, lng: row.pickup_lng } },
  drop: {
    pin: row.drop_pin,
    point: row.drop_lat === null || row.drop_lng === null ? null : { lat: row.drop_lat, lng: row.drop_lng },
  },
  distanceMetres: row.distance_metres,
  weightGrams: row.weight_grams,
  isFood: row.is_food,
  codPaise: row.cod_paise,
})

const factsOf = (id: Id<'provider'>, { name, ...terms }: Terms & { name: string }): ProviderFacts => ({
  ...terms,
  providerId: id,
  name,
  status: 'approved',
  termsNumber: 1,
  channel: 'pull',
  ondc: null,
  webhookUrl: '',
  secrets: [],
})

export type Simulation = ReturnType<typeof createSimulation>

/** Replays parcels against other weights or other providers. Nothing is written, nobody is asked. */
export function createSimulation({
  db,
  market,
  pointOfPin,
}: {
  db: Database
  market: MarketView
  pointOfPin: (pin: string) => Point | undefined
}) {
  return {
    /** The parcels of a day in India, `2026-11-20`, as they were packed. */
    async parcelsOf(day: string): Promise<ReplayedParcel[]> {
      const from = startOfIndiaDay(day)
      const to = new Date(from.getTime() + dayMs)
      return (await db.query<Row>(parcelsOfDay, [from, to])).map(parcelOf)
    },

    /** Parcels of a file; each PIN counts as the middle of its post offices. Throws `invalidFields`. */
    parcelsFrom: (lines: readonly OrderLine[]): ReplayedParcel[] =>
      lines.map((line, at) => {
        const from = pointOfPin(line.pickupPin)
        if (!from)
          throw invalid([
            {
              pointer: `/${at}/pickupPin`,
              code: 'invalid',
              detail: `${line.pickupPin} is no PIN with a place`,
            },
          ])
        const to = pointOfPin(line.dropPin) ?? null
        return {
          shopId: newId('shop'),
          seed: `line-${at + 1}`,
          at: line.at,
          pickup: { pin: line.pickupPin, point: from },
          drop: { pin: line.dropPin, point: to },
          distanceMetres: to ? Math.round(distanceMetres(from, to)) : 0,
          weightGrams: line.weightGrams,
          isFood: line.isFood,
          codPaise: line.codPaise,
        }
      }),

    async run(parcels: readonly ReplayedParcel[], change: SimulationChange = {}): Promise<Replay> {
      const now = await market.now()
      const fleet = change.providers
        ? createFleet({
            all: change.providers.map((one) => factsOf(newId('provider'), one)),
            loans: [],
            districtOf: now.fleet.districtOf,
          })
        : now.fleet
      // Today's load has nothing to do with the day that is replayed: it is counted by the replay itself.
      const marks = { ...now.marks, loadOf: () => undefined }
      const seen = marketOf({ ...now, fleet, marks, weights: { ...now.weights, ...change.weights } })
      return replay(seen, parcels, change.strategy && { ...plainChoice, strategy: change.strategy })
    },
  }
}
