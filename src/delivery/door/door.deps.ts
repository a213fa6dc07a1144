import type { Point } from '../../kernel/geo.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Outbox } from '../../platform/outbox/index.ts'
import type { ProviderConnector } from '../dispatch/index.ts'
import type { PointsService } from '../points/index.ts'
import type { ProviderDirectory } from '../providers/index.ts'
import type { RelayService } from '../relay/index.ts'
import type { ShipmentOrders, ShipmentPeople, Shipments } from '../shipments/index.ts'
import type { DoorSettings } from './door.rules.ts'

export interface DoorDeps {
  db: Database
  outbox: Outbox
  shipments: Shipments
  orders: Pick<ShipmentOrders, 'orderFor' | 'ordersFor'>
  people: ShipmentPeople
  points: Pick<PointsService, 'near' | 'find'>
  relay: Pick<RelayService, 'diverts'>
  directory: Pick<ProviderDirectory, 'find'>
  connect: ProviderConnector
  pointOfPin: (pin: string) => Point | undefined
  settings: DoorSettings
}
