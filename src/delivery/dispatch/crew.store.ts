import { type Id, idOf, uuidOf } from '../../kernel/ids.ts'
import type { Paise } from '../../kernel/money.ts'
import { type Sql, statement } from '../../platform/database/index.ts'
import { endedInSql } from '../shipments/index.ts'
import type { OfferState } from './offers.store.ts'

/** Where a provider stands with a parcel: it is asked for it, has it, or had it to the end. */
export const crewGroups = ['asked', 'carrying', 'ended'] as const
export type CrewGroup = (typeof crewGroups)[number]

export interface CrewOffer {
  shopId: Id<'shop'>
  shipmentId: Id<'shipment'>
  offerId: Id<'offer'>
  state: OfferState
  pricePaise: Paise
  decideBy: Date
}

interface Row {
  shop_id: string
  shipment_id: string
  id: string
  state: OfferState
  price_paise: bigint
  decide_by: Date
}

const columns = 'offer.shop_id, offer.shipment_id, offer.id, offer.state, offer.price_paise, offer.decide_by'
const over = `parcel.state in (${endedInSql})`
const page = statement(
  'crew_page',
  `select ${columns} from offers offer join shipments parcel on parcel.shop_id = offer.shop_id and parcel.id = offer.shipment_id
   where offer.provider_id = $1 and ($3::uuid is null or offer.id < $3)
     and case $2 when 'asked' then offer.state in ('asking', 'pending', 'unknown')
                 when 'carrying' then offer.state = 'booked' and not ${over}
                 else offer.state = 'booked' and ${over} end
   order by offer.id desc limit $4`,
)
const live = statement(
  'crew_offer',
  `select ${columns} from offers offer
   where shop_id = $1 and shipment_id = $2 and provider_id = $3 and state in ('asking', 'pending', 'unknown', 'booked')
   order by id desc limit 1`,
)

const offerOf = (row: Row): CrewOffer => ({
  shopId: idOf('shop', row.shop_id),
  shipmentId: idOf('shipment', row.shipment_id),
  offerId: idOf('offer', row.id),
  state: row.state,
  pricePaise: row.price_paise,
  decideBy: row.decide_by,
})

/** Parcels of a provider, the newest first, before the offer `after`. */
export const readCrewPage = async (
  sql: Sql,
  wanted: {
    providerId: Id<'provider'>
    group: CrewGroup
    after: Id<'offer'> | undefined
    limit: number
  },
): Promise<CrewOffer[]> =>
  (
    await sql.query<Row>(page, [
      uuidOf(wanted.providerId),
      wanted.group,
      wanted.after ? uuidOf(wanted.after) : null,
      wanted.limit,
    ])
  ).map(offerOf)

/** The live offer of this parcel to this provider. */
export async function readCrewOffer(
  sql: Sql,
  parcel: { shopId: Id<'shop'>; shipmentId: Id<'shipment'> },
  providerId: Id<'provider'>,
): Promise<CrewOffer | undefined> {
  const [row] = await sql.query<Row>(live, [
    uuidOf(parcel.shopId),
    uuidOf(parcel.shipmentId),
    uuidOf(providerId),
  ])
  return row && offerOf(row)
}
