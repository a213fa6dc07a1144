import { useView } from '../page/view.ts'

export interface ChartPoint {
  label: string
  value: number
}

const width = 640
const height = 200
const base = 170

/**
 * Bars for a row of values, with the same values as a table behind a fold: the picture is for the eye alone.
 * `show` writes a value, e.g. as rupees.
 */
export function BarChart({
  title,
  points,
  show,
}: {
  title: string
  points: readonly ChartPoint[]
  show: (value: number) => string
}) {
  const { t } = useView()
  const most = Math.max(1, ...points.map(({ value }) => value))
  const step = width / Math.max(1, points.length)
  // As many names as have room.
  const every = Math.ceil(points.length / 8)
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true" preserveAspectRatio="none">
        <line class="chart-base" x1="0" x2={width} y1={base} y2={base} />
        {points.map(({ label, value }, at) => {
          const tall = (value / most) * (base - 20)
          return (
            <rect
              key={label}
              class="chart-bar"
              x={at * step + step * 0.15}
              width={step * 0.7}
              y={base - tall}
              height={tall}
              rx="2"
            />
          )
        })}
      </svg>
      <div class="chart-labels" aria-hidden="true">
        {points
          .filter((_, at) => at % every === 0)
          .map(({ label }) => (
            <span key={label}>{label}</span>
          ))}
      </div>
      <details>
        <summary>{t('common.chart.table')}</summary>
        <table class="table plain-table">
          <tbody>
            {points.map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="end">{show(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}
