import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { HaatError, invalid, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { Audit } from '../../trust/audit/index.ts'
import { createSynonyms, type Group, type Synonyms } from './search.synonyms.ts'
import { splitWords } from './search.words.ts'
import { addTerms, lockTerms, type OwnTerm, readOwnTerms, removeTerms } from './synonyms.store.ts'

export interface SynonymGroup {
  groupId: string
  terms: string[]
  /** Those of its words that operators added. */
  own: string[]
}

type Groups = readonly Group[]

/** What other processes change is seen after this time. */
const maxAgeMs = 10_000
const mostOwnTerms = 2000
const mostWords = 6

/**
 * The groups of data/synonyms with what operators added. `synonyms` is one object for ever: what changes, changes in
 * it, for questions at once, and for listings when they are next written to the index.
 */
export function createLivingSynonyms({
  db,
  log,
  audit,
  groups,
  now = () => performance.now(),
}: {
  db: Database
  log: Logger
  audit: Pick<Audit, 'record'>
  groups: Groups
  now?: () => number
}) {
  let own: readonly OwnTerm[] = []
  let current = createSynonyms(groups)
  let readAt = Number.NEGATIVE_INFINITY
  let underway: Promise<void> | undefined

  const read = async (): Promise<void> => {
    const terms = await readOwnTerms(db)
    if (JSON.stringify(terms) === JSON.stringify(own)) return
    own = terms
    current = createSynonyms(joined(groups, own))
  }
  const refresh = (): Promise<void> => {
    readAt = now()
    underway ??= read().finally(() => {
      underway = undefined
    })
    return underway
  }
  /** Looks for changes beside the question at hand, which does not wait for it. */
  const latest = (): Synonyms => {
    if (now() - readAt > maxAgeMs)
      refresh().catch((error: unknown) => log.warn({ err: error }, 'the added synonyms could not be read'))
    return current
  }

  const synonyms: Synonyms = {
    get longest() {
      return latest().longest
    },
    conceptsOf: (words) => current.conceptsOf(words),
    conceptsAsked: (words) => current.conceptsAsked(words),
    conceptsBeginningWith: (start, limit) => current.conceptsBeginningWith(start, limit),
    conceptsLike: (word, typos) => current.conceptsLike(word, typos),
    termsOf: (concept) => current.termsOf(concept),
  }

  const groupOf = (groupId: string): SynonymGroup => ({
    groupId,
    terms: [...current.termsOf(groupId)],
    own: own.filter((one) => one.groupId === groupId).map(({ term }) => term),
  })

  return {
    synonyms,

    /** The groups that hold this word; those that operators added to when none is asked for. */
    async find(text: string | undefined): Promise<SynonymGroup[]> {
      await refresh()
      const ids = text ? current.conceptsOf(splitWords(text)) : [...new Set(own.map((one) => one.groupId))]
      return ids.map(groupOf)
    },

    /** Adds words to a group, or makes a group of two or more. Throws `invalidFields`, `notFound`, `tooManySynonyms`. */
    async add(
      person: { accountId: Id<'account'> },
      given: { groupId: string | undefined; terms: readonly string[] },
    ): Promise<SynonymGroup> {
      const terms = [...new Set(given.terms.map((term) => term.normalize('NFC').trim().toLowerCase()))]
      terms.forEach((term, at) => {
        const words = splitWords(term).length
        if (words === 0 || words > mostWords)
          throw invalid([
            {
              pointer: `/terms/${at}`,
              code: 'badTerm',
              detail: `Write one to ${mostWords} words of letters or digits.`,
            },
          ])
      })
      if (given.groupId === undefined && terms.length < 2)
        throw invalid([
          { pointer: '/terms', code: 'twoTerms', detail: 'A new group needs two words that mean the same.' },
        ])
      const groupId = given.groupId ?? `own-${randomBytes(6).toString('hex')}`
      await db.transaction(async (tx) => {
        await lockTerms(tx)
        const present = await readOwnTerms(tx)
        const isKnown =
          groups.some(({ id }) => id === groupId) || present.some((one) => one.groupId === groupId)
        if (given.groupId !== undefined && !isKnown) throw notFound('group of words')
        if (present.length + terms.length > mostOwnTerms) throw tooManySynonyms()
        await addTerms(tx, { groupId, terms, accountId: person.accountId })
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'synonyms.added',
          objectId: groupId,
          reasons: [{ reason: terms.join(', ') }],
        })
      })
      await refreshAfterChange()
      return groupOf(groupId)
    },

    /** Takes an added word away, or all of a group. Words of data/synonyms stay. Throws `notFound`. */
    async remove(person: { accountId: Id<'account'> }, groupId: string, term: string | undefined) {
      await db.transaction(async (tx) => {
        const gone = await removeTerms(tx, groupId, term)
        if (gone.length === 0) throw notFound('added word')
        await audit.record(tx, {
          actorId: person.accountId,
          action: 'synonyms.removed',
          objectId: groupId,
          reasons: [{ reason: gone.join(', ') }],
        })
      })
      await refreshAfterChange()
    },
  }

  /** A reading that was begun before the change may not have it. */
  async function refreshAfterChange(): Promise<void> {
    await underway?.catch(() => {})
    await refresh()
  }
}

export type LivingSynonyms = ReturnType<typeof createLivingSynonyms>

const tooManySynonyms = (): HaatError =>
  new HaatError(
    'conflict',
    'tooManySynonyms',
    `At most ${mostOwnTerms} words can be added here. Put lasting ones into data/synonyms.`,
  )

/** The groups with the added words, and the groups that were made of added words alone. */
function joined(groups: Groups, own: readonly OwnTerm[]): Groups {
  const added = new Map<string, string[]>()
  for (const { groupId, term } of own) added.set(groupId, [...(added.get(groupId) ?? []), term])
  const known = new Set(groups.map(({ id }) => id))
  return [
    ...groups.map((group) => ({ ...group, terms: [...group.terms, ...(added.get(group.id) ?? [])] })),
    ...[...added].filter(([id]) => !known.has(id)).map(([id, terms]) => ({ id, terms })),
  ]
}
