import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type MetricDeclaration<L extends string> = {
  /** Without the prefix; seconds and totals say so at the end of the name. */
  name: string
  help: string
  labels?: readonly L[]
}

export type Metrics = {
  registry: Registry
  counter<L extends string = never>(declaration: MetricDeclaration<L>): Counter<L>
  gauge<L extends string = never>(declaration: MetricDeclaration<L>): Gauge<L>
  /** Times in seconds unless `buckets` says otherwise. */
  histogram<L extends string = never>(
    declaration: MetricDeclaration<L> & { buckets?: number[] },
  ): Histogram<L>
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/**
 * The metrics of one process, with those of Node itself. Each metric is declared once, at the start, by
 * whoever counts it; a name declared twice throws. Labels hold few different values (a route, a status),
 * never an id.
 */
export function createMetrics({ prefix = 'haat_' }: { prefix?: string } = {}): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const settings = <L extends string>({ name, help, labels = [] }: MetricDeclaration<L>) => ({
    name: prefix + name,
    help,
    labelNames: labels,
    registers: [registry],
  })
  return {
    registry,
    counter: (declaration) => new Counter(settings(declaration)),
    gauge: (declaration) => new Gauge(settings(declaration)),
    histogram: (declaration) =>
      new Histogram({ ...settings(declaration), buckets: declaration.buckets ?? SECONDS }),
  }
}
