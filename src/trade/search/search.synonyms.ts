import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { editDistanceWithin } from './search.typos.ts'
import { keyOf, splitWords } from './search.words.ts'

/** Groups of terms that mean the same good; a group's id is the concept that its terms stand for. */
export interface Synonyms {
  /** The concepts that words in a row stand for; none when they are no term. */
  conceptsOf(words: readonly string[]): readonly string[]
  /** The concepts with a term of one word that begins with these letters, at most `limit`. */
  conceptsBeginningWith(start: string, limit: number): string[]
  /** The concepts with a term of one word that differs from this word in at most `typos` letters. */
  conceptsLike(word: string, typos: number): string[]
  /** All terms of a concept, as they are written. */
  termsOf(concept: string): readonly string[]
  /** How many words the longest term has. */
  longest: number
}

const groupsShape = z.array(
  z.object({ id: z.string().regex(/^[a-z0-9-]+$/), terms: z.array(z.string().min(1)).min(1) }),
)
const defaultFile = new URL('../../../data/synonyms/groups.json', import.meta.url)

/** Reads the groups; about 3,000 terms stay in memory. Throws when the file is not as data/synonyms/README.md says. */
export const readGroups = (file: URL = defaultFile): z.output<typeof groupsShape> =>
  groupsShape.parse(JSON.parse(readFileSync(file, 'utf8')))

export const readSynonyms = (file?: URL): Synonyms => createSynonyms(readGroups(file))

export function createSynonyms(groups: readonly { id: string; terms: readonly string[] }[]): Synonyms {
  const concepts = new Map<string, string[]>()
  const terms = new Map(groups.map((group) => [group.id, group.terms]))
  let longest = 1
  for (const { id, terms } of groups) {
    for (const term of terms) {
      const words = splitWords(term).map(keyOf)
      if (words.length === 0) continue
      longest = Math.max(longest, words.length)
      const key = words.join(' ')
      const known = concepts.get(key) ?? []
      if (!known.includes(id)) concepts.set(key, [...known, id])
    }
  }
  const singles = [...concepts.keys()].filter((key) => !key.includes(' ')).sort()

  return {
    longest,
    conceptsOf: (words) => concepts.get(words.map(keyOf).join(' ')) ?? [],
    conceptsBeginningWith(start, limit) {
      const found = new Set<string>()
      for (
        let at = firstFrom(singles, start);
        found.size < limit && singles[at]?.startsWith(start);
        at += 1
      ) {
        for (const concept of concepts.get(singles[at]!)!) found.add(concept)
      }
      return [...found].slice(0, limit)
    },
    conceptsLike(word, typos) {
      const key = keyOf(word)
      const near = singles.filter((single) => editDistanceWithin(key, single, typos))
      return [...new Set(near.flatMap((single) => concepts.get(single)!))]
    },
    termsOf: (concept) => terms.get(concept) ?? [],
  }
}

/** Where the first of the sorted words stands that is not before `start`. */
function firstFrom(keys: readonly string[], start: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! < start) low = middle + 1
    else high = middle
  }
  return low
}
