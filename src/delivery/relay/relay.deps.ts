import type { Point } from '../../kernel/geo.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { PointsService } from '../points/index.ts'
import type { ShipmentOrders, Shipments } from '../shipments/index.ts'
import type { RelayCarriers, RelaySettings } from './relay.ports.ts'

export interface RelayDeps {
  db: Database
  outbox: Outbox
  shipments: Shipments
  points: PointsService
  orders: Pick<ShipmentOrders, 'statesOf'>
  carriers: RelayCarriers
  settings: RelaySettings
  pointOfPin: (pin: string) => Point | undefined
}
