import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { latinOf, remembering } from './search.forms.ts'
import { isIndian } from './search.scripts.ts'
import { soundOf } from './search.sound.ts'
import { editDistanceWithin } from './search.typos.ts'
import { keyOf, splitWords } from './search.words.ts'

/** Groups of terms that mean the same good; a group's id is the concept that its terms stand for. */
export interface Synonyms {
  /** The concepts that words in a row stand for; none when they are no term. */
  conceptsOf(words: readonly string[]): readonly string[]
  /** The same for what somebody asks, who may write as it sounds: `dania`, `अरिसि`, `அரிசி`. */
  conceptsAsked(words: readonly string[]): readonly string[]
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
/** A group of data/synonyms, or of operators. */
export interface Group {
  id: string
  terms: readonly string[]
  /** Terms that mean it when they are asked for, and may say something else in names of goods. */
  onlyAsked?: readonly string[]
  /** Of its terms those that a mistyped word is not taken for, because few people know them. */
  rare?: readonly string[]
}

/** What was written for this list: goods, and the ways in which brands are written. */
const files = ['groups.json', 'brands.json']
/** Names of foods in the languages of India. */
const foodsFile = 'foods.json'
/** Words of the kitchen in the languages of India; short ones are too often something else in names. */
const kitchenFile = 'regional.json'
const fewestLettersInNames = 5
/** Words that leave open which of several goods is meant. */
const askedFile = 'asked.json'

/** Reads the groups; about 5,500 terms stay in memory. Throws when the file is not as data/synonyms/README.md says. */
export function readGroups(): Group[] {
  const groups = new Map<string, { terms: string[]; onlyAsked: string[]; rare: string[] }>()
  const read = (name: string) => {
    const file = new URL(`../../../data/synonyms/${name}`, import.meta.url)
    return groupsShape.parse(JSON.parse(readFileSync(file, 'utf8')))
  }
  const groupOf = (id: string) => {
    const group = groups.get(id) ?? { terms: [], onlyAsked: [], rare: [] }
    groups.set(id, group)
    return group
  }
  for (const { id, terms } of files.flatMap(read)) groupOf(id).terms.push(...terms)
  for (const { id, terms } of read(foodsFile)) {
    groupOf(id).terms.push(...terms)
    groupOf(id).rare.push(...terms)
  }
  for (const { id, terms } of read(kitchenFile)) {
    const group = groupOf(id)
    for (const term of terms) {
      const isShort = splitWords(term).map(keyOf).join('').length < fewestLettersInNames
      ;(isShort ? group.onlyAsked : group.terms).push(term)
    }
  }
  for (const { id, terms } of read(askedFile)) groupOf(id).onlyAsked.push(...terms)
  return [...groups].map(([id, group]) => ({ id, ...group }))
}

export const readSynonyms = (): Synonyms => createSynonyms(readGroups())

export function createSynonyms(groups: readonly Group[]): Synonyms {
  const concepts = new Map<string, string[]>()
  const asked = new Map<string, string[]>()
  // As they are written: `machis` is a box of matches, although it is the plural of `machi`, a fish.
  const exactly = new Map<string, string[]>()
  const exactlyAsked = new Map<string, string[]>()
  const bySound = new Map<string, string[]>()
  const byTamil = new Map<string, string[]>()
  const terms = new Map(groups.map((group) => [group.id, group.terms]))
  let longest = 1
  const common = new Set<string>()
  for (const { id, terms, onlyAsked = [], rare = [] } of groups) {
    for (const term of [...terms, ...onlyAsked]) {
      const words = splitWords(term)
      if (words.length === 0) continue
      longest = Math.max(longest, words.length)
      const inNames = !onlyAsked.includes(term) || terms.includes(term)
      if (inNames) put(exactly, words.join(' '), id)
      put(exactlyAsked, words.join(' '), id)
      const key = words.map(keyOf).join(' ')
      put(inNames ? concepts : asked, key, id)
      if (inNames && !rare.includes(term)) common.add(key)
      const sound = soundKey(words, 3)
      if (sound === undefined) continue
      put(bySound, sound, id)
      put(byTamil, voiceless(sound), id)
    }
  }
  const singles = [...concepts.keys()].filter((key) => !key.includes(' ')).sort()
  const known = singles.filter((key) => common.has(key))

  // A mistyped word is compared with some thousand terms. By the wrong letters it may have: none, one, two.
  const like = [0, 1, 2].map((typos) =>
    remembering((word) => {
      const key = keyOf(word)
      const near = known.filter((single) => editDistanceWithin(key, single, typos))
      return [...new Set(near.flatMap((single) => concepts.get(single)!))]
    }),
  )

  const conceptsOf = (words: readonly string[]) =>
    exactly.get(words.join(' ')) ?? concepts.get(words.map(keyOf).join(' ')) ?? []

  return {
    longest,
    conceptsOf,
    conceptsAsked(words) {
      const exact = exactlyAsked.get(words.join(' '))
      if (exact) return exact
      const key = words.map(keyOf).join(' ')
      const folded = [...(concepts.get(key) ?? []), ...(asked.get(key) ?? [])]
      if (folded.length > 0) return folded
      const sound = soundKey(words)
      if (sound === undefined) return []
      // What sounds like several says nothing.
      const one = (sounding: string[] | undefined) => (sounding?.length === 1 ? sounding : undefined)
      const joined = words.length > 1 ? bySound.get(sound.replaceAll(' ', '')) : undefined
      const tamil = words.every(isTamil) ? byTamil.get(voiceless(sound)) : undefined
      return one(bySound.get(sound)) ?? one(joined) ?? one(tamil) ?? []
    },
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
    conceptsLike: (word, typos) => like[Math.min(typos, like.length - 1)]!(word),
    termsOf: (concept) => terms.get(concept) ?? [],
  }
}

/** Fewer letters than these sound like too much. */
const fewestLetters = 4

/** How words in a row sound together; undefined where one is of a script that nobody here reads. */
function soundKey(words: readonly string[], fewest = fewestLetters): string | undefined {
  const sounds = words.map((word) => {
    const latin = latinOf(word)
    return latin === undefined ? undefined : soundOf(latin)
  })
  if (sounds.includes(undefined)) return undefined
  const key = sounds.join(' ')
  return key.length < (words.some(isIndian) ? 3 : fewest) || /\d/.test(key) ? undefined : key
}

const isTamil = (word: string): boolean => /^[\u0b80-\u0bff]/.test(word)

/** Tamil writes voiced and voiceless letters alike: one for both, as it sees them. */
const voiceless = (sound: string): string =>
  sound.replace(/g/g, 'k').replace(/d/g, 't').replace(/b/g, 'p').replace(/j|ch/g, 's')

function put(map: Map<string, string[]>, key: string, id: string): void {
  const known = map.get(key) ?? []
  if (!known.includes(id)) map.set(key, [...known, id])
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
