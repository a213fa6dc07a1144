import { randomInt } from 'node:crypto'

/** Remembers in which row of a file a text first stood. */
export interface SeenKeys {
  /** The row where the text stood before; undefined, and remembered, when it is new. */
  firstRow(text: string, row: number): number | undefined
}

/**
 * Keeps 12 bytes a slot instead of the texts: a file of a million rows takes some 25 MB, one of 100,000 rows
 * 3 MB. Two texts with the same 64 bits of hash would be taken for one; among a million rows that is one
 * chance in some 30 million.
 */
export function createSeenKeys(): SeenKeys {
  const seed = randomInt(2 ** 32)
  let size = 1 << 12
  let used = 0
  let highs = new Uint32Array(size)
  let lows = new Uint32Array(size)
  let rows = new Uint32Array(size)

  /** The slot that holds this hash, or the free one where it belongs; row 0 marks a free slot. */
  const slotOf = (high: number, low: number): number => {
    let slot = low & (size - 1)
    while (rows[slot] !== 0 && (highs[slot] !== high || lows[slot] !== low)) slot = (slot + 1) & (size - 1)
    return slot
  }
  const put = (slot: number, high: number, low: number, row: number): void => {
    highs[slot] = high
    lows[slot] = low
    rows[slot] = row
  }
  const grow = (): void => {
    const [oldHighs, oldLows, oldRows] = [highs, lows, rows]
    size *= 2
    highs = new Uint32Array(size)
    lows = new Uint32Array(size)
    rows = new Uint32Array(size)
    for (let at = 0; at < oldRows.length; at++) {
      if (oldRows[at] !== 0)
        put(slotOf(oldHighs[at]!, oldLows[at]!), oldHighs[at]!, oldLows[at]!, oldRows[at]!)
    }
  }

  return {
    firstRow(text, row) {
      // Two rounds of multiply and shift in one pass (as cyrb53 does).
      let one = 0xdeadbeef ^ seed
      let two = 0x41c6ce57 ^ seed
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        one = Math.imul(one ^ code, 2654435761)
        two = Math.imul(two ^ code, 1597334677)
      }
      one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909)
      two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909)
      const [high, low] = [two >>> 0, one >>> 0]
      const slot = slotOf(high, low)
      if (rows[slot] !== 0) return rows[slot]
      put(slot, high, low, row)
      used++
      if (used * 2 > size) grow()
      return undefined
    },
  }
}
