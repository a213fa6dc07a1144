import { createHash, randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { ProviderMembers } from '../providers/index.ts'
import {
  effectsFor,
  isEnded,
  pointsOf,
  providerViewOf,
  readEntries,
  type Shipment,
  type TakenWord,
} from '../shipments/index.ts'
import type { CrewEventBody } from './crew.schema.ts'
import { type CrewGroup, type CrewOffer, readCrewOffer, readCrewPage } from './crew.store.ts'
import type { CallBook, CashPort, DispatchDeps, PhotoStore } from './dispatch.deps.ts'
import { callGone, notAPhoto, notRepeatable } from './dispatch.errors.ts'
import type { createTold } from './dispatch.told.ts'
import { findOffer, isLive } from './offers.store.ts'

type Actor = { accountId: Id<'account'> }
type ParcelOf = { providerId: Id<'provider'>; shipmentId: Id<'shipment'> }

export interface CrewDeps extends DispatchDeps {
  members: Pick<ProviderMembers, 'requireMember'>
  calls: CallBook
  photos: PhotoStore
  cash: CashPort
  /** Where the market is reached from outside, for addresses of photos. */
  publicUrl: string
}

/** Largest photo at a door, in bytes. */
export const largestPhoto = 4 * 1024 * 1024
const jpegStart = Buffer.from([0xff, 0xd8, 0xff])

/** What the people of a provider do: they see its parcels and tell what happens to them. */
export function createCrew(deps: CrewDeps, tell: ReturnType<typeof createTold>) {
  const { db, members, shipments, orders, shops } = deps

  const member = (person: Actor, providerId: Id<'provider'>, atLeast: 'owner' | 'staff' = 'staff') =>
    members.requireMember(db, person, { kind: 'provider', id: providerId }, atLeast)

  const groupOf = (parcel: Shipment, offer: CrewOffer): CrewGroup =>
    offer.state !== 'booked' ? 'asked' : isEnded(parcel.state) ? 'ended' : 'carrying'

  const ofProvider = async (person: Actor, { providerId, shipmentId }: ParcelOf) => {
    await member(person, providerId)
    const seen = await shipments.read(db, shipmentId)
    if (!seen) throw notFound('shipment')
    const ofSeen = await readCrewOffer(db, seen, providerId)
    // Of a parcel that was turned towards a point its carrier has the leg.
    const leg = !ofSeen && seen.leg === 0 ? await shipments.openLegOf(db, seen) : undefined
    const parcel = leg ?? seen
    const offer = leg ? await readCrewOffer(db, leg, providerId) : ofSeen
    if (!offer) throw notFound('shipment')
    return { parcel, offer }
  }

  const extras = (parcel: Shipment, offer: CrewOffer) => ({
    group: groupOf(parcel, offer),
    pricePaise: offer.pricePaise,
    decideBy: offer.decideBy,
  })

  return {
    /** Parcels of one kind, the newest first; without their timelines. */
    async list(
      person: Actor,
      providerId: Id<'provider'>,
      page: { group: CrewGroup; after: Id<'offer'> | undefined; limit: number },
    ) {
      await member(person, providerId)
      const offers = await readCrewPage(db, { providerId, ...page })
      const parcels = await shipments.several(
        db,
        offers.map((offer) => offer.shipmentId),
      )
      const mine = offers.flatMap((offer) => {
        const parcel = parcels.get(offer.shipmentId)
        return parcel ? [{ parcel, offer }] : []
      })
      const open = mine.filter(({ parcel, offer }) => groupOf(parcel, offer) === 'carrying')
      const [shopFacts, orderFacts] = await Promise.all([
        shops.shopFacts(
          db,
          open.map(({ parcel }) => parcel.shopId),
        ),
        orders.ordersFor(
          db,
          open.map(({ parcel }) => parcel.orderId),
        ),
      ])
      const points = await deps.points.several(db, pointsOf(open.map(({ parcel }) => parcel)))
      const notes = await deps.door.notesFor(
        db,
        open.map(({ parcel }) => parcel),
      )
      const lists = await deps.checks.listsFor(
        db,
        mine.map(({ parcel }) => parcel),
      )
      return mine.map(({ parcel, offer }) => ({
        ...providerViewOf(parcel, {
          reference: offer.offerId,
          accepted: offer.state === 'booked',
          timeline: [],
          shop: shopFacts.get(parcel.shopId),
          order: orderFacts.get(parcel.orderId),
          points,
          door: notes.get(parcel.shipmentId),
          checkList: lists.get(parcel.shipmentId),
        }),
        ...extras(parcel, offer),
      }))
    },

    /** One parcel with its timeline; names and address lines from acceptance until it has arrived or gone back. */
    async read(person: Actor, ref: ParcelOf) {
      const { parcel, offer } = await ofProvider(person, ref)
      const accepted = offer.state === 'booked' && parcel.providerId === ref.providerId
      const page = { after: parcel.lastSequence - 500, limit: 500, effects: effectsFor.provider }
      return {
        ...providerViewOf(parcel, {
          reference: offer.offerId,
          accepted,
          timeline: await readEntries(db, parcel, { ...page, providerId: ref.providerId }),
          shop: accepted ? (await shops.shopFacts(db, [parcel.shopId])).get(parcel.shopId) : undefined,
          order: accepted ? await orders.orderFor(db, parcel.orderId) : undefined,
          points: await deps.points.several(db, pointsOf([parcel])),
          door: accepted ? (await deps.door.notesFor(db, [parcel])).get(parcel.shipmentId) : undefined,
          checkList: (await deps.checks.listsFor(db, [parcel])).get(parcel.shipmentId),
        }),
        ...extras(parcel, offer),
      }
    },

    /** A word of a member, by the rules of signed events: see `createTold`. */
    async told(person: Actor, ref: ParcelOf, body: CrewEventBody): Promise<TakenWord> {
      const { offer } = await ofProvider(person, ref)
      const { location, occurredAt, eventId, ...rest } = body
      return tell(ref.providerId, {
        ...rest,
        // Cash that a member takes at a door is in its hand, unless told whose.
        riderId: rest.riderId ?? person.accountId,
        place: location,
        reference: offer.offerId,
        eventId: eventId ?? `member-${randomUUID()}`,
        occurredAt: occurredAt ?? new Date(),
      })
    },

    /** Keeps a JPEG taken at a door; its address. */
    async keepPhoto(person: Actor, ref: ParcelOf, photo: Buffer): Promise<string> {
      const { parcel, offer } = await ofProvider(person, ref)
      if (groupOf(parcel, offer) !== 'carrying') throw notFound('shipment')
      return keepDoorPhoto(deps, photo, largestPhoto)
    },

    /** A photo by its name. Throws `notFound`. */
    async photo(photoId: string): Promise<Readable> {
      const file = await deps.photos.get(photoKey(photoId))
      if (!file) throw notFound('photo')
      return file.stream
    },

    /**
     * Makes a call again. A question may always be asked; a cancellation only for what has ended here; a booking
     * never: it would be a second one. What follows from an answer is left to the search's own timers.
     */
    async redeliver(person: Actor, providerId: Id<'provider'>, callId: Id<'call'>): Promise<void> {
      await member(person, providerId, 'owner')
      const call = await deps.calls.find(db, providerId, callId)
      if (!call) throw notFound('call')
      const { operation, reference } = call
      if (!reference || (operation !== 'status' && operation !== 'cancel')) throw notRepeatable()
      const offer = await findOffer(db, reference)
      const tried = offer ? undefined : await deps.sandbox?.networked({ providerId, reference })
      const provider = await deps.directory.find(providerId)
      if (!(offer || tried) || !provider) throw callGone()
      const port = deps.connect(provider)
      if (operation === 'status') await port.status(reference)
      else {
        const hasEnded = offer ? !isLive(offer.state) : tried?.hasEnded
        if (!hasEnded) throw notRepeatable()
        await port.cancel(reference, offer?.reason ?? 'No longer needed.')
      }
      await deps.calls.flush()
    },

    member,
  }
}

export type Crew = ReturnType<typeof createCrew>

/** Keeps a JPEG under its own hash, which nobody guesses who has not the photo; its address. Throws `notAPhoto`. */
export async function keepDoorPhoto(
  { photos, publicUrl }: Pick<CrewDeps, 'photos' | 'publicUrl'>,
  photo: Buffer,
  maxBytes: number,
): Promise<string> {
  if (!photo.subarray(0, 3).equals(jpegStart)) throw notAPhoto()
  const photoId = createHash('sha256').update(photo).digest('hex')
  await photos.put(photoKey(photoId), photo, { contentType: 'image/jpeg', maxBytes })
  return new URL(`/v1/photos/${photoId}`, publicUrl).href
}

const photoKey = (photoId: string): string => `photos/${photoId.slice(0, 2)}/${photoId}.jpg`
