import type { Tx } from '../../platform/database/index.ts'
import type { PointsService } from '../points/index.ts'
import { isBeforeHandover, type Shipment } from '../shipments/index.ts'

/** What a leg's move means for the room at points. */
export const keepShelves = async (
  points: Pick<PointsService, 'left' | 'arrived' | 'release'>,
  tx: Tx,
  leg: Shipment,
  before: Shipment['state'],
  whole: Shipment,
): Promise<void> => {
  if (leg.fromPoint && isBeforeHandover(before) && !isBeforeHandover(leg.state))
    await points.left(tx, leg.fromPoint, leg, 'carrier')
  if (leg.state === 'delivered' && leg.toPoint) await points.arrived(tx, leg.toPoint, leg)
  const failed = ['returned', 'lost', 'disposed'].includes(leg.state)
  if (!failed) return
  if (leg.toPoint && leg.toPoint !== whole.toPoint) await points.release(tx, leg.toPoint, leg)
  if (leg.state === 'returned' && leg.fromPoint) await points.arrived(tx, leg.fromPoint, leg)
  else if (whole.toPoint) await points.release(tx, whole.toPoint, leg)
}
