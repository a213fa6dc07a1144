import type { Identity } from '../../identity/index.ts'
import { type FieldProblem, invalid } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { move } from '../../kernel/states.ts'
import type { Sealer } from '../../platform/crypto/index.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import { event, type Outbox } from '../../platform/outbox/index.ts'
import { bankContext } from './payees.store.ts'
import { incomplete, wrongStatus } from './traders.errors.ts'
import { traderChanged } from './traders.events.ts'
import { type Actor, present, requireVersion, type TradersPolicy } from './traders.policy.ts'
import {
  type Bank,
  type CheckedRegistration,
  checkBank,
  checkRegistration,
  missingForSubmission,
  type Registration,
  sameIdentity,
} from './traders.rules.ts'
import type { ChangeTraderBody, RegisterBody } from './traders.schema.ts'
import { traderTransitions } from './traders.states.ts'
import {
  addTrader,
  changeTrader,
  findTrader,
  lockTrader,
  refuseTakenNumbers,
  shopStates,
  type TraderRow,
} from './traders.store.ts'
import type { TraderStatus } from './traders.types.ts'

export interface TradersServiceDeps {
  db: Database
  outbox: Outbox
  identity: Pick<Identity, 'grant'>
  policy: TradersPolicy
  sealer: Sealer
}

/** Statuses in which a trader has to stay complete. */
const needsAll: readonly TraderStatus[] = ['submitted', 'verified', 'suspended']

/** Tells the later modules of a trader with all its shops. */
export async function publishTrader(tx: Tx, outbox: Outbox, trader: TraderRow): Promise<void> {
  const shopIds = (await shopStates(tx, trader.id)).map((shop) => shop.id)
  await outbox.publish(tx, [event(traderChanged, { traderId: trader.id, shopIds, status: trader.status })])
}

/** A trader about itself: registering, changing, asking to be verified. */
export function createTradersService({ db, outbox, identity, policy, sealer }: TradersServiceDeps) {
  const sealBank = (traderId: Id<'trader'>, bank: Bank | null) => ({
    sealedBank: bank && sealer.seal(JSON.stringify(bank), bankContext(traderId)),
    bankEnding: bank?.accountNumber.slice(-4) ?? null,
    bankCode: bank?.ifsc.slice(0, 4) ?? null,
  })

  return {
    /**
     * Begins a registration; whoever does it becomes its first owner.
     * Throws `invalidFields` with every problem at once, `alreadyRegistered` (conflict).
     */
    async register(person: Actor, { bank: givenBank, ...given }: RegisterBody): Promise<TraderRow> {
      const { value, problems } = checkRegistration(given)
      const bank = givenBank && checkBank(givenBank)
      refuse([...problems, ...(bank?.problems ?? [])])
      const id = newId('trader')
      return db.transaction(async (tx) => {
        await refuseTakenNumbers(tx, { id, ...value })
        const trader = await addTrader(tx, {
          id,
          ...value,
          ...sealBank(id, bank?.value ?? null),
          createdBy: person.accountId,
        })
        await identity.grant(tx, {
          accountId: person.accountId,
          party: { kind: 'trader', id },
          role: 'owner',
        })
        return trader
      })
    },

    /** For members and operators. Throws `notFound`. */
    async get(person: Actor, id: Id<'trader'>): Promise<TraderRow> {
      await policy.requireReader(db, person, id)
      return present(await findTrader(db, id), 'trader')
    },

    /**
     * Changes what is given; null takes an optional number away. A verified trader that changes what was verified
     * is submitted again, and sells nothing until it was looked at. Throws as `register`, and `incomplete`
     * (unprocessable), `wrongStatus` (conflict), `stale`.
     */
    async change(
      person: Actor,
      id: Id<'trader'>,
      { bank: givenBank, ...patch }: ChangeTraderBody,
      expected: number | undefined,
    ): Promise<TraderRow> {
      const changed = await db.transaction(async (tx) => {
        await policy.requireRole(tx, person, id, 'owner')
        const before = present(await lockTrader(tx, id), 'trader')
        requireVersion(before, expected)

        const old = registrationOf(before)
        const { value, problems } = checkRegistration({ ...old, ...patch })
        const bank = givenBank && checkBank(givenBank)
        const shops = await shopStates(tx, id)
        const misplaced = stateProblem(value, shops)
        refuse([...problems, ...(bank?.problems ?? []), ...misplaced])

        const kept = sameIdentity(old, value)
        const moved = kept ? undefined : move(traderTransitions, before.status, 'editIdentity')
        if (moved?.moved === false && moved.reason === 'refuse') {
          throw wrongStatus('editIdentity', before.status)
        }
        const status = moved?.moved ? moved.to : before.status
        const bankChange = givenBank === undefined ? {} : sealBank(id, bank?.value ?? null)
        const hasBank = givenBank === undefined ? before.sealedBank !== null : givenBank !== null
        if (needsAll.includes(status)) {
          refuseIncomplete(missingForSubmission({ trader: value, hasBank, shops: shops.length }))
        }
        const isSame =
          kept && old.tradeName === value.tradeName && old.upiId === value.upiId && givenBank === undefined
        if (isSame) return before
        if (!kept) await refuseTakenNumbers(tx, { id, ...value })
        const after = await changeTrader(tx, before, { ...value, ...bankChange, status })
        await publishTrader(tx, outbox, after)
        return after
      })
      outbox.nudge()
      return changed
    },

    /** Asks the operators to look. Throws `incomplete` (unprocessable), `alreadyRegistered`, `wrongStatus` (conflict). */
    async submit(person: Actor, id: Id<'trader'>, expected: number | undefined): Promise<TraderRow> {
      const submitted = await db.transaction(async (tx) => {
        await policy.requireRole(tx, person, id, 'owner')
        const before = present(await lockTrader(tx, id), 'trader')
        requireVersion(before, expected)
        const moved = move(traderTransitions, before.status, 'submit')
        if (!moved.moved) {
          if (moved.reason === 'refuse') throw wrongStatus('submit', before.status)
          return before
        }
        const shops = await shopStates(tx, id)
        const hasBank = before.sealedBank !== null
        refuseIncomplete(missingForSubmission({ trader: before, hasBank, shops: shops.length }))
        await refuseTakenNumbers(tx, before)
        const after = await changeTrader(tx, before, { status: moved.to, sendBackReasons: null })
        await publishTrader(tx, outbox, after)
        return after
      })
      outbox.nudge()
      return submitted
    },
  }
}

const registrationOf = (row: TraderRow): CheckedRegistration => ({
  tiers: row.tiers,
  legalName: row.legalName,
  tradeName: row.tradeName,
  pan: row.pan,
  gstin: row.gstin,
  enrolmentId: row.enrolmentId,
  udyam: row.udyam,
  fssai: row.fssai,
  upiId: row.upiId,
  state: row.state,
})

/** A registration belongs to one state; the shops that there are must lie in it. */
function stateProblem(
  { state, gstin }: Pick<Registration, 'gstin'> & { state: string | null },
  shops: readonly { state: string }[],
): FieldProblem[] {
  const elsewhere = shops.find((shop) => state !== null && shop.state !== state)
  if (!elsewhere) return []
  return [
    {
      pointer: gstin === null ? '/enrolmentId' : '/gstin',
      code: 'stateMismatch',
      detail: `This registration is of ${state}, but there is a shop in ${elsewhere.state}. Correct one of them.`,
    },
  ]
}

function refuse(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw invalid(problems)
}

function refuseIncomplete(problems: readonly FieldProblem[]): void {
  if (problems.length > 0) throw incomplete(problems)
}
