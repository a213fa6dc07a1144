import type { SaleTerms } from '../../trade/catalogue/index.ts'
import { type BoughtLine, type Credit, goodsOf, type OrderGoods, spread } from '../../trade/orders/index.ts'
import type { CheckList, PickupCheckName, PickupFound } from '../shipments/index.ts'
import type { ReturnState, StepParty } from './returns.states.ts'

/** Why goods go back. */
export const returnReasons = [
  'damaged',
  'wrongGoods',
  'expired',
  'incomplete',
  'notAsDescribed',
  'changedMind',
] as const
export type ReturnReason = (typeof returnReasons)[number]

export interface ReturnSettings {
  /** So many days after delivery a return may be asked for. */
  days: number
  /** So long the shop has to answer. */
  answerHours: number
  /** So long an operator may take back that money is paid: it leaves only then. */
  undoMinutes: number
  /** A leg back that has not moved for so long wants an operator. */
  stuckHours: number
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** Until when a return may be asked for. */
export const returnUntil = (deliveredAt: Date, { days }: Pick<ReturnSettings, 'days'>): Date =>
  new Date(deliveredAt.getTime() + days * dayMs)

/** When the money of a ruling leaves. */
export const undoUntil = (from: Date, { undoMinutes }: Pick<ReturnSettings, 'undoMinutes'>): Date =>
  new Date(from.getTime() + undoMinutes * 60_000)

/** Until when the shop may answer. */
export const answerUntil = (from: Date, { answerHours }: Pick<ReturnSettings, 'answerHours'>): Date =>
  new Date(from.getTime() + answerHours * hourMs)

/**
 * Whether the seller has to take goods back for this reason: defective, other than ordered, past their date or not
 * as described (Consumer Protection (E-Commerce) Rules 2020, rule 6(2)).
 */
export const isSellersFault = (reason: ReturnReason): boolean => reason !== 'changedMind'

/** What happens when the shop does not answer in time. */
export const withoutAnswer = (reason: ReturnReason): 'accept' | 'escalate' =>
  isSellersFault(reason) ? 'accept' : 'escalate'

/** HSN chapters 01 to 24 are plants, food, drink and feed; 30 is medicine. Nobody can sell these again. */
export const isPerishable = ({ hsn }: Pick<BoughtLine, 'hsn'>): boolean => {
  const chapter = Number(hsn.slice(0, 2))
  return (chapter >= 1 && chapter <= 24) || chapter === 30
}

const evenForFood: readonly ReturnReason[] = ['damaged', 'wrongGoods', 'expired']

/** For which reasons a line may go back: food and other perishables only damaged, wrong or past their date. */
export const reasonsFor = (line: Pick<BoughtLine, 'hsn'>): readonly ReturnReason[] =>
  isPerishable(line) ? evenForFood : returnReasons

/** Pieces of a line. */
export interface Pieces {
  lineId: BoughtLine['lineId']
  quantity: number
}

/** How many pieces of each line may still go back. */
export function leftOf(
  lines: readonly BoughtLine[],
  returned: readonly Pieces[],
): { line: BoughtLine; left: number }[] {
  return lines.map((line) => ({
    line,
    left:
      line.quantity -
      returned
        .filter(({ lineId }) => lineId === line.lineId)
        .reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}

/** What is paid back: each piece at the price at which it was bought, tax included. The delivery was had. */
export const goodsPaiseOf = (chosen: readonly { line: BoughtLine; quantity: number }[]): bigint =>
  chosen.reduce((sum, { line, quantity }) => sum + line.pricePaise * BigInt(quantity), 0n)

/** What is credited for pieces that came back: each at the price at which it was bought. */
export const creditsOf = (bought: readonly BoughtLine[], back: readonly Pieces[]): Credit[] =>
  back.flatMap(({ lineId, quantity }) => {
    const line = bought.find((each) => each.lineId === lineId)
    return line ? [{ lineId, quantity, paise: line.pricePaise * BigInt(quantity) }] : []
  })

/** A sum that an operator pays back, spread over the pieces; they are with the buyer unless they came back. */
export function ruledCredits(
  credits: readonly Credit[],
  { goodsPaise, cameBack }: { goodsPaise: bigint; cameBack: boolean },
): Credit[] {
  const parts = spread(
    goodsPaise,
    credits.map((credit) => credit.paise),
  )
  return credits.map((credit, at) => ({
    ...credit,
    quantity: cameBack ? credit.quantity : 0,
    paise: parts[at]!,
  }))
}

/** Why a return wants an operator. */
export const returnCases = ['unanswered', 'disputed', 'notTaken', 'stuck', 'ruled'] as const
export type ReturnCase = (typeof returnCases)[number]

interface Watched {
  state: ReturnState
  movedAt: Date
  steps: readonly { state: ReturnState; by: StepParty }[]
}

/** Null: it goes its way. */
export function caseOf(
  { state, movedAt, steps }: Watched,
  { now, stuckHours }: Pick<ReturnSettings, 'stuckHours'> & { now: Date },
): ReturnCase | null {
  if (state === 'escalated')
    return steps.some((step) => step.state === state && step.by === 'buyer') ? 'disputed' : 'unanswered'
  if (state === 'notTaken' || state === 'ruled') return state
  const waits = state === 'accepted' || state === 'pickedUp'
  return waits && now.getTime() - movedAt.getTime() > stuckHours * hourMs ? 'stuck' : null
}

/**
 * What a carrier has to know of goods that go back, from their products as they are now. Where a product is not known
 * the size is not, and what is perishable by its HSN code counts as food.
 */
export function goodsBack(
  chosen: readonly { line: Pick<BoughtLine, 'listingId' | 'hsn'>; quantity: number }[],
  known: readonly Pick<SaleTerms, 'listingId' | 'hsn' | 'foodMark' | 'keepCold' | 'packSize'>[],
): OrderGoods {
  const offerOf = new Map(known.map((offer) => [offer.listingId, offer]))
  const found = chosen.flatMap(({ line, quantity }) => {
    const offer = offerOf.get(line.listingId)
    return offer ? [{ offer, quantity }] : []
  })
  const goods = goodsOf(found)
  if (found.length === chosen.length) return goods
  const unknown = chosen.filter(({ line }) => !offerOf.has(line.listingId))
  return { ...goods, size: null, isFood: goods.isFood || unknown.some(({ line }) => isPerishable(line)) }
}

/** Grams, rounded up. */
export const weightOf = (chosen: readonly { line: BoughtLine; quantity: number }[]): number =>
  Math.max(
    1,
    Math.ceil(
      chosen.reduce((sum, { line, quantity }) => sum + (line.weightGrams * quantity) / line.quantity, 0),
    ),
  )

const checksOf: Record<ReturnReason, readonly PickupCheckName[]> = {
  // What is broken, past its date or not whole is looked at for being what the buyer says.
  damaged: ['pieces', 'article', 'condition', 'photo'],
  expired: ['pieces', 'article', 'condition', 'photo'],
  incomplete: ['pieces', 'article', 'condition', 'photo'],
  notAsDescribed: ['pieces', 'article', 'condition', 'photo'],
  // It is another article by nature.
  wrongGoods: ['pieces', 'condition', 'photo'],
  changedMind: ['pieces', 'article', 'seal', 'condition', 'photo'],
}

/** What a rider looks at before taking goods that go back for this reason. */
export const checksFor = (reason: ReturnReason): PickupCheckName[] => [...checksOf[reason]]

export type Looked =
  | { kind: 'missing'; missing: PickupCheckName[] }
  | { kind: 'fits' }
  | { kind: 'differs'; differs: PickupCheckName[] }

/** What a rider's answers say. A photo is asked for whatever they are: it is what the two sides look at later. */
export function judgePickup(
  list: Pick<CheckList, 'checks' | 'items'>,
  found: PickupFound,
  hasPhoto: boolean,
): Looked {
  const pieces = list.items.reduce((sum, { quantity }) => sum + quantity, 0)
  const isAnswered = (check: PickupCheckName): boolean =>
    check === 'photo' ? hasPhoto : found[check] !== undefined
  const missing = list.checks.filter((check) => !isAnswered(check))
  if (missing.length > 0) return { kind: 'missing', missing }
  const fits = (check: PickupCheckName): boolean => {
    if (check === 'photo') return true
    return check === 'pieces' ? found.pieces === pieces : found[check] === true
  }
  const differs = list.checks.filter((check) => !fits(check))
  return differs.length > 0 ? { kind: 'differs', differs } : { kind: 'fits' }
}
