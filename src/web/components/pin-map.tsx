export interface MapPoint {
  lat: number
  lng: number
  /** Kind of mark. `ground` is a faint dot: many of them draw the land. */
  tone: 'ground' | 'main' | 'here' | 'good' | 'bad'
  label?: string
  href?: string
  /** Weight between 0 and 1 of a large round mark. */
  weight?: number
}

const size = 600

/**
 * Places on a plain map without tiles: nothing is loaded from elsewhere, and nobody else learns who looks where.
 * Degrees are drawn so that distances come out alike in both directions at the map's middle. `circleMetres` draws
 * the reach around the first point marked `here`.
 */
export function PinMap({
  label,
  points,
  circleMetres,
}: {
  label: string
  points: readonly MapPoint[]
  circleMetres?: number
}) {
  const box = boundsOf(points, circleMetres)
  const place = ({ lat, lng }: { lat: number; lng: number }) => ({
    x: ((lng - box.west) * box.stretch * size) / box.span,
    y: ((box.north - lat) * size) / box.span,
  })
  const here = points.find(({ tone }) => tone === 'here')
  return (
    <svg
      class="pin-map"
      viewBox={`0 0 ${size} ${size}`}
      role={points.some(({ href }) => href) ? 'group' : 'img'}
      aria-label={label}
    >
      {here && circleMetres && (
        <circle
          class="map-reach"
          cx={place(here).x}
          cy={place(here).y}
          r={(circleMetres / metresPerDegree / box.span) * size}
        />
      )}
      {points.map((point) => {
        const { x, y } = place(point)
        const mark = (
          <circle
            key={`${point.lat},${point.lng},${point.label ?? ''}`}
            class={`map-${point.tone}`}
            cx={x.toFixed(1)}
            cy={y.toFixed(1)}
            r={point.tone === 'ground' ? 1.5 : 7 + 20 * (point.weight ?? 0)}
          >
            {point.label && <title>{point.label}</title>}
          </circle>
        )
        return point.href ? (
          <a key={`${point.href}${x}`} href={point.href} aria-label={point.label}>
            {mark}
          </a>
        ) : (
          mark
        )
      })}
    </svg>
  )
}

const metresPerDegree = 111_320

function boundsOf(points: readonly MapPoint[], circleMetres = 0) {
  const reach = circleMetres / metresPerDegree
  // Around the place that the reach is drawn for, there is room for all of it.
  const room = points.map(({ lat, lng, tone }) => {
    const up = tone === 'here' ? reach : 0
    return { lat, lng, up, aside: up / Math.cos((lat * Math.PI) / 180) }
  })
  const south = Math.min(...room.map(({ lat, up }) => lat - up))
  const north = Math.max(...room.map(({ lat, up }) => lat + up))
  const west = Math.min(...room.map(({ lng, aside }) => lng - aside))
  const east = Math.max(...room.map(({ lng, aside }) => lng + aside))
  const middle = points.length === 0 ? 0 : (north + south) / 2
  const stretch = Math.cos((middle * Math.PI) / 180)
  // A margin of a twelfth, and never less than about 500 m: a single point is no map.
  const span = Math.max(0.005, north - south, (east - west) * stretch) * 1.17
  return {
    span,
    stretch,
    north: (north + south) / 2 + span / 2,
    west: (east + west) / 2 - span / stretch / 2,
  }
}
