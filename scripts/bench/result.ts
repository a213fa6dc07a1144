import { cpus } from 'node:os'

/** What every bench tells; `ratio` is value against the limit measured in the same run. */
export interface BenchResult {
  bench: string
  ratio: number
  value: number
  limit: number
  unit: string
  p50Ms: number
  p99Ms: number
  pass: boolean
  [further: string]: unknown
}

/** The middle of several runs; of an even number the lower middle. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value below which this share lies, by rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** A progress line on standard error, so that standard output stays one line of JSON. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`)

/** Prints one result: a line of JSON under `--json`, else lines for people. */
export function printBench(result: BenchResult, { json }: { json: boolean }): void {
  if (json) {
    console.log(JSON.stringify(result))
    return
  }
  const { bench, ratio, value, limit, unit, p50Ms, p99Ms, pass, ...further } = result
  console.log(
    `${bench}: ${round(value)} against a limit of ${round(limit)} ${unit}: ratio ${ratio.toFixed(2)} (${pass ? 'reached' : 'NOT reached'})`,
  )
  console.log(
    `  p50 ${round(p50Ms)} ms, p99 ${round(p99Ms)} ms; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`,
  )
  for (const [name, figure] of Object.entries(further)) console.log(`  ${name}: ${JSON.stringify(figure)}`)
}

const round = (figure: number): string => (figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3))
