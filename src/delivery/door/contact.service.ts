import { notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { ProviderMembers } from '../providers/index.ts'
import { type Shipment, viewerOf } from '../shipments/index.ts'
import { contactClosed, contactUsedUp, noCalls } from './contact.errors.ts'
import type { BridgeOutcome, ContactBridge, ContactPhones } from './contact.ports.ts'
import {
  type ContactSide,
  type ContactWord,
  contactTexts,
  isReachable,
  isUsedUp,
  mostCalls,
  mostMessages,
} from './contact.rules.ts'
import { type Contact, readContacts, settleContact, writeContact } from './contact.store.ts'
import type { DoorDeps } from './door.deps.ts'

type Actor = { accountId: Id<'account'> }

export interface ContactDeps extends Pick<DoorDeps, 'db' | 'shipments' | 'orders' | 'people'> {
  members: Pick<ProviderMembers, 'requireMember'>
  phones: ContactPhones
  bridge: ContactBridge
}

export type ContactService = ReturnType<typeof createContact>

/** Between a buyer and the carrier of the parcel, while that is on its way; neither sees the other's number. */
export function createContact({ db, shipments, orders, people, members, phones, bridge }: ContactDeps) {
  /** The whole with the parcel or leg that a carrier has to the buyer's door. */
  const find = async (shipmentId: Id<'shipment'>) => {
    const seen = await shipments.read(db, shipmentId)
    const whole = seen?.parcelId ? await shipments.read(db, seen.parcelId) : seen
    if (!whole) throw notFound('shipment')
    const carried = (await shipments.openLegOf(db, whole)) ?? whole
    // A leg that ends elsewhere has nothing to do with the buyer.
    const toBuyer = carried.leg === 0 ? whole.toPoint === null : carried.toPoint === null && !carried.back
    return { whole, carried, toBuyer }
  }

  const ofBuyer = async (person: Actor, shipmentId: Id<'shipment'>) => {
    const seen = await shipments.read(db, shipmentId)
    const order = seen && (await orders.orderFor(db, seen.orderId))
    await viewerOf(db, people, person.accountId, order, 'buyer')
    if (!seen || seen.leg > 0) throw notFound('shipment')
    return find(shipmentId)
  }

  const ofCarrier = async (providerId: Id<'provider'>, shipmentId: Id<'shipment'>) => {
    const found = await find(shipmentId)
    if (found.carried.providerId !== providerId) throw notFound('shipment')
    return found
  }

  type Found = Awaited<ReturnType<typeof find>>

  const viewOf = async ({ whole, carried, toBuyer }: Found, side: ContactSide) => {
    const { providerId } = carried
    const said = providerId ? await readContacts(db, whole, providerId) : []
    const open = providerId !== null && toBuyer && isReachable(carried.state)
    const left = (kind: Contact['kind'], most: number) =>
      open ? most - said.filter((one) => one.side === side && one.kind === kind).length : 0
    return {
      said,
      open,
      messagesLeft: Math.max(0, left('message', mostMessages)),
      callsLeft: side === 'carrier' && bridge.call ? Math.max(0, left('call', mostCalls)) : 0,
    }
  }

  /** Counts under the parcel's lock, so that no limit is overrun; what is said is kept before it is sent. */
  const keep = (
    found: Found,
    side: ContactSide,
    said: { kind: Contact['kind']; word: ContactWord | null; accountId: Id<'account'> | null },
  ) =>
    db.transaction(async (tx) => {
      const now = await shipments.lock(tx, found.carried)
      const providerId = now?.providerId
      if (!now || !providerId || !found.toBuyer || !isReachable(now.state)) throw contactClosed()
      const before = await readContacts(tx, found.whole, providerId)
      if (isUsedUp(before, side, said.kind)) throw contactUsedUp(said.kind)
      const number = await writeContact(tx, found.whole, { ...said, side, providerId })
      return { number, before }
    })

  const settle = async (whole: Shipment, number: number, sent: BridgeOutcome | undefined) =>
    settleContact(db, whole, number, sent?.outcome ?? 'page')

  const buyerPhone = async (whole: Shipment): Promise<string | undefined> =>
    (await orders.orderFor(db, whole.orderId))?.drop.phone

  const asCarrier = async (
    found: Found,
    by: { accountId: Id<'account'> | null; phone: string | undefined },
    given: { word?: ContactWord | undefined; call?: true | undefined },
  ) => {
    const { whole } = found
    const to = await buyerPhone(whole)
    const { accountId } = by
    if (given.call) {
      if (!bridge.call || !to || !by.phone) throw noCalls()
      const { number } = await keep(found, 'carrier', { kind: 'call', word: null, accountId })
      await settle(whole, number, await bridge.call({ from: by.phone, to }))
    } else if (given.word) {
      const { word } = given
      const { number } = await keep(found, 'carrier', { kind: 'message', word, accountId })
      await settle(whole, number, to ? await bridge.send?.({ to, text: contactTexts[word] }) : undefined)
    }
    return viewOf(found, 'carrier')
  }

  return {
    readAsBuyer: async (person: Actor, id: Id<'shipment'>) => viewOf(await ofBuyer(person, id), 'buyer'),

    /** The buyer says something to the rider. Throws `contactClosed`, `contactUsedUp`. */
    async sayAsBuyer(person: Actor, id: Id<'shipment'>, word: ContactWord) {
      const found = await ofBuyer(person, id)
      const { accountId } = person
      const { number, before } = await keep(found, 'buyer', { kind: 'message', word, accountId })
      // The rider who wrote last hears it; a program of the carrier reads it.
      const rider = before.findLast((one) => one.side === 'carrier')?.accountId
      const to = rider && (await phones.phoneOf(db, rider))
      const sent = to ? await bridge.send?.({ to, text: contactTexts[word] }) : undefined
      await settle(found.whole, number, sent)
      return viewOf(found, 'buyer')
    },

    async readAsMember(person: Actor, providerId: Id<'provider'>, id: Id<'shipment'>) {
      await members.requireMember(db, person, { kind: 'provider', id: providerId })
      return viewOf(await ofCarrier(providerId, id), 'carrier')
    },

    /** A rider says something, or is joined with the buyer by telephone. */
    async sayAsMember(
      person: Actor,
      providerId: Id<'provider'>,
      id: Id<'shipment'>,
      given: { word?: ContactWord | undefined; call?: true | undefined },
    ) {
      await members.requireMember(db, person, { kind: 'provider', id: providerId })
      const phone = given.call ? await phones.phoneOf(db, person.accountId) : undefined
      return asCarrier(await ofCarrier(providerId, id), { ...person, phone }, given)
    },

    /** The same by a program of the carrier, for its riders. */
    readAsProvider: async (providerId: Id<'provider'>, id: Id<'shipment'>) =>
      viewOf(await ofCarrier(providerId, id), 'carrier'),
    sayAsProvider: async (
      providerId: Id<'provider'>,
      id: Id<'shipment'>,
      given: { word?: ContactWord | undefined; call?: true | undefined; phone?: string | undefined },
    ) => asCarrier(await ofCarrier(providerId, id), { accountId: null, phone: given.phone }, given),
  }
}
