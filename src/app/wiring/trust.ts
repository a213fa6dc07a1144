import { findOffers } from '../../delivery/dispatch/index.ts'
import { carrierOfOrder } from '../../delivery/shipments/index.ts'
import { createRatings } from '../../trust/ratings/index.ts'
import { createReceipts } from '../../trust/receipts/index.ts'
import { createRemittances } from '../../trust/remittances/index.ts'
import type { Resources } from '../resources.ts'
import type { Carriers, Ground, Later, Trade, Trust } from './families.ts'

/** Ratings, the cash that carriers owe, and receipts of hand-overs. */
export function wireTrust(
  resources: Resources,
  { audit, identity, traders, orders, payments, providers, points }: Ground & Trade & Carriers,
  later: Later,
): Trust {
  const { config, db, sealer } = resources
  const ratings = createRatings({ db, orders, traders, carrierOf: carrierOfOrder })
  const remittances = createRemittances({
    db,
    audit,
    cash: payments,
    shops: traders,
    parcels: { several: (sql, ids) => later.shipments().several(sql, ids) },
    bookings: { several: findOffers },
    members: identity,
    directory: providers.directory,
    points,
    usualLimitPaise: {
      provider: BigInt(config.CASH_LIMIT_PAISE),
      point: BigInt(config.POINT_CASH_LIMIT_PAISE),
    },
    riderLimitPaise: BigInt(config.RIDER_CASH_LIMIT_PAISE),
  })
  const receipts = createReceipts({
    db,
    sealer,
    shipments: later.shipments,
    orders,
    people: identity,
    shops: traders,
    market: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
  })
  return { ratings, remittances, receipts }
}
