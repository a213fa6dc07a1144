import { maxQueryWords } from './search.ports.ts'
import { type Pack, readPack } from './search.quantity.ts'
import type { Synonyms } from './search.synonyms.ts'
import { isStopWord, splitWords } from './search.words.ts'

/** A part of a query that must match: one word, or the words of one term. */
export interface QueryUnit {
  words: readonly string[]
  /** What the term stands for: a document with any of these matches as well. */
  concepts: readonly string[]
  /** What each word stands for by itself: a document may say it in parts. Empty for a single word. */
  parts: readonly (readonly string[])[]
}

/**
 * What is asked for: everything (nothing was typed), nothing (no letter or digit was typed), or units that
 * must all match. The last word of the last unit may be the beginning of one.
 */
export type Analysis =
  | { kind: 'everything' }
  | { kind: 'nothing' }
  | { kind: 'units'; units: QueryUnit[]; pack: Pack | null }

/** Reads a query: sizes of packs as wishes, the longest terms of synonyms first, words that say nothing left out. */
export function analyse(text: string, synonyms: Synonyms): Analysis {
  if (text.trim() === '') return { kind: 'everything' }
  const { rest, pack } = readPack(text)
  const words = splitWords(rest).slice(0, maxQueryWords)
  if (words.length === 0) return { kind: 'nothing' }
  const units: QueryUnit[] = []
  for (let at = 0; at < words.length; ) {
    const unit = longestTerm(words, at, synonyms)
    units.push(unit)
    at += unit.words.length
  }
  const telling = units.filter((unit) => unit.concepts.length > 0 || !unit.words.every(isStopWord))
  return { kind: 'units', units: telling.length > 0 ? telling : units, pack }
}

function longestTerm(words: readonly string[], at: number, synonyms: Synonyms): QueryUnit {
  for (let length = Math.min(synonyms.longest, words.length - at); length > 0; length -= 1) {
    const span = words.slice(at, at + length)
    const concepts = synonyms.conceptsAsked(span)
    if (concepts.length > 0) {
      const parts = length > 1 ? span.map((word) => synonyms.conceptsAsked([word])) : []
      return { words: span, concepts, parts }
    }
  }
  return { words: [words[at]!], concepts: [], parts: [] }
}

/**
 * The concepts in a name: those of its longest terms, and those of terms that lie inside them or across their
 * ends (`basmati` in "Basmati Rice", where the whole is a term itself).
 */
export function conceptsIn(
  words: readonly string[],
  synonyms: Synonyms,
): { outer: string[]; inner: string[] } {
  const outer = new Set<string>()
  const inner = new Set<string>()
  let covered = 0
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(synonyms.longest, words.length - at); length > 0; length -= 1) {
      const concepts = synonyms.conceptsOf(words.slice(at, at + length))
      if (concepts.length === 0) continue
      const isOuter = at >= covered
      if (isOuter) covered = at + length
      for (const concept of concepts) (isOuter ? outer : inner).add(concept)
    }
  }
  return { outer: [...outer], inner: [...inner].filter((concept) => !outer.has(concept)) }
}
