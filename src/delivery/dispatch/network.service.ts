import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Shipment } from '../shipments/index.ts'
import type { DispatchDeps, SandboxPort } from './dispatch.deps.ts'
import type { NetworkGate, NetworkMessage, NetworkParcel } from './dispatch.ports.ts'
import type { createTold, ProviderEvent } from './dispatch.told.ts'
import { findOffer, isLive, type Offer } from './offers.store.ts'

/** How a message was taken; `why` goes back to its sender. */
export type Taken = { ok: true } | { ok: false; code: string; why: string }

// Of ONDC's table of error codes: "Invalid request error", "Order not found" and "Stale Request". The codes of
// buyers have none for the first two, so those of sellers say it.
const unreadable = '30000'
const unknownOrder = '30018'
const stale = '20002'

interface Found {
  parcel: NetworkParcel
  /** None of an artificial parcel. */
  offer?: Offer
  /** Nobody has decided yet. */
  isAsked: boolean
}

/** Takes in what sellers of an open network send, and carries the talk with them on. */
export function createNetwork(
  deps: Pick<
    DispatchDeps,
    'db' | 'shipments' | 'directory' | 'orders' | 'shops' | 'sandbox' | 'checkTalks'
  > & {
    network?: NetworkGate | undefined
  },
  tell: ReturnType<typeof createTold>,
) {
  const { db, shipments, directory, orders, shops, network } = deps

  const parcelOf = async (offer: Offer, parcel: Shipment): Promise<NetworkParcel | undefined> => {
    const shop = (await shops.shopFacts(db, [parcel.shopId])).get(parcel.shopId)
    const order = await orders.orderFor(db, parcel.orderId)
    if (!shop || !order) return undefined
    const { drop } = order
    const { codes } = shipments
    return {
      reference: offer.offerId,
      shipmentId: parcel.shipmentId,
      pickup: {
        ...parcel.pickup,
        name: shop.shopName,
        phone: shop.carePhone ?? '',
        line1: shop.address.line1,
        line2: shop.address.line2 ?? '',
      },
      drop: {
        pin: drop.pin,
        point: drop.point,
        name: drop.name,
        // Sellers of the network call the shop: the buyer's number is nobody's.
        phone: shop.carePhone ?? '',
        line1: drop.line1,
        line2: [drop.line2, drop.landmark].filter(Boolean).join(', '),
      },
      distanceMetres: parcel.distanceMetres,
      weightGrams: parcel.weightGrams,
      isFood: parcel.isFood,
      size: parcel.size,
      codPaise: parcel.codPaise,
      pricePaise: offer.pricePaise,
      handoverCode: codes.codeOf(parcel.shipmentId, 'handover'),
      deliveryCode: codes.codeOf(parcel.shipmentId, 'delivery'),
    }
  }

  /** The codes were given to the seller, whose rider asks for them: its signed word says that they were shown. */
  const proofsFor = (status: string, parcel: NetworkParcel): Partial<ProviderEvent> => ({
    ...(status === 'pickedUp' ? { handoverCode: parcel.handoverCode } : {}),
    ...(status === 'delivered'
      ? {
          deliveryCode: parcel.deliveryCode,
          ...(parcel.codPaise > 0n ? { cashCollectedPaise: parcel.codPaise } : {}),
        }
      : {}),
  })

  /** The booking that a message is about: of a parcel, or of an artificial one. */
  const find = async (providerId: Id<'provider'>, reference: Id<'offer'>): Promise<Found | undefined> => {
    const offer = await findOffer(db, reference)
    if (!offer) return deps.sandbox?.networked({ providerId, reference })
    const kept = offer.providerId === providerId ? await shipments.read(db, offer.shipmentId) : undefined
    const parcel = kept && (await parcelOf(offer, kept))
    return parcel && { parcel, offer, isAsked: isLive(offer.state) && offer.state !== 'booked' }
  }

  const hear = async (
    providerId: Id<'provider'>,
    { action, reference, body }: NetworkMessage,
    isSigned: boolean,
  ): Promise<boolean> => {
    const { message_id: messageId } = (body as { context: { message_id: string } }).context
    const one = { reference, action, messageId, isSigned, body }
    return (await deps.checkTalks?.hear(providerId, one)) ?? false
  }

  const act = async (
    gate: NetworkGate,
    providerId: Id<'provider'>,
    message: NetworkMessage,
    { parcel, offer, isAsked }: Found,
  ): Promise<void> => {
    const provider = await directory.find(providerId)
    const news = gate.judge(message, parcel)
    const { reference } = message
    switch (news.kind) {
      case 'noted':
        return
      case 'goOn':
        // What was decided meanwhile needs no more talk.
        if (provider && isAsked) await gate.goOn(provider, message, parcel)
        return
      case 'accepted': {
        const { kind: _, ...word } = news
        const taken = await tell(providerId, { reference, ...word, status: 'accepted' })
        if (provider && taken.outcome === 'recorded' && taken.state !== 'cancelled')
          await gate.goOn(provider, message, parcel)
        return
      }
      case 'tracking':
        if (!offer) return
        await db.transaction(async (tx) => {
          const locked = await shipments.lock(tx, offer)
          if (locked?.offerId === reference) await shipments.save(tx, { ...locked, trackingUrl: news.url })
        })
        return
      case 'told': {
        const { kind: _, ...word } = news
        await tell(providerId, { reference, ...word, ...proofsFor(news.status, parcel) })
      }
    }
  }

  return {
    /** Whether this provider signed this body. */
    async isSigned(providerId: Id<'provider'>, header: string | undefined, body: string): Promise<boolean> {
      const provider = await directory.find(providerId)
      return (
        provider?.channel === 'ondc' && network !== undefined && network.isSigned({ header, body, provider })
      )
    },

    /** A message whose signature does not fit is refused; who is being checked reads that it came. */
    async distrust(providerId: Id<'provider'>, action: string, body: unknown): Promise<void> {
      const read = network?.read(action, body)
      if (read?.ok) await hear(providerId, read.message, false)
    },

    /** Takes one message in. What cannot be taken is said to its sender; nothing is thrown but defects. */
    async take(providerId: Id<'provider'>, action: string, body: unknown): Promise<Taken> {
      if (!network) return { ok: false, code: unreadable, why: 'Nobody listens.' }
      const read = network.read(action, body)
      if (!read.ok) return { ok: false, code: unreadable, why: read.why }
      const { message } = read
      const found = await find(providerId, message.reference)
      if (!found && (await hear(providerId, message, true))) return { ok: true }
      if (!found) return { ok: false, code: unknownOrder, why: 'There is no such booking.' }
      try {
        await act(network, providerId, message, found)
        return { ok: true }
      } catch (error) {
        if (!(error instanceof HaatError) || error.kind === 'unavailable') throw error
        // A parcel that was taken back is cancelled there by the market itself.
        return { ok: false, code: stale, why: error.message }
      }
    },
  }
}

/** From where and how far the parcel of a booking goes; undefined for an unknown one. */
export const createWayOf =
  ({
    db,
    shipments,
    sandbox,
  }: Pick<DispatchDeps, 'db'> & {
    shipments: Pick<DispatchDeps['shipments'], 'read'>
    sandbox?: Pick<SandboxPort, 'networked'> | undefined
  }) =>
  async (
    reference: Id<'offer'>,
    providerId: Id<'provider'>,
  ): Promise<{ pickupPin: string; dropPin: string; distanceMetres: number } | undefined> => {
    const offer = await findOffer(db, reference)
    const parcel = offer
      ? await shipments.read(db, offer.shipmentId)
      : (await sandbox?.networked({ providerId, reference }))?.parcel
    return (
      parcel && {
        pickupPin: parcel.pickup.pin,
        dropPin: parcel.drop.pin,
        distanceMetres: parcel.distanceMetres,
      }
    )
  }

export type Network = ReturnType<typeof createNetwork>
