import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { ProviderMembers } from '../providers/index.ts'
import { type Shipment, type ShipmentShops, viewerOf } from '../shipments/index.ts'
import { contactClosed, contactUsedUp, noCalls } from './contact.errors.ts'
import type { BridgeOutcome, ContactBridge, ContactPhones } from './contact.ports.ts'
import {
  type ContactLine,
  type ContactSide,
  type ContactWord,
  contactTexts,
  isReachable,
  isUsedUp,
  mostCalls,
  mostMessages,
  otherSide,
} from './contact.rules.ts'
import { type Contact, readContacts, settleContact, writeContact } from './contact.store.ts'
import type { DoorDeps } from './door.deps.ts'

type Actor = { accountId: Id<'account'> }

export interface ContactDeps extends Pick<DoorDeps, 'db' | 'shipments' | 'orders' | 'people'> {
  members: Pick<ProviderMembers, 'requireMember'>
  shops: Pick<ShipmentShops, 'shopFacts'>
  phones: ContactPhones
  bridge: ContactBridge
}

export type ContactService = ReturnType<typeof createContact>

/** Somebody at the end of a line. */
interface By {
  side: ContactSide
  /** Null: a program of the carrier. */
  accountId: Id<'account'> | null
  /** Of the rider, as its program names it; else that of the account. */
  phone?: string | undefined
}

/** What is said: a word, or instead a call. */
export interface Saying {
  word?: ContactWord | undefined
  call?: true | undefined
}

/** Between buyer, carrier and shop of a parcel, two by two, while that is on its way; nobody sees another's number. */
export function createContact({
  db,
  shipments,
  orders,
  people,
  shops,
  members,
  phones,
  bridge,
}: ContactDeps) {
  /** The whole with the parcel or leg that is carried now. */
  const find = async (shipmentId: Id<'shipment'>) => {
    const seen = await shipments.read(db, shipmentId)
    const whole = seen?.parcelId ? await shipments.read(db, seen.parcelId) : seen
    if (!whole) throw notFound('shipment')
    return { whole, carried: (await shipments.openLegOf(db, whole)) ?? whole }
  }
  type Found = Awaited<ReturnType<typeof find>>

  /** Whether a line hangs on who carries the parcel, and whether that goes where the line ends. */
  const ends = (line: ContactLine, { whole, carried }: Found): boolean => {
    // A leg that ends elsewhere has nothing to do with the buyer, or with the shop.
    if (line === 'door')
      return carried.leg === 0 ? whole.toPoint === null : carried.toPoint === null && !carried.back
    return carried.leg === 0 || (carried.back ? carried.toPoint === null : carried.fromPoint === null)
  }
  const heldBy = (line: ContactLine, found: Found): Shipment =>
    line === 'shop' ? found.whole : found.carried
  const carrierAt = (line: ContactLine, parcel: Shipment) => (line === 'shop' ? null : parcel.providerId)
  const isOpen = (line: ContactLine, found: Found, parcel: Shipment): boolean =>
    isReachable(parcel.state) && (line === 'shop' || (parcel.providerId !== null && ends(line, found)))

  const ofPerson = async (person: Actor, shipmentId: Id<'shipment'>, side: 'buyer' | 'shop') => {
    const seen = await shipments.read(db, shipmentId)
    const order = seen && (await orders.orderFor(db, seen.orderId))
    await viewerOf(db, people, person.accountId, order, side)
    if (!seen || seen.leg > 0) throw notFound('shipment')
    return find(shipmentId)
  }

  const ofCarrier = async (providerId: Id<'provider'>, shipmentId: Id<'shipment'>) => {
    const found = await find(shipmentId)
    if (found.carried.providerId !== providerId) throw notFound('shipment')
    return found
  }

  const saidAt = (line: ContactLine, found: Found): Promise<Contact[]> => {
    const carrier = carrierAt(line, found.carried)
    return line !== 'shop' && carrier === null
      ? Promise.resolve([])
      : readContacts(db, found.whole, line, carrier)
  }

  /** Who of the carrier wrote last: a program of it reads the page. */
  const riderIn = (said: readonly Contact[]) => said.findLast((one) => one.side === 'carrier')?.accountId

  /** Whoever is at that end; undefined where no number is known. */
  const phoneAt = async (
    side: ContactSide,
    { whole }: Found,
    said: readonly Contact[],
  ): Promise<string | undefined> => {
    if (side === 'buyer') return (await orders.orderFor(db, whole.orderId))?.drop.phone
    if (side === 'shop')
      return (await shops.shopFacts(db, [whole.shopId])).get(whole.shopId)?.carePhone ?? undefined
    const rider = riderIn(said)
    return rider ? phones.phoneOf(db, rider) : undefined
  }

  const viewOf = async (line: ContactLine, found: Found, side: ContactSide) => {
    const said = await saidAt(line, found)
    const open = isOpen(line, found, heldBy(line, found))
    const left = (kind: Contact['kind'], most: number) =>
      open ? Math.max(0, most - said.filter((one) => one.side === side && one.kind === kind).length) : 0
    // Buyers are called, and call nobody; of riders who wrote the number is known.
    const mayCall =
      side !== 'buyer' && bridge.call && (otherSide(line, side) !== 'carrier' || Boolean(riderIn(said)))
    return {
      said,
      open,
      messagesLeft: left('message', mostMessages),
      callsLeft: mayCall ? left('call', mostCalls) : 0,
    }
  }

  /** Counts under the parcel's lock, so that no limit is overrun; what is said is kept before it is sent. */
  const keep = (
    line: ContactLine,
    found: Found,
    said: { side: ContactSide; kind: Contact['kind']; word: ContactWord | null; accountId: By['accountId'] },
  ) =>
    db.transaction(async (tx) => {
      const now = await shipments.lock(tx, heldBy(line, found))
      if (!now || !isOpen(line, found, now)) throw contactClosed()
      const providerId = carrierAt(line, now)
      const before = await readContacts(tx, found.whole, line, providerId)
      if (isUsedUp(before, said.side, said.kind)) throw contactUsedUp(said.kind)
      return { number: await writeContact(tx, found.whole, { ...said, line, providerId }), before }
    })

  const say = async (line: ContactLine, found: Found, by: By, { word, call }: Saying) => {
    const { side, accountId } = by
    const to = otherSide(line, side)
    let kept: Awaited<ReturnType<typeof keep>> | undefined
    let sent: BridgeOutcome | undefined
    if (call) {
      const from = by.phone ?? (accountId ? await phones.phoneOf(db, accountId) : undefined)
      const number = await phoneAt(to, found, await saidAt(line, found))
      if (!bridge.call || !from || !number) throw noCalls()
      kept = await keep(line, found, { side, kind: 'call', word: null, accountId })
      sent = await bridge.call({ from, to: number })
    } else if (word) {
      kept = await keep(line, found, { side, kind: 'message', word, accountId })
      const number = await phoneAt(to, found, kept.before)
      sent = number ? await bridge.send?.({ to: number, text: contactTexts[word] }) : undefined
    }
    if (kept) await settleContact(db, found.whole, kept.number, sent?.outcome ?? 'page')
    return viewOf(line, found, side)
  }

  return {
    /** What was said over a line of the buyer's, or of the shop's people. Throws `notFound` for strangers. */
    read: async (line: ContactLine, person: Actor, id: Id<'shipment'>, side: 'buyer' | 'shop') =>
      viewOf(line, await ofPerson(person, id, side), side),

    /** The buyer or the shop says something, or the shop is joined by telephone. Throws `contactClosed`, `contactUsedUp`. */
    say: async (
      line: ContactLine,
      person: Actor,
      id: Id<'shipment'>,
      side: 'buyer' | 'shop',
      saying: Saying,
    ) => say(line, await ofPerson(person, id, side), { side, accountId: person.accountId }, saying),

    async readAsMember(line: ContactLine, person: Actor, providerId: Id<'provider'>, id: Id<'shipment'>) {
      await members.requireMember(db, person, { kind: 'provider', id: providerId })
      return viewOf(line, await ofCarrier(providerId, id), 'carrier')
    },

    /** A rider says something, or is joined with the other by telephone. */
    async sayAsMember(
      line: ContactLine,
      person: Actor,
      providerId: Id<'provider'>,
      id: Id<'shipment'>,
      saying: Saying,
    ) {
      await members.requireMember(db, person, { kind: 'provider', id: providerId })
      const by = { side: 'carrier' as const, accountId: person.accountId }
      return say(line, await ofCarrier(providerId, id), by, saying)
    },

    /** The same by a program of the carrier, for its riders. */
    readAsProvider: async (line: ContactLine, providerId: Id<'provider'>, id: Id<'shipment'>) =>
      viewOf(line, await ofCarrier(providerId, id), 'carrier'),
    sayAsProvider: async (
      line: ContactLine,
      providerId: Id<'provider'>,
      id: Id<'shipment'>,
      { phone, ...saying }: Saying & { phone?: string | undefined },
    ) => say(line, await ofCarrier(providerId, id), { side: 'carrier', accountId: null, phone }, saying),
  }
}
