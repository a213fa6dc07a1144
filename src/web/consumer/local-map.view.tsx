import { useView } from '../page/index.ts'

export interface Mark {
  lat: number
  lng: number
  tone: 'shop' | 'you' | 'parcel'
  /** What stands in the list beside the map. */
  name: string
  href?: string
  note?: string
}

const [width, height] = [640, 400]
const metresPerDegree = 111_320
/** Distances at which rings are drawn; the smallest of which at most four fit. */
const steps = [250, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 500_000]
/** A map shows no less than this, or a single mark would fill it. */
const leastMetres = 800

/**
 * A few places of a town: the visitor or the first mark in the middle of rings of distance, no tiles, nothing
 * loaded from elsewhere. Marks are numbered as in the list beneath, which says the same in words. `path` joins
 * them by a dashed line.
 */
export function LocalMap({ label, marks, path }: { label: string; marks: readonly Mark[]; path?: boolean }) {
  const { f } = useView()
  if (marks.length === 0) return null
  const middle = marks.find(({ tone }) => tone === 'you') ?? marks[0]!
  const stretch = Math.cos((middle.lat * Math.PI) / 180)
  const metres = marks.map(({ lat, lng }) => ({
    east: (lng - middle.lng) * stretch * metresPerDegree,
    north: (lat - middle.lat) * metresPerDegree,
  }))
  const [minEast, maxEast] = rangeOf(metres.map(({ east }) => east))
  const [minNorth, maxNorth] = rangeOf(metres.map(({ north }) => north))
  const perPixel = Math.max(
    ((maxEast - minEast) * 1.35) / width,
    ((maxNorth - minNorth) * 1.5) / height,
    leastMetres / height,
  )
  const x = (east: number) => width / 2 + (east - (minEast + maxEast) / 2) / perPixel
  const y = (north: number) => height / 2 - (north - (minNorth + maxNorth) / 2) / perPixel
  const furthest = Math.hypot(width, height) * 0.75 * perPixel
  const step = steps.find((one) => furthest / one <= 4) ?? steps.at(-1)!
  const rings = Array.from({ length: Math.floor(furthest / step) }, (_, nth) => (nth + 1) * step)
  const numbered = marks.filter(({ tone }) => tone !== 'you')
  return (
    <figure class="local-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {rings.map((ring) => (
          <g key={ring}>
            <circle class="ring" cx={x(0)} cy={y(0)} r={ring / perPixel} />
            <text class="ring-text" {...labelSpot(x(0), y(0), ring / perPixel)}>
              {f.distance(ring)}
            </text>
          </g>
        ))}
        {path && (
          <polyline
            class="map-path"
            points={metres.map(({ east, north }) => `${x(east)},${y(north)}`).join(' ')}
          />
        )}
        {marks.map((mark, at) => {
          const spot = { cx: x(metres[at]!.east), cy: y(metres[at]!.north) }
          return (
            <g key={`${mark.tone}${at}`} class={`mark ${mark.tone}`}>
              <circle {...spot} r={mark.tone === 'you' ? 10 : 15} />
              {mark.tone !== 'you' && (
                <text x={spot.cx} y={spot.cy + 6}>
                  {numbered.indexOf(mark) + 1}
                </text>
              )}
            </g>
          )
        })}
      </svg>
      <ol class="map-list">
        {numbered.map((mark) => (
          <li key={`${mark.tone}${mark.name}`}>
            {mark.href ? <a href={mark.href}>{mark.name}</a> : mark.name}
            {mark.note && <span class="quiet"> {mark.note}</span>}
          </li>
        ))}
      </ol>
      {marks.some(({ tone }) => tone === 'you') && (
        <p class="map-you quiet">
          <span class="dot" aria-hidden="true" /> {marks.find(({ tone }) => tone === 'you')!.name}
        </p>
      )}
    </figure>
  )
}

/** Where the distance of a ring stands: the first side of it that lies on the map. */
function labelSpot(x: number, y: number, radius: number): { x: number; y: number } {
  const sides = [
    { x, y: y - radius - 4 },
    { x, y: y + radius - 4 },
    { x: x + radius, y },
    { x: x - radius, y },
  ]
  return (
    sides.find((side) => side.x > 40 && side.x < width - 40 && side.y > 16 && side.y < height - 8) ?? {
      x: -99,
      y: -99,
    }
  )
}

const rangeOf = (values: readonly number[]): [number, number] => [Math.min(...values), Math.max(...values)]
