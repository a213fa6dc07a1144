import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Every metric of the market, declared in one place; served at `/metrics`. */
export function createMarketMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    httpRequest: new Histogram({
      name: 'haat_http_request_seconds',
      help: 'Time of a request, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    databaseQuery: new Histogram({
      name: 'haat_database_query_seconds',
      help: 'Time of a prepared statement',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
      registers,
    }),
    job: new Histogram({
      name: 'haat_job_seconds',
      help: 'Time of a job, by name and outcome',
      labelNames: ['job', 'outcome'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300],
      registers,
    }),
    jobGivenUp: new Counter({
      name: 'haat_jobs_given_up_total',
      help: 'Jobs that used their last attempt',
      labelNames: ['job'],
      registers,
    }),
    searchFallback: new Counter({
      name: 'haat_search_fallback_total',
      help: 'Searches that PostgreSQL answered because Meilisearch did not',
      registers,
    }),
    unknownStatus: new Counter({
      name: 'haat_unknown_provider_status_total',
      help: 'Status texts from providers that map to none of ours',
      labelNames: ['provider'],
      registers,
    }),
    outbox: new Gauge({
      name: 'haat_outbox_events',
      help: 'Events in the outbox',
      labelNames: ['state'],
      registers,
    }),
    outboxLag: new Gauge({
      name: 'haat_outbox_lag_seconds',
      help: 'Age of the oldest event that is due',
      registers,
    }),
    queueDepth: new Gauge({
      name: 'haat_queue_jobs',
      help: 'Jobs in the queues',
      labelNames: ['queue', 'state'],
      registers,
    }),
  }
}

export type MarketMetrics = ReturnType<typeof createMarketMetrics>
