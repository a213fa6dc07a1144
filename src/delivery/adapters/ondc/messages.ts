import { randomUUID } from 'node:crypto'
import { isBetweenCities } from '../../../kernel/city.ts'
import { uuidOf } from '../../../kernel/ids.ts'
import type { Paise } from '../../../kernel/money.ts'
import type { ParcelSize } from '../../../kernel/parcel-size.ts'
import type { DoorUpdate, NetworkParcel, NetworkPlace, ParcelOffer } from '../../dispatch/dispatch.ports.ts'

/** The messages that a logistics buyer sends, in the shapes of ONDC:LOG10 (a city) and ONDC:LOG11 (between cities). */

export type Action = 'search' | 'init' | 'confirm' | 'update' | 'track' | 'cancel' | 'status'

const version = '1.2.5'

export interface Buyer {
  subscriberId: string
  /** Where callbacks for this provider are taken in. */
  uri: string
}

export interface Seller {
  subscriberId: string
  uri: string
}

const rupees = (paise: Paise): string => `${paise / 100n}.${String(paise % 100n).padStart(2, '0')}`
const gps = ({ lat, lng }: { lat: number; lng: number }): string => `${lat.toFixed(6)},${lng.toFixed(6)}`
const kilograms = (grams: number): number => Math.max(1, grams) / 1000

/** Within a city, or from city to city. */
export const domainFor = (way: {
  pickupPin: string
  dropPin: string
  distanceMetres: number
}): 'ONDC:LOG10' | 'ONDC:LOG11' =>
  isBetweenCities({ from: way.pickupPin, to: way.dropPin, metres: way.distanceMetres })
    ? 'ONDC:LOG11'
    : 'ONDC:LOG10'

export function contextOf(given: {
  action: Action
  domain: string
  city: string
  buyer: Buyer
  seller: Seller
  /** The transaction: the booking's reference. */
  reference: ParcelOffer['reference']
  at: Date
}) {
  const { action, domain, city, buyer, seller } = given
  return {
    domain,
    country: 'IND',
    city,
    action,
    core_version: version,
    bap_id: buyer.subscriberId,
    bap_uri: buyer.uri,
    bpp_id: seller.subscriberId,
    bpp_uri: seller.uri,
    transaction_id: uuidOf(given.reference),
    message_id: randomUUID(),
    timestamp: given.at.toISOString(),
    ttl: 'PT30S',
  }
}

const paymentOf = (codPaise: Paise) =>
  codPaise > 0n
    ? {
        type: 'ON-FULFILLMENT',
        collected_by: 'BPP',
        '@ondc/org/collection_amount': rupees(codPaise),
        '@ondc/org/settlement_basis': 'invoicing',
        '@ondc/org/settlement_window': 'P15D',
      }
    : {
        type: 'POST-FULFILLMENT',
        collected_by: 'BAP',
        '@ondc/org/settlement_basis': 'invoicing',
        '@ondc/org/settlement_window': 'P15D',
      }

const categoryOf = ({ pickup, dropPin, distanceMetres }: ParcelOffer): string =>
  domainFor({ pickupPin: pickup.pin, dropPin, distanceMetres }) === 'ONDC:LOG10'
    ? 'Immediate Delivery'
    : 'Standard Delivery'

const goodsOf = (isFood: boolean): string => (isFood ? 'F&B' : 'Grocery')

/** Sides in centimetres with one decimal, as the network's flows have them; nothing where the size is not known. */
const sidesOf = (size: ParcelSize | null | undefined) =>
  size
    ? ([
        ['length', size.lengthMm / 10],
        ['breadth', size.widthMm / 10],
        ['height', size.heightMm / 10],
      ] as const)
    : []
const dimensionsOf = (size: ParcelSize | null | undefined) =>
  size
    ? {
        dimensions: Object.fromEntries(
          sidesOf(size).map(([name, value]) => [name, { unit: 'centimeter', value }]),
        ),
      }
    : {}
const dimensionTags = (size: ParcelSize | null | undefined) =>
  size
    ? [
        { code: 'dim_unit', value: 'centimeter' },
        ...sidesOf(size).map(([code, value]) => ({ code, value: value.toFixed(1) })),
      ]
    : []

/** Asks for a price and a promise; tells PIN codes, weight and cash alone. */
export const searchMessage = (offer: ParcelOffer, dropPoint: { lat: number; lng: number } | undefined) => ({
  intent: {
    category: { id: categoryOf(offer) },
    fulfillment: {
      type: 'Delivery',
      start: { location: { gps: gps(offer.pickup.point), address: { area_code: offer.pickup.pin } } },
      end: {
        location: {
          ...(dropPoint ? { gps: gps(dropPoint) } : {}),
          address: { area_code: offer.dropPin },
        },
      },
    },
    payment: paymentOf(offer.codPaise),
    '@ondc/org/payload_details': {
      weight: { unit: 'kilogram', value: kilograms(offer.weightGrams) },
      ...dimensionsOf(offer.size),
      category: goodsOf(offer.isFood),
      dangerous_goods: false,
    },
  },
})

const stopOf = (place: NetworkPlace, isOpen: boolean) => ({
  location: {
    ...(place.point ? { gps: gps(place.point) } : {}),
    address: {
      country: 'India',
      area_code: place.pin,
      ...(isOpen ? { name: place.name, building: place.line1, locality: place.line2 || place.line1 } : {}),
    },
  },
  ...(isOpen ? { contact: { phone: place.phone }, person: { name: place.name } } : {}),
})

/** What a quote of the seller named, to be sent back with the order. */
export interface Chosen {
  providerId: string
  itemId: string
  fulfillmentId: string
  categoryId: string
}

const orderOf = (parcel: NetworkParcel, chosen: Chosen, isOpen: boolean) => ({
  provider: { id: chosen.providerId },
  items: [{ id: chosen.itemId, fulfillment_id: chosen.fulfillmentId, category_id: chosen.categoryId }],
  fulfillments: [
    {
      id: chosen.fulfillmentId,
      type: 'Delivery',
      start: stopOf(parcel.pickup, isOpen),
      end: stopOf(isOpen ? parcel.drop : { ...parcel.drop, point: null }, isOpen),
      tags: [
        {
          code: 'linked_order',
          list: [
            { code: 'id', value: parcel.shipmentId },
            { code: 'category', value: goodsOf(parcel.isFood) },
            { code: 'weight_unit', value: 'kilogram' },
            { code: 'weight_value', value: String(kilograms(parcel.weightGrams)) },
            ...dimensionTags(parcel.size),
          ],
        },
      ],
    },
  ],
  payment: paymentOf(parcel.codPaise),
})

export const initMessage = (parcel: NetworkParcel, chosen: Chosen) => ({
  order: orderOf(parcel, chosen, false),
})

/** Addresses go with the order, once the seller has said yes to its terms. */
export const confirmMessage = (parcel: NetworkParcel, chosen: Chosen, quote: unknown, at: Date) => ({
  order: {
    id: uuidOf(parcel.reference),
    state: 'Created',
    ...orderOf(parcel, chosen, true),
    quote,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
  },
})

/** The parcel is packed: the codes that the seller's rider has to be shown. */
export const updateMessage = (parcel: NetworkParcel, chosen: Chosen, at: Date) => ({
  update_target: 'fulfillment',
  order: {
    id: uuidOf(parcel.reference),
    items: [{ id: chosen.itemId, category_id: chosen.categoryId }],
    fulfillments: [
      {
        id: chosen.fulfillmentId,
        type: 'Delivery',
        start: {
          instructions: { code: '2', short_desc: parcel.handoverCode, long_desc: 'Code of the shop' },
        },
        end: { instructions: { code: '2', short_desc: parcel.deliveryCode, long_desc: 'Code of the buyer' } },
        tags: [{ code: 'state', list: [{ code: 'ready_to_ship', value: 'yes' }] }],
      },
    ],
    updated_at: at.toISOString(),
  },
})

const doorWords: Readonly<Record<DoorUpdate['answer'], string>> = {
  again: 'Try again.',
  slot: 'Come again in this time.',
  address: 'Try again: the buyer corrected the address.',
  neighbour: 'Try again: a neighbour may take it.',
  point: 'Bring it to the pickup point.',
  return: 'Bring it back to the shop.',
}

/** What the buyer decided after an attempt that failed, as an instruction for the end of the way. */
export const doorMessage = ({ reference, answer, slot }: DoorUpdate, at: Date) => ({
  update_target: 'fulfillment',
  order: {
    id: uuidOf(reference),
    fulfillments: [
      {
        type: 'Delivery',
        end: {
          instructions: { code: '1', short_desc: answer, long_desc: doorWords[answer] },
          ...(slot
            ? { time: { range: { start: slot.from.toISOString(), end: slot.until.toISOString() } } }
            : {}),
        },
      },
    ],
    updated_at: at.toISOString(),
  },
})

export const orderIdMessage = (reference: ParcelOffer['reference']) => ({ order_id: uuidOf(reference) })

export const cancelMessage = (reference: ParcelOffer['reference']) => ({
  ...orderIdMessage(reference),
  // "Buyer does not want the product any more".
  cancellation_reason_id: '006',
})
