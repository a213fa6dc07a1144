import { HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { PinDirectory } from '../../places/index.ts'
import type { Database } from '../../platform/database/index.ts'
import type { PointFacts, PointsService } from '../points/index.ts'
import type { ProviderDirectory, ProviderMembers } from '../providers/index.ts'
import {
  isEnded,
  isSearching,
  numberOf,
  pointsOf,
  type Shipment,
  type ShipmentOrders,
  type ShipmentPeople,
  type ShipmentShops,
  type Shipments,
  viewerOf,
} from '../shipments/index.ts'
import type { Label } from './labels.types.ts'
import { maskedPhone } from './words.rules.ts'

type Person = { accountId: Id<'account'> }

export interface LabelDeps {
  db: Database
  shipments: Pick<Shipments, 'read' | 'several' | 'openLegOf' | 'toBeFetched'>
  orders: Pick<ShipmentOrders, 'orderFor'>
  shops: ShipmentShops
  people: ShipmentPeople
  members: Pick<ProviderMembers, 'requireMember'>
  points: Pick<PointsService, 'several'>
  directory: Pick<ProviderDirectory, 'find'>
  places: Pick<PinDirectory, 'lookUp'>
}

export type LabelService = ReturnType<typeof createLabelService>

/** Labels of parcels: for their shop, for operators, and for the carrier that has accepted. */
export function createLabelService(deps: LabelDeps) {
  const { db, shipments, orders, shops, people, members, points, directory, places } = deps

  const areaOf = (pin: string): string => {
    const area = places.lookUp(pin)
    return [area?.district ?? area?.office, area?.state].filter(Boolean).join(', ')
  }
  const linesOf = (one: { line1: string; line2?: string | null; landmark?: string | null; pin: string }) =>
    [[one.line1, one.line2].filter(Boolean).join(', '), one.landmark ?? '', areaOf(one.pin)].filter(Boolean)
  const ofPoint = ({ name, line1, pin }: PointFacts) => ({ name, lines: linesOf({ line1, pin }), pin })

  /** `notFound` once it has arrived or gone back: nobody’s address is printed any more. */
  const labelOf = async (parcel: Shipment): Promise<Label> => {
    if (isEnded(parcel.state)) throw notFound('label')
    const order = await orders.orderFor(db, parcel.orderId)
    const shop = (await shops.shopFacts(db, [parcel.shopId])).get(parcel.shopId)
    if (!order || !shop) throw notFound('label')
    const open = parcel.leg === 0 ? await shipments.openLegOf(db, parcel) : undefined
    const carried = open ?? parcel
    const known = await points.several(db, pointsOf([parcel]))
    const from = parcel.fromPoint ? known.get(parcel.fromPoint) : undefined
    const to = parcel.toPoint ? known.get(parcel.toPoint) : undefined
    const { drop } = order
    const atShop = {
      name: shop.shopName,
      lines: [shop.address.line1, shop.address.city],
      pin: shop.pin,
    }
    const atDoor = { name: drop.name, lines: linesOf(drop), pin: drop.pin }
    const carrier = carried.providerId ? (await directory.find(carried.providerId))?.name : undefined
    return {
      awb: numberOf(carried) ?? numberOf(parcel),
      reference: parcel.shipmentId,
      order: order.orderId.slice(-6).toUpperCase(),
      carrier: carrier ?? (parcel.carrier === 'shop' ? shop.shopName : 'Haat'),
      to: {
        ...(to ? ofPoint(to) : parcel.back ? atShop : atDoor),
        phone: to || parcel.back ? '' : maskedPhone(drop.phone),
      },
      from: from ? ofPoint(from) : parcel.back ? atDoor : atShop,
      codPaise: parcel.back ? 0n : parcel.codPaise,
      weightGrams: parcel.weightGrams,
      food: parcel.isFood,
      cold: parcel.isCold ?? false,
      size: parcel.size ?? null,
    }
  }

  /** Whether somebody may; `notFound` alone is a no. */
  const may = (asked: Promise<unknown>): Promise<boolean> =>
    asked.then(
      () => true,
      (error: unknown) => {
        if (error instanceof HaatError && (error.kind === 'notFound' || error.kind === 'forbidden'))
          return false
        throw error
      },
    )

  return {
    /** For people of the shop, operators, and members of the provider that has accepted. Throws `notFound`. */
    async forPerson(person: Person, id: Id<'shipment'>): Promise<Label> {
      const parcel = await shipments.read(db, id)
      if (!parcel) throw notFound('shipment')
      const order = await orders.orderFor(db, parcel.orderId)
      const asViewer = (as: 'shop' | 'operator') => may(viewerOf(db, people, person.accountId, order, as))
      const { providerId } = parcel
      const allowed =
        (await asViewer('shop')) ||
        (await asViewer('operator')) ||
        (providerId !== null &&
          !isSearching(parcel.state) &&
          (await may(members.requireMember(db, person, { kind: 'provider', id: providerId }, 'staff'))))
      if (!allowed) throw notFound('shipment')
      return labelOf(parcel)
    },

    /** For the provider that has accepted, by its key. Throws `notFound`. */
    async forProvider(providerId: Id<'provider'>, id: Id<'shipment'>): Promise<Label> {
      const parcel = await shipments.read(db, id)
      if (!parcel || parcel.providerId !== providerId || isSearching(parcel.state)) throw notFound('shipment')
      return labelOf(parcel)
    },

    /**
     * Labels of several parcels of one shop, in the order given; of those that wait to be fetched, a hundred at most,
     * where none are named. Throws `notFound` if one is not its own, or there is none.
     */
    async ofShop(
      person: Person,
      shopId: Id<'shop'>,
      named: readonly Id<'shipment'>[] | undefined,
    ): Promise<Label[]> {
      await shops.requireShop(db, person, shopId, 'staff')
      const ids = named ?? (await shipments.toBeFetched(db, shopId, 100))
      if (ids.length === 0) throw notFound('label')
      const parcels = await shipments.several(db, ids)
      const labels: Label[] = []
      for (const id of ids) {
        const parcel = parcels.get(id)
        if (parcel?.shopId !== shopId || parcel.leg > 0) throw notFound('shipment')
        labels.push(await labelOf(parcel))
      }
      return labels
    },
  }
}
