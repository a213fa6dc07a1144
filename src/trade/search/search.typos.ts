/** Wrong letters that a word of this length may have: none below four letters, one below eight, then two. */
export const typosIn = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2)

/**
 * Whether one word becomes the other by at most `most` steps: a letter added, left out or changed, or two
 * neighbours exchanged (Damerau's distance, optimal string alignment).
 */
export function editDistanceWithin(a: string, b: string, most: number): boolean {
  if (a === b) return true
  if (Math.abs(a.length - b.length) > most) return false
  let before: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j += 1) {
      const change = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      let steps = Math.min(change, previous[j]! + 1, row[j - 1]! + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        steps = Math.min(steps, before[j - 2]! + 1)
      row.push(steps)
      best = Math.min(best, steps)
    }
    if (best > most) return false
    before = previous
    previous = row
  }
  return previous[b.length]! <= most
}
