/**
 * The files of more than ten seconds, longest first, as a run on two processors measured them. A wrong place costs
 * time and nothing else: bring it up to date when the run has grown slow.
 */
export const longest = [
  'test/journeys/web-provider.test.ts',
  'test/journeys/web-every-desks.test.ts',
  'test/journeys/checkout.test.ts',
  'test/journeys/web-trader.test.ts',
  'test/journeys/web-every-trader.test.ts',
  'test/journeys/web-consumer.test.ts',
  'test/journeys/web-trader-import.test.ts',
  'test/journeys/web-every-shop.test.ts',
  'test/journeys/web-operator.test.ts',
  'test/journeys/web-terms.test.ts',
  'test/journeys/web-trader-day.test.ts',
  'test/journeys/web-returns.test.ts',
  'test/conformance/search-feed.test.ts',
  'test/journeys/web-consumer-slow.test.ts',
  'src/platform/database/embedded-postgres.test.ts',
  'src/trade/catalogue/stock.store.test.ts',
  'test/journeys/web-door.test.ts',
  'test/journeys/web-consumer-plain.test.ts',
  'test/conformance/malformed.test.ts',
  'src/delivery/dispatch/dispatch.races.test.ts',
  'test/conformance/search-filters.test.ts',
  'test/conformance/adapters.test.ts',
  'test/journeys/web-ground.test.ts',
  'test/conformance/web-access.test.ts',
  'test/journeys/web-trader-money.test.ts',
  'src/trade/payments/histories.test.ts',
  'src/delivery/dispatch/dispatch.search.test.ts',
  'test/conformance/search-regions.test.ts',
  'test/conformance/search-pages.test.ts',
  'src/trade/catalogue/import.faults.test.ts',
  'test/journeys/search.test.ts',
  'src/platform/outbox/outbox.test.ts',
  'test/conformance/search-text.test.ts',
  'test/conformance/access.test.ts',
  'src/trade/payments/gateway/gateway.test.ts',
  'src/trade/pictures/pictures.test.ts',
  'test/conformance/search-trust.test.ts',
  'src/platform/outbox/relay.test.ts',
  'src/delivery/shipments/shipments.histories.test.ts',
]

/** Those that kill processes or break lines, and then mostly wait: they have a lane of their own beside the others. */
export const idlers: ReadonlySet<string> = new Set([
  'test/faults/database-killed.test.ts',
  'test/journeys/shutdown.test.ts',
  'test/faults/queue.test.ts',
  'test/faults/worker-killed.test.ts',
  'test/faults/api-killed.test.ts',
  'test/faults/provider.test.ts',
  'test/faults/webhook-urls.test.ts',
  'test/faults/outbox.test.ts',
  'test/faults/shutdown.test.ts',
  'test/faults/provider-events.test.ts',
  'test/faults/redis-killed.test.ts',
])

/** Whether a file has a process of its own: what kills, floods or measures a whole process meets no other there. */
export const isAlone = (file: string): boolean =>
  file.startsWith('test/faults/') || /^test\/journeys\/(checkout|shutdown)\./.test(file)
