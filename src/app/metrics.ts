import { createMetrics } from '../platform/telemetry/index.ts'

/** Every metric of the market, declared in one place; served at `/metrics`. */
export function createMarketMetrics() {
  const { registry, counter, gauge, histogram } = createMetrics()
  return {
    registry,
    httpRequest: histogram({
      name: 'http_request_seconds',
      help: 'Time of a request, by route and status',
      labels: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    }),
    databaseQuery: histogram({
      name: 'database_query_seconds',
      help: 'Time of a prepared statement',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
    }),
    job: histogram({
      name: 'job_seconds',
      help: 'Time of a job, by name and outcome',
      labels: ['job', 'outcome'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300],
    }),
    jobGivenUp: counter({
      name: 'jobs_given_up_total',
      help: 'Jobs that used their last attempt',
      labels: ['job'],
    }),
    searchFallback: counter({
      name: 'search_fallback_total',
      help: 'Searches that PostgreSQL answered because Meilisearch did not',
    }),
    unknownStatus: counter({
      name: 'unknown_provider_status_total',
      help: 'Status texts from providers that map to none of ours',
      labels: ['provider'],
    }),
    promiseBroken: counter({
      name: 'promises_broken_total',
      help: 'Promises of providers that were not kept',
      labels: ['kind', 'lane', 'provider'],
    }),
    postNumbersGone: counter({
      name: 'post_numbers_gone_total',
      help: 'Parcels for which the post had no article number left',
    }),
    postRows: counter({
      name: 'post_tracking_rows_total',
      help: 'Rows of tracking files of the post, by what became of them',
      labels: ['outcome'],
    }),
    outbox: gauge({
      name: 'outbox_events',
      help: 'Events in the outbox',
      labels: ['state'],
    }),
    outboxLag: gauge({
      name: 'outbox_lag_seconds',
      help: 'Age of the oldest event that is due',
    }),
    queueDepth: gauge({
      name: 'queue_jobs',
      help: 'Jobs in the queues',
      labels: ['queue', 'state'],
    }),
  }
}

export type MarketMetrics = ReturnType<typeof createMarketMetrics>
