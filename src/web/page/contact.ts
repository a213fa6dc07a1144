import type { View } from './view.ts'

/** What was pressed on a `ContactCard`: one of these words, or a call; undefined for neither. */
export function sayingOf<W extends string>(
  form: View['form'],
  words: readonly W[],
): { word: W } | { call: true } | undefined {
  if (form.call === 'yes') return { call: true }
  const word = words.find((one) => one === form.word)
  return word && { word }
}
