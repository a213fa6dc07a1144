import { HaatError, notFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { indiaDay } from '../../kernel/india-day.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Counter, LoanView } from './capacity.schema.ts'
import { type LoadRow, readLoad } from './capacity.store.ts'
import { type District, districtKey } from './coverage.rules.ts'
import type { KnownPlaces } from './districts.ts'
import { insertLoan, type LoanRow, lockLoan, readLoansOf, setLoanStatus } from './loans.store.ts'
import type { ProviderDirectory } from './providers.directory.ts'
import { badField } from './providers.errors.ts'
import type { ProviderMembers } from './providers.ports.ts'
import { allIndia, type Capabilities, countersFor } from './providers.rules.ts'
import { findByDipp, readProviders, readProvidersByStatus, updateProvider } from './providers.store.ts'

type Actor = { accountId: Id<'account'> }

const dayMs = 86_400_000
const mostProviders = 2000
const lentPrefix = 'lent/'

const districtOf = (key: string): District | null => {
  const at = key.indexOf('/')
  return at < 0 ? null : { state: key.slice(0, at), district: key.slice(at + 1) }
}

/** Every counter that these terms know, with its limit. */
const limitsOf = (can: Capabilities): Map<string, number> =>
  new Map([
    ...countersFor(can, undefined).map(({ district, limit }) => [district, limit] as const),
    ...(can.parcelsPerDayIn ?? []).map((one) => [districtKey(one), one.parcelsPerDay] as const),
  ])

/** Counted parcels beside their limits; of `today` also the counters in which nothing was counted yet. */
function countersOf(
  rows: readonly LoadRow[],
  limits: ReadonlyMap<string, number>,
  loans: ReadonlyMap<string, number>,
  today: string | undefined,
): Counter[] {
  const counted = rows.map(({ day, district: key, parcels }): Counter => {
    const loanId = key.startsWith(lentPrefix) ? (key.slice(lentPrefix.length) as Id<'loan'>) : null
    const limit = loanId ? loans.get(loanId) : limits.get(key)
    return { day, district: loanId ? null : districtOf(key), loanId, parcels, limit: limit ?? null }
  })
  const seen = new Set(rows.filter(({ day }) => day === today).map(({ district }) => district))
  const empty = today
    ? [...limits]
        .filter(([key]) => !seen.has(key))
        .map(
          ([key, limit]): Counter => ({
            day: today,
            district: key === allIndia ? null : districtOf(key),
            loanId: null,
            parcels: 0,
            limit,
          }),
        )
    : []
  return [...empty, ...counted]
}

export type CapacityService = ReturnType<typeof createCapacityService>

/** What providers' days hold, and what they lend each other. */
export function createCapacityService(deps: {
  db: Database
  members: ProviderMembers
  directory: Pick<ProviderDirectory, 'find' | 'refresh'>
  known: Pick<KnownPlaces, 'knows' | 'touches'>
  now?: () => Date
}) {
  const { db, members, directory, known } = deps
  const now = deps.now ?? (() => new Date())
  const party = (id: Id<'provider'>) => ({ kind: 'provider' as const, id })

  const viewOf = async (row: LoanRow, mine: Id<'provider'>): Promise<LoanView> => {
    const other = row.lenderId === mine ? row.borrowerId : row.lenderId
    return {
      loanId: row.id,
      side: row.lenderId === mine ? 'lender' : 'borrower',
      otherName: (await directory.find(other))?.name ?? '',
      district: { state: row.state, district: row.district },
      parcelsPerDay: row.parcelsPerDay,
      status: row.status,
      createdAt: row.createdAt,
    }
  }

  /** Moves an agreement on; every process is to see it, so that the lender counts as changed. */
  const move = async (
    person: Actor,
    ref: { providerId: Id<'provider'>; loanId: Id<'loan'> },
    to: 'accepted' | 'ended',
  ): Promise<LoanView> => {
    await members.requireMember(db, person, party(ref.providerId), 'owner')
    const moved = await db.transaction(async (tx) => {
      const loan = await lockLoan(tx, ref.loanId)
      if (!loan || (loan.lenderId !== ref.providerId && loan.borrowerId !== ref.providerId))
        throw notFound('loan')
      if (loan.status === to) return loan
      if (loan.status === 'ended') throw loanEnded()
      if (to === 'accepted' && loan.borrowerId !== ref.providerId) throw notYours()
      const next = await setLoanStatus(tx, loan.id, to)
      await updateProvider(tx, loan.lenderId, {})
      return next
    })
    directory.refresh()
    return viewOf(moved, ref.providerId)
  }

  return {
    /** What a provider's last days held, today among them. */
    async load(person: Actor, id: Id<'provider'>, days: number): Promise<Counter[]> {
      await members.requireMember(db, person, party(id))
      const today = indiaDay(now())
      const from = indiaDay(new Date(now().getTime() - (days - 1) * dayMs))
      const [rows, loans, facts] = [
        await readLoad(db, [id], { from, to: today }),
        await readLoansOf(db, id),
        (await readProviders(db, [id]))[0],
      ]
      if (!facts) throw notFound('provider')
      const lent = new Map(loans.map((loan) => [loan.id as string, loan.parcelsPerDay]))
      return countersOf(rows, limitsOf(facts.capabilities), lent, today)
    },

    /** The same of one day for all approved providers; for operators. */
    async loadOfAll(day: string | undefined) {
      const today = indiaDay(now())
      const wanted = day ?? today
      const page = { status: 'approved' as const, limit: mostProviders, after: undefined }
      const providers = await readProvidersByStatus(db, page)
      const ids = providers.map(({ id }) => id)
      const rows = await readLoad(db, ids, { from: wanted, to: wanted })
      return providers
        .map(({ id, name, capabilities }) => ({
          providerId: id,
          name,
          counters: countersOf(
            rows.filter(({ providerId }) => providerId === id),
            limitsOf(capabilities),
            new Map(),
            wanted === today ? today : undefined,
          ),
        }))
        .filter(({ counters }) => counters.length > 0)
    },

    /** The agreements of a provider that did not end. */
    async loans(person: Actor, id: Id<'provider'>): Promise<LoanView[]> {
      await members.requireMember(db, person, party(id))
      const views: LoanView[] = []
      for (const row of await readLoansOf(db, id)) views.push(await viewOf(row, id))
      return views
    },

    /** Proposes to carry so many parcels a day for another that has no room. Throws `invalidFields`. */
    async propose(
      person: Actor,
      id: Id<'provider'>,
      body: { borrowerDipp: string; district: District; parcelsPerDay: number },
    ): Promise<LoanView> {
      await members.requireMember(db, person, party(id), 'owner')
      const borrower = await findByDipp(db, body.borrowerDipp.trim().toUpperCase())
      if (borrower?.status !== 'approved' || borrower.id === id)
        throw badField('/borrowerDipp', 'is the recognition number of no other approved startup')
      if (!known.knows(body.district))
        throw badField('/district', 'is no district of India Post’s directory', 'unknownDistrict')
      const [lender] = await readProviders(db, [id])
      if (!lender) throw notFound('provider')
      if (!known.touches(lender.capabilities.pickup, body.district)) throw notServed(body.district)
      const made = await db.transaction((tx) =>
        insertLoan(tx, {
          id: newId('loan'),
          lenderId: id,
          borrowerId: borrower.id,
          ...body.district,
          parcelsPerDay: body.parcelsPerDay,
        }),
      )
      return viewOf(made, id)
    },

    /** The borrower agrees. Throws `notFound`, `loanEnded`, `forbidden` for the lender itself. */
    accept: (person: Actor, ref: { providerId: Id<'provider'>; loanId: Id<'loan'> }) =>
      move(person, ref, 'accepted'),
    /** Either side ends it; parcels in hand stay where they are. */
    end: (person: Actor, ref: { providerId: Id<'provider'>; loanId: Id<'loan'> }) =>
      move(person, ref, 'ended'),
  }
}

const notServed = ({ state, district }: District): HaatError =>
  badField(
    '/district',
    `You fetch no parcels in ${district}, ${state}. Name a district of your area of pick-up, or add it there first.`,
    'districtNotServed',
  )
const loanEnded = (): HaatError =>
  new HaatError('conflict', 'loanEnded', 'This agreement has ended. Propose a new one.')
const notYours = (): HaatError =>
  new HaatError('forbidden', 'forbidden', 'Only the startup that borrows can accept this agreement.')
