import { distanceMetres, type Point } from '../../kernel/geo.ts'
import type { ShopFacts } from './traders.types.ts'

/** What of a shop decides where it delivers. */
export type Reach = Pick<ShopFacts, 'point' | 'radiusMetres' | 'pinsServed' | 'state' | 'panOnly'>

/**
 * Whether a shop delivers to a place: the PIN is among those it serves, or the place lies within its radius.
 * Without a GSTIN it sells inside its own state alone (CGST Notification 34/2023), whatever its reach; a place
 * in no known state (Army PINs) is then outside. `point` is null where nobody knows it: the PIN decides.
 */
export function reaches(
  shop: Reach,
  drop: { pin: string; point: Point | null; state: string | null },
): boolean {
  if (shop.panOnly && drop.state !== shop.state) return false
  if (shop.pinsServed.includes(drop.pin)) return true
  return (
    drop.point !== null &&
    shop.radiusMetres > 0 &&
    distanceMetres(shop.point, drop.point) <= shop.radiusMetres
  )
}
