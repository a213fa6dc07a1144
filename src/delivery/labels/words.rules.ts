import library from '@indic-transliteration/sanscript'
import type { Label } from './labels.types.ts'

const Sanscript = library as unknown as { t(text: string, from: string, to: string): string }

/** By the block of a letter in Unicode. */
const scripts = [
  [0x0900, 'devanagari'],
  [0x0980, 'bengali'],
  [0x0a00, 'gurmukhi'],
  [0x0a80, 'gujarati'],
  [0x0b00, 'oriya'],
  [0x0b80, 'tamil'],
  [0x0c00, 'telugu'],
  [0x0c80, 'kannada'],
  [0x0d00, 'malayalam'],
] as const

const indian = /[\u0900-\u0d7f\u200c\u200d]+/g
const scriptOf = (word: string): string | undefined => {
  const code = word.replace(/[\u200c\u200d]/g, '').charCodeAt(0)
  return scripts.find(([from]) => code >= from && code < from + 0x80)?.[1]
}
const written = (text: string, to: 'iast' | 'devanagari', keep: string | undefined): string =>
  text.replace(indian, (word) => {
    const script = scriptOf(word)
    return script && script !== keep ? Sanscript.t(word, script, to) : word
  })

/** A text in Latin letters without accents, as any printer has them; a letter that nobody can spell is `?`. */
export const inLatin = (text: string): string =>
  written(text, 'iast', undefined)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('₹', 'Rs ')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/[^\x20-\x7e]/gu, '?')

/** A text in Latin letters and Devanagari: other scripts of India are written in Devanagari, letter by letter. */
export const inTwoScripts = (text: string): string =>
  written(text.normalize('NFC'), 'devanagari', 'devanagari').replace(
    /[^\x20-\x7e\u00a0-\u00ff\u0900-\u097f\u200c\u200d]/gu,
    (letter) => inLatin(letter),
  )

/** Whether it has letters of an Indian script. */
export const isIndian = (text: string): boolean => /[\u0900-\u0d7f]/.test(text)

/** The last four digits alone: a label lies open to everybody on the way. */
export const maskedPhone = (phone: string): string => {
  const digits = phone.replace(/\D/g, '')
  return digits.length < 8 ? '' : `XXXXXX${digits.slice(-4)}`
}

const rupees = (paise: bigint): string => {
  const whole = (paise / 100n).toString()
  const grouped = whole.replace(/(\d)(?=(\d\d)+\d$)/g, '$1,')
  return `Rs ${grouped}.${String(paise % 100n).padStart(2, '0')}`
}

/** What the carrier has to collect. */
export const payWords = ({ codPaise }: Pick<Label, 'codPaise'>): string =>
  codPaise > 0n ? `COD: COLLECT ${rupees(codPaise)}` : 'PREPAID'

const weightWords = ({ weightGrams }: Pick<Label, 'weightGrams'>): string =>
  weightGrams < 1000 ? `${weightGrams} g` : `${(weightGrams / 1000).toFixed(3)} kg`

const centimetres = (mm: number): number => Math.ceil(mm / 10)

/** Weight, outer size in whole centimetres (begun ones counted) where it is known, and what the goods need. */
export const goodsWords = (label: Pick<Label, 'weightGrams' | 'size' | 'food' | 'cold'>): string => {
  const { size, food, cold } = label
  const sides = size && [size.lengthMm, size.widthMm, size.heightMm].map(centimetres).join('x')
  return [
    weightWords(label),
    ...(sides ? [`${sides} cm`] : []),
    ...(food ? ['FOOD'] : []),
    ...(cold ? ['KEEP COLD'] : []),
  ].join('  ')
}
