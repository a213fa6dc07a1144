/** Wrong letters that a word of this length may have: none below four letters, one below eight, then two. */
export const typosIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/**
 * Whether one word becomes the other by at most `most` steps: a letter added, left out or changed, or two
 * neighbours exchanged (Damerau's distance, optimal string alignment).
 */
export function editDistanceWithin(a: string, b: string, most: number): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > most || b.length >= width) return false
  let [before, previous, row] = rows
  for (let j = 0; j <= b.length; j += 1) previous[j] = j
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i
    let best = i
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let steps = Math.min(previous[j - 1]! + (same ? 0 : 1), previous[j]! + 1, row[j - 1]! + 1)
      const exchanged =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      if (exchanged) steps = Math.min(steps, before[j - 2]! + 1)
      row[j] = steps
      if (steps < best) best = steps
    }
    if (best > most) return false
    ;[before, previous, row] = [previous, row, before]
  }
  return previous[b.length]! <= most
}

/** Longer words than this are compared with nothing. */
const width = 64
// Kept between calls: thousands of words are compared in a row.
const rows: [Uint8Array, Uint8Array, Uint8Array] = [
  new Uint8Array(width),
  new Uint8Array(width),
  new Uint8Array(width),
]
