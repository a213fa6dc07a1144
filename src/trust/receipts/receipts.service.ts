import { createHash } from 'node:crypto'
import {
  type ParcelProof,
  type ShipmentOrders,
  type ShipmentPeople,
  type ShipmentsService,
  viewerOf,
} from '../../delivery/shipments/index.ts'
import { encodeDigipin } from '../../kernel/digipin.ts'
import { HaatError, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { toWire } from '../../kernel/money.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { createReceiptKeys } from './receipts.keys.ts'
import { hashOf, payloadOf, signJws } from './receipts.rules.ts'
import { addReceipts, chainEnd, holdChains, receiptsOfShipment, receiptsOfShop } from './receipts.store.ts'
import type { ChainHead, Party, ProofSaid, Receipt, SignedReceipt } from './receipts.types.ts'

export interface ReceiptsDeps {
  db: Database
  sealer: Sealer
  /** Asked at the time of a call: shipments are made later, for they write receipts. */
  shipments: () => Pick<ShipmentsService, 'read'>
  orders: Pick<ShipmentOrders, 'orderFor'>
  people: {
    isOperator: ShipmentPeople['isOperator']
    roleOf(
      sql: Database,
      accountId: Id<'account'>,
      party: { kind: 'trader'; id: Id<'trader'> } | { kind: 'provider'; id: Id<'provider'> },
    ): Promise<'owner' | 'staff' | undefined | null>
  }
  shops: {
    requireShop(sql: Database, person: { accountId: Id<'account'> }, shopId: Id<'shop'>): Promise<unknown>
  }
  /** Where the market is reached: its name on receipts, and how its own photos are told from others. */
  market: string
}

type Person = { accountId: Id<'account'> }

export type ReceiptsService = ReturnType<typeof createReceiptsService>

/** Signed receipts of what happens to parcels, and who may have which. */
export function createReceiptsService(deps: ReceiptsDeps) {
  const { db, shops, people, market } = deps
  const keys = createReceiptKeys(deps)

  const signed = (jws: string): SignedReceipt => ({ receipt: payloadOf(jws) as Receipt, jws })

  const ofParcel = async (shipmentId: Id<'shipment'>) => {
    const parcel = await deps.shipments().read(db, shipmentId)
    if (!parcel) throw notFound('shipment')
    return { parcel, receipts: (await receiptsOfShipment(db, parcel)).map(signed) }
  }

  const ofProvider = (receipts: readonly SignedReceipt[], providerId: string) =>
    receipts.filter(({ receipt: { from, to } }) =>
      [from, to].some((hand) => hand.kind === 'provider' && hand.id === providerId),
    )

  const mayAll = async (person: Person, orderId: Id<'order'>): Promise<boolean> => {
    try {
      await viewerOf(db, people, person.accountId, await deps.orders.orderFor(db, orderId))
      return true
    } catch (error) {
      if (error instanceof HaatError && error.kind === 'notFound') return false
      throw error
    }
  }

  return {
    keySet: keys.keySet,

    /**
     * Writes what was proved into the shops' chains. Their rows are locked after all else that a transaction locks
     * but what the lock of a purchase guards, and only for its last steps: see the README.
     */
    async keep(tx: Tx, proofs: readonly ParcelProof[]): Promise<void> {
      if (proofs.length === 0) return
      const signer = await keys.signer(tx)
      const ends = await holdChains(tx, new Set(proofs.map(({ shopId }) => shopId)))
      const rows = proofs.map((proof) => {
        const { shopId, shipmentId, orderId, kind } = proof
        const end = ends.get(shopId)!
        const number = end.number + 1
        const receipt: Receipt = {
          ...{ type: 'haat-receipt', version: 1, market, chain: shopId, number },
          ...{
            previous: end.hash || null,
            kind,
            orderId,
            shipmentId,
            from: partyOf(proof.from),
            to: partyOf(proof.to),
          },
          ...{ happenedAt: proof.happenedAt.toISOString(), writtenAt: new Date().toISOString() },
          ...{ proof: saidOf(proof, market), cashPaise: toWire(proof.cashPaise) },
        }
        const jws = signJws(receipt, signer)
        const hash = hashOf(jws)
        ends.set(shopId, { number, hash })
        return { shopId, number, shipmentId, jws, hash }
      })
      addReceipts(tx, rows)
    },

    /** All receipts of a parcel for its buyer, its shop and operators; for a provider's people those that name it. */
    async ofShipment(person: Person, shipmentId: Id<'shipment'>): Promise<SignedReceipt[]> {
      const { parcel, receipts } = await ofParcel(shipmentId)
      if (await mayAll(person, parcel.orderId)) return receipts
      const providers = new Set(
        receipts
          .flatMap(({ receipt: { from, to } }) => [from, to])
          .flatMap((hand) => (hand.kind === 'provider' ? [hand.id as Id<'provider'>] : [])),
      )
      for (const id of providers) {
        if (await people.roleOf(db, person.accountId, { kind: 'provider', id }))
          return ofProvider(receipts, id)
      }
      throw notFound('shipment')
    },

    /** The receipts of a parcel that name this provider. Throws `notFound` when none does. */
    async ofShipmentForProvider(
      providerId: Id<'provider'>,
      shipmentId: Id<'shipment'>,
    ): Promise<SignedReceipt[]> {
      const mine = ofProvider((await ofParcel(shipmentId)).receipts, providerId)
      if (mine.length === 0) throw notFound('shipment')
      return mine
    },

    /** A piece of a shop's chain, with its signed end as it is now; for the shop's people and operators. */
    async chain(person: Person, shopId: Id<'shop'>, page: { after: number; limit: number }) {
      if (!(await people.isOperator(person.accountId))) await shops.requireShop(db, person, shopId)
      const end = (await chainEnd(db, shopId)) ?? { number: 0, hash: '' }
      const rows = await receiptsOfShop(db, shopId, { ...page, upTo: end.number })
      const last = rows.at(-1)?.number ?? end.number
      const head: ChainHead = {
        type: 'haat-receipt-chain',
        chain: shopId,
        ...end,
        at: new Date().toISOString(),
      }
      return {
        chain: shopId,
        head: signJws(head, await keys.signer(db)),
        items: rows.map(({ jws }) => signed(jws)),
        next: last < end.number ? last : null,
      }
    },
  }
}

const partyOf = (hand: ParcelProof['from']): Party => {
  switch (hand.kind) {
    case 'shop':
      return { kind: 'shop', id: hand.shopId }
    case 'provider':
      return { kind: 'provider', id: hand.providerId }
    case 'point':
      return { kind: 'point', id: hand.pointId }
    default:
      return { kind: hand.kind }
  }
}

/** Seven of DIGIPIN's ten characters: a cell of about 240 m. */
const cellLength = 7
const ownPhoto = /^\/v1\/photos\/([0-9a-f]{64})$/

/** How it was proved. A place to the metre would be the buyer's address for ever: a cell and a distance stand for it. */
function saidOf({ proof, photoUrl, place, metres }: ParcelProof, market: string): ProofSaid {
  if (proof !== 'photo' || photoUrl === undefined) return { by: proof === 'photo' ? 'none' : proof }
  const url = new URL(photoUrl)
  const own = url.origin === originOf(market) ? ownPhoto.exec(url.pathname)?.[1] : undefined
  const pin = place && encodeDigipin(place)
  return {
    by: 'photo',
    ...(own
      ? { photoSha256: own }
      : { photoAddressSha256: createHash('sha256').update(photoUrl).digest('hex') }),
    ...(metres === undefined ? {} : { metresFromPlace: Math.round(metres) }),
    ...(pin?.ok ? { cell: pin.value.replaceAll('-', '').slice(0, cellLength) } : {}),
  }
}

const originOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).origin : undefined
