import { Money } from '../components/index.ts'

/** One line of a reckoning: its sum, or what stands in its place. */
export interface Sum {
  title: string
  paise: number
  instead?: string | undefined
  isTotal?: boolean
}

/** Sums one below the other; lines that are left out are false. */
export function Sums({ lines }: { lines: readonly (Sum | false)[] }) {
  return (
    <dl class="sums">
      {lines.map(
        (line) =>
          line && (
            <div key={line.title} class={line.isTotal ? 'grand' : undefined}>
              <dt>{line.title}</dt>
              <dd>{line.instead ?? <Money paise={line.paise} />}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
