import { bad, type Checked, good, tidy } from './checked.ts'
import type { Bounds, Point } from './geo.ts'
import { isWithin } from './geo.ts'

/** The square that India Post's address grid covers: 36 degrees each way. */
export const digipinBounds: Bounds = { minLat: 2.5, maxLat: 38.5, minLng: 63.5, maxLng: 99.5 }

// Rows run from north to south, columns from west to east (India Post, DIGIPIN technical document).
const rows = ['FC98', 'J327', 'K456', 'LMPT'] as const
const levels = 10
const cellsPerSide = 4 ** levels
/** About 3.8 m from south to north. 36/2^20: cell edges are exact in floating point. */
const cellDegrees = 36 / cellsPerSide

const placeOf = new Map(
  rows.flatMap((letters, row) => Array.from(letters, (letter, column) => [letter, { row, column }] as const)),
)

/** The DIGIPIN of a cell, where that cell lies and its middle. */
export interface DigipinCell {
  code: string
  centre: Point
  bounds: Bounds
}

// The division may round over an edge; the edges themselves are exact, so they decide.
const cellIndex = (value: number, min: number): number => {
  const guess = Math.min(cellsPerSide - 1, Math.max(0, Math.floor((value - min) / cellDegrees)))
  if (value < min + guess * cellDegrees) return guess - 1
  if (guess + 1 < cellsPerSide && value >= min + (guess + 1) * cellDegrees) return guess + 1
  return guess
}

/** The DIGIPIN of a point, written 3-3-4: 28.622788, 77.213033 is `39J-49L-L8T4`. */
export const encodeDigipin = (point: Point): Checked => {
  if (!isWithin(digipinBounds, point)) {
    return bad(
      'DIGIPIN covers latitude 2.5 to 38.5 and longitude 63.5 to 99.5 only. Check the place, and that latitude comes first.',
    )
  }
  const south = cellIndex(point.lat, digipinBounds.minLat)
  const west = cellIndex(point.lng, digipinBounds.minLng)
  let code = ''
  for (let shift = 2 * (levels - 1); shift >= 0; shift -= 2) {
    code += rows[3 - ((south >> shift) & 3)]!.charAt((west >> shift) & 3)
  }
  return good(`${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6)}`)
}

/** The cell of a DIGIPIN, in capitals or not, with or without dashes. */
export const decodeDigipin = (text: string): Checked<DigipinCell> => {
  const code = tidy(text)
  if (code.length !== levels) {
    return bad(`A DIGIPIN has ten characters, as in 39J-49L-L8T4; this has ${code.length}.`)
  }
  let south = 0
  let west = 0
  for (const letter of code) {
    const place = placeOf.get(letter)
    if (!place)
      return bad('A DIGIPIN is made of 2 to 9 and C, F, J, K, L, M, P, T. Compare it letter by letter.')
    south = south * 4 + (3 - place.row)
    west = west * 4 + place.column
  }
  const minLat = digipinBounds.minLat + south * cellDegrees
  const minLng = digipinBounds.minLng + west * cellDegrees
  return good({
    code: `${code.slice(0, 3)}-${code.slice(3, 6)}-${code.slice(6)}`,
    centre: { lat: minLat + cellDegrees / 2, lng: minLng + cellDegrees / 2 },
    bounds: { minLat, maxLat: minLat + cellDegrees, minLng, maxLng: minLng + cellDegrees },
  })
}
