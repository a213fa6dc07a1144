import type { Move } from '../../kernel/states.ts'
import type { Tx } from '../../platform/database/index.ts'
import type { OrderState } from '../../trade/orders/index.ts'
import { cashOf, isCashRight } from './shipments.cash.ts'
import type { ShipmentCodes } from './shipments.codes.ts'
import { cashDiffers, neighbourNotNamed, notForThisState, orderFellThrough } from './shipments.errors.ts'
import { clockOf, detailOf, lineFor, plainly, withState } from './shipments.plain.ts'
import type {
  CashBook,
  DoorPort,
  LegFollower,
  PickupGate,
  ProofBook,
  ShipmentOrders,
} from './shipments.ports.ts'
import { proofOf } from './shipments.proofs.ts'
import { prove } from './shipments.proving.ts'
import { holderAfter, isFromDoor, isHandover, judgeWord, mostTries } from './shipments.rules.ts'
import { type CarrierWord, isCarrierWord, isEnded, type ShipmentState } from './shipments.states.ts'
import { saveShipment } from './shipments.store.ts'
import type { EntryEffect, Holder, NewEntry, Shipment, ToldWord, WordOutcome } from './shipments.types.ts'
import { isEventKnown, readEarlyWords } from './timeline.store.ts'

export interface WordsDeps {
  codes: ShipmentCodes
  orders: ShipmentOrders
  cash: CashBook
  /** Hears of legs that moved. */
  legs: LegFollower
  proofs: ProofBook
  door: DoorPort
  /** Looks at goods before they are fetched at a buyer's door. */
  pickups: PickupGate
  /** Counts words that we do not know. */
  onUnknownStatus: (providerId: string) => void
}

/**
 * Takes in what is told of a locked parcel: judged by the table and by its proofs, written to the timeline,
 * and carried to the order and its cash, all in the caller's transaction.
 *
 * A wrong code is answered as an outcome and not thrown, for the count of tries has to be kept. Throws
 * `proofMissing`, `cashDiffers`, `shipmentState`, `orderFellThrough`; then nothing is kept, and the word may be told again.
 * `known`: whether this event was told before, where the caller has looked under the lock.
 */
export async function applyWord(
  deps: WordsDeps,
  tx: Tx,
  parcel: Shipment,
  told: ToldWord,
  known?: boolean,
): Promise<WordOutcome> {
  const { providerId, eventId, status } = told
  if (known ?? (providerId && eventId && (await isEventKnown(tx, parcel, providerId, eventId))))
    return { outcome: 'repeated', state: parcel.state }
  const plain = plainly(parcel, told)
  if (plain) {
    if (plain.effect === 'unknown') deps.onUnknownStatus(providerId ?? 'shop')
    await saveShipment(tx, plain.parcel, [plain.line])
    return { outcome: 'recorded', effect: plain.effect, state: plain.parcel.state }
  }
  const occurredAt = clockOf(told)
  const line = lineFor(told)
  const judged = isCarrierWord(status) ? judgeWord(parcel, status, occurredAt) : undefined
  if (judged?.effect !== 'moved') throw notForThisState(parcel.state, status)

  if (
    judged.state === 'delivered' &&
    told.receivedBy === 'neighbour' &&
    !(await deps.door.mayTake(tx, parcel))
  )
    throw neighbourNotNamed()
  const fetchesBack = isFromDoor(parcel) && isHandover(parcel.state, judged.state)
  if (fetchesBack && judged.state !== 'pickedUp') throw notForThisState(parcel.state, status)
  const proved = prove(deps.codes, parcel, told, judged.state)
  if (proved.kind === 'wrongCode') return countWrongCode(tx, parcel, line, proved.which)
  if (judged.state === 'delivered' && !isCashRight(parcel, told)) throw cashDiffers(parcel.codPaise)
  if (fetchesBack && told.by !== 'operator') {
    const look = await deps.pickups.judge(tx, parcel, told)
    if (look.kind === 'leave') {
      const left = withState(parcel, 'cancelled', occurredAt)
      const noted = line('moved', left.state, proved.proof)
      await saveShipment(tx, left, [
        { ...noted, status: 'notTaken', detail: { ...noted.detail, reason: look.why } },
      ])
      return { outcome: 'recorded', effect: 'moved', state: left.state }
    }
  }

  const next = withState(parcel, judged.state, occurredAt)
  const holder = holderOfMove(parcel, next.state)
  const lines = [{ ...line('moved', next.state, proved.proof), holder }]
  const handover = isHandover(parcel.state, next.state)
  const caught = handover && providerId ? await catchUp(tx, next, providerId) : { parcel: next, lines: [] }
  // The statements of both stay in this order; in a pipelined transaction the first ones go in one message.
  await Promise.all([
    saveShipment(tx, { ...caught.parcel, lastSequence: parcel.lastSequence }, [...lines, ...caught.lines]),
    parcel.leg > 0
      ? deps.legs.legMoved(tx, caught.parcel, parcel.state, told)
      : tellTrade(deps, tx, parcel, caught.parcel, told),
  ])
  const kept = proofOf(parcel, next, told, proved.proof)
  if (kept) await deps.proofs.keep(tx, [kept])
  return { outcome: 'recorded', effect: 'moved', state: caught.parcel.state }
}

/** Of a leg the custody is kept with the whole. */
const holderOfMove = (parcel: Shipment, to: ShipmentState): Holder | null =>
  parcel.leg > 0 ? null : holderAfter(parcel, to)

/** What was told ahead of the hand-over takes effect once the hand-over is proved. */
async function catchUp(
  tx: Tx,
  from: Shipment,
  providerId: NonNullable<ToldWord['providerId']>,
): Promise<{ parcel: Shipment; lines: NewEntry[] }> {
  let parcel = from
  const lines: NewEntry[] = []
  for (const { status, occurredAt } of await readEarlyWords(tx, from, providerId)) {
    // Goods from a door are brought back there by an operator's word alone.
    if (!isCarrierWord(status) || (isFromDoor(from) && status === 'returned')) continue
    const judged = judgeWord(parcel, status, occurredAt)
    if (judged.effect !== 'moved') continue
    const holder = holderOfMove(parcel, judged.state)
    parcel = withState(parcel, judged.state, occurredAt)
    const detail = { reason: 'Told before the hand-over, in effect since it.' }
    lines.push({
      providerId,
      eventId: null,
      status,
      effect: 'moved',
      stateAfter: parcel.state,
      occurredAt,
      detail,
      holder,
    })
  }
  return { parcel, lines }
}

async function countWrongCode(
  tx: Tx,
  parcel: Shipment,
  line: (effect: EntryEffect, stateAfter: ShipmentState) => NewEntry,
  which: 'handoverCode' | 'deliveryCode',
): Promise<WordOutcome> {
  const counted =
    which === 'handoverCode'
      ? { ...parcel, handoverTries: parcel.handoverTries + 1 }
      : { ...parcel, deliveryTries: parcel.deliveryTries + 1 }
  const tries = which === 'handoverCode' ? counted.handoverTries : counted.deliveryTries
  // Without its id: the same event may be told again with the right code.
  const refused = {
    ...line('refused', parcel.state),
    eventId: null,
    detail: { reason: 'The code was wrong.' },
  }
  await saveShipment(tx, counted, [refused])
  return { outcome: 'wrongCode', which, triesLeft: Math.max(0, mostTries - tries) }
}

/**
 * Takes to a locked whole what its legs say of it. The words go through the same table as any other, by the
 * market's clock, for the clocks of several carriers do not agree; who holds the parcel is written in any case.
 */
export async function followLegs(
  deps: WordsDeps,
  tx: Tx,
  whole: Shipment,
  steps: readonly { word: CarrierWord; holder: Holder | null }[],
  told: ToldWord,
): Promise<Shipment> {
  if (isEnded(whole.state)) return whole
  let parcel = whole
  const lines: NewEntry[] = []
  for (const { word, holder } of steps) {
    const occurredAt = new Date(Math.max(Date.now(), parcel.stateSince.getTime() + 1))
    const judged = judgeWord(parcel, word, occurredAt)
    const moved = judged.effect === 'moved'
    if (!moved && !holder) continue
    if (moved) parcel = withState(parcel, judged.state, occurredAt)
    lines.push({
      providerId: told.providerId,
      eventId: null,
      status: word,
      effect: moved ? 'moved' : 'noted',
      stateAfter: parcel.state,
      occurredAt,
      detail: detailOf(told),
      holder,
    })
  }
  if (lines.length === 0) return whole
  const saved = await saveShipment(tx, { ...parcel, lastSequence: whole.lastSequence }, lines)
  if (saved.state !== whole.state) await tellTrade(deps, tx, whole, saved, told)
  return saved
}

/** What the order and the ledger have to know, once each: the moves that matter happen once. */
async function tellTrade(
  deps: WordsDeps,
  tx: Tx,
  before: Shipment,
  after: Shipment,
  told: ToldWord,
): Promise<void> {
  const order = { shopId: after.shopId, orderId: after.orderId }
  const { markHandedOver, markDelivered, markUndelivered } = deps.orders
  // An order that fell through takes no parcel any more, even if this word came before that news.
  const accepted = (moved: Move<OrderState>): void => {
    if (!moved.moved && moved.reason === 'refuse') throw orderFellThrough()
  }
  if (isHandover(before.state, after.state)) accepted(await markHandedOver(tx, order))
  if (after.state === 'delivered') {
    const marked = await markDelivered(tx, order)
    accepted(marked)
    const cash = cashOf(after, told, marked.purchaseId)
    if (cash) await deps.cash.collectCash(tx, cash)
  } else if (after.state === 'returned' || after.state === 'lost' || after.state === 'disposed') {
    accepted(await markUndelivered(tx, order))
  }
}
