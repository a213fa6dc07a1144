import { invalid } from '../../kernel/errors.ts'
import { distanceMetres, type Point } from '../../kernel/geo.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { startOfIndiaDay } from '../../kernel/india-day.ts'
import type { Database } from '../../platform/database/index.ts'
import { createFleet, type ProviderFacts, type Terms } from '../providers/index.ts'
import type { ShipmentsService } from '../shipments/index.ts'
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

const dayMs = 86_400_000

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
  shipments,
  market,
  pointOfPin,
}: {
  db: Database
  shipments: Pick<ShipmentsService, 'madeBetween'>
  market: MarketView
  pointOfPin: (pin: string) => Point | undefined
}) {
  return {
    /** The parcels of a day in India, `2026-11-20`, as they were packed. */
    async parcelsOf(day: string): Promise<ReplayedParcel[]> {
      const from = startOfIndiaDay(day)
      const to = new Date(from.getTime() + dayMs)
      const parcels = await shipments.madeBetween(db, from, to)
      return parcels.map((parcel) => ({ ...parcel, seed: parcel.shipmentId, at: parcel.createdAt }))
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
