import { foldSpelling, stem } from './search.words.ts'

/**
 * How a word of an Indian language sounds, whoever wrote it in Latin letters: what `foldSpelling` makes one
 * (long and short vowels, doubled letters, v/w, z/j, f/ph), and further breath (th/t, dh/d, kh/k), sh/s, ai/e,
 * au/o, x/ks, and glides that some write and some do not (dhaniya, dhania). English keeps its own words apart
 * well enough, because a hit by sound counts less than one by letters.
 */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/sch|sh/g, 's'],
  [/chh/g, 'ch'],
  [/([tdkgbj])h/g, '$1'],
  [/x/g, 'ks'],
  [/[ae][iy](?![aeou])/g, 'e'],
  [/au|av(?![aeiou])/g, 'o'],
  [/iy(?=[aeou])/g, 'i'],
  [/(?<=[aeiou])y(?=[aeou])/g, ''],
  [/(?<=[aeiou])h$/g, ''],
  [/n(?=[pb])/g, 'm'],
  [/([a-z])\1+/g, '$1'],
]

/** The sound of a word in Latin letters; shorter words than three letters, and all others, are as they are. */
export function soundOf(word: string): string {
  const folded = foldSpelling(stem(word))
  if (folded.length < 3 || !/^[a-z]+$/.test(folded)) return folded
  const sound = sounds.reduce((done, [pattern, plain]) => done.replace(pattern, plain), folded)
  return sound.length < 2 ? folded : sound
}
