import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { distanceMetres, type Point } from '../kernel/geo.ts'
import { isArmyPostal } from '../kernel/pin-code.ts'

/** How far a PIN's point can be trusted: `none` means there is no point at all. See data/README.md. */
export type Confidence = 'high' | 'medium' | 'low' | 'none'

/** One PIN code of India Post's directory. */
export interface PinRecord {
  pin: string
  /** Null for the Army Postal Service, which lies in no state. */
  state: string | null
  /** The district of most of its offices; null where the source has none. */
  district: string | null
  /** Its main post office. */
  office: string
  offices: number
  /** How many of its offices deliver to doors; 0 for PINs of boxes and sorting centres. */
  deliveryOffices: number
  /** The middle of its offices. */
  point: Point | null
  /** Nine of ten of its offices lie within this many metres of the point; null where unknown. */
  spreadMetres: number | null
  confidence: Confidence
}

export interface PinSearch {
  /** The first digits of a PIN. */
  prefix?: string | undefined
  /** The beginning of an office's, district's or state's name, capitals or not. */
  text?: string | undefined
  limit: number
  /** Continue behind the hit with this PIN. */
  after?: string | undefined
}

export interface NearPin {
  record: PinRecord
  distanceMetres: number
}

export interface PinDirectory {
  /** SHA-256 of the file: which edition this is. */
  version(): string
  /** Every PIN, in order. */
  all(): readonly PinRecord[]
  /**
   * The record of a PIN. The directory lists two Army PINs; every other one, six digits from 9 up, is
   * known by that rule alone and has no offices, state or point.
   */
  lookUp(pin: string): PinRecord | undefined
  /** Both conditions hold when both are given. Offices first, then districts, then states; in each, by PIN. */
  search(wanted: PinSearch): PinRecord[]
  /**
   * The PINs whose points lie nearest, nearest first. PINs without a point, as all Army PINs, are never
   * among them.
   */
  nearest(point: Point, limit: number): NearPin[]
  isArmyPostal(pin: string): boolean
}

const defaultFile = new URL('../../data/pincodes.csv', import.meta.url)
const columns =
  'pincode,state,district,office,n_offices,n_delivery,lat,lng,spread_km,coord_source,coord_confidence'

const isConfidence = (text: string | undefined): text is Confidence =>
  text === 'high' || text === 'medium' || text === 'low' || text === 'none'

function readRecord(line: string): PinRecord {
  const [pin, state, district, office, offices, delivering, lat, lng, spread, , confidence, ...more] =
    line.split(',')
  if (!pin || office === undefined || !isConfidence(confidence) || more.length > 0) {
    throw new Error(`The PIN directory has a line that cannot be read: ${line.slice(0, 80)}`)
  }
  const armyPostal = isArmyPostal(pin) // its point is a sorting centre's, nobody's address
  return {
    pin,
    state: state || null,
    district: district || null,
    office,
    offices: Number(offices),
    deliveryOffices: Number(delivering),
    point: lat && lng && !armyPostal ? { lat: Number(lat), lng: Number(lng) } : null,
    spreadMetres: spread && !armyPostal ? Math.round(Number(spread) * 1000) : null,
    confidence: armyPostal ? 'none' : confidence,
  }
}

const armyRecord = (pin: string): PinRecord => ({
  pin,
  state: null,
  district: null,
  office: 'Army Postal Service',
  offices: 0,
  deliveryOffices: 0,
  point: null,
  spreadMetres: null,
  confidence: 'none',
})

/** Reads the directory's file. It is ours and plain: no quotes, no commas in names, sorted by PIN. */
function readDirectory(file: URL) {
  const bytes = readFileSync(file)
  const [header, ...lines] = bytes.toString('utf8').trimEnd().split('\n')
  if (header !== columns) throw new Error(`The PIN directory's columns are not ${columns}`)
  const records = lines.map(readRecord)
  return {
    version: createHash('sha256').update(bytes).digest('hex'),
    records,
    byPin: new Map(records.map((record) => [record.pin, record])),
  }
}

/** The names of all records in small letters, kind by kind in the order in which a hit in them ranks. */
function foldNames(records: readonly PinRecord[]): readonly (readonly string[])[] {
  return [
    records.map((record) => record.office.toLowerCase()),
    records.map((record) => record.district?.toLowerCase() ?? ''),
    records.map((record) => record.state?.toLowerCase() ?? ''),
  ]
}

/** The records that may be called near, and for each three numbers: its point on the unit sphere. */
function placeOnSphere(records: readonly PinRecord[]) {
  const located = records.filter((record) => record.point !== null && record.confidence !== 'none')
  const vectors = new Float64Array(located.length * 3)
  for (let at = 0; at < located.length; at += 1) vectors.set(unitVector(located[at]!.point!), at * 3)
  return { located, vectors }
}

// The straight line between two points on the unit sphere grows with their distance over ground,
// so it ranks them alike and costs no trigonometry.
function unitVector({ lat, lng }: Point): [number, number, number] {
  const phi = (lat * Math.PI) / 180
  const lambda = (lng * Math.PI) / 180
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
}

const once = <T extends object>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** The directory in memory, read on first use (well under 150 ms) and the same until the process ends. */
export function createPinDirectory({ file = defaultFile }: { file?: URL } = {}): PinDirectory {
  const directory = once(() => readDirectory(file))
  const foldedNames = once(() => foldNames(directory().records))
  const sphere = once(() => placeOnSphere(directory().records))

  return {
    version: () => directory().version,
    all: () => directory().records,
    lookUp: (pin) => directory().byPin.get(pin) ?? (/^9[0-9]{5}$/.test(pin) ? armyRecord(pin) : undefined),
    isArmyPostal,

    search({ prefix = '', text = '', limit, after }) {
      const { records } = directory()
      const wanted = text.trim().toLowerCase()
      const met = new Set<PinRecord>() // a place whose district is named like its office is one hit
      const found: PinRecord[] = []
      let begun = after === undefined
      for (const names of wanted === '' ? [undefined] : foldedNames()) {
        for (let at = 0; at < records.length && found.length < limit; at += 1) {
          const record = records[at]!
          if (names && !names[at]!.startsWith(wanted)) continue
          if (!record.pin.startsWith(prefix) || met.has(record)) continue
          met.add(record)
          if (begun) found.push(record)
          else begun = record.pin === after
        }
      }
      return found
    },

    nearest(point, limit) {
      const { located, vectors } = sphere()
      const [x, y, z] = unitVector(point)
      // The best so far, nearest first; limits are small, so insertion beats sorting all.
      const best: { at: number; chord: number }[] = []
      for (let at = 0; at < located.length; at += 1) {
        const dx = vectors[at * 3]! - x
        const dy = vectors[at * 3 + 1]! - y
        const dz = vectors[at * 3 + 2]! - z
        const chord = dx * dx + dy * dy + dz * dz
        if (best.length === limit && chord >= (best[limit - 1]?.chord ?? 0)) continue
        let place = best.length
        while (place > 0 && best[place - 1]!.chord > chord) place -= 1
        best.splice(place, 0, { at, chord })
        if (best.length > limit) best.pop()
      }
      return best.map(({ at }) => {
        const record = located[at]!
        return { record, distanceMetres: distanceMetres(point, record.point!) }
      })
    },
  }
}
