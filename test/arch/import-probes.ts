/** An import that a rule of .dependency-cruiser.cjs must refuse, and its nearest neighbour that must pass. */
export interface Probe {
  rule: string
  /** The file that imports, and what it imports: a path from the root, or a package's name. */
  breaks: [importer: string, imported: string]
  passes: [importer: string, imported: string]
  /** How it is imported; a plain import when not given. */
  by?: 'type' | 'dynamic' | 'export'
}

const flow = [
  'trade/traders',
  'trade/catalogue',
  'trade/pictures',
  'trade/crafts',
  'trade/search',
  'trade/duplicates',
  'trade/orders',
  'trade/payments',
  'delivery/providers',
  'delivery/points',
  'delivery/shipments',
  'delivery/dispatch',
  'delivery/relay',
  'delivery/door',
  'delivery/returns',
  'delivery/post',
  'delivery/labels',
  'delivery/certification',
]

/** Each module against the next one, which is later, and against the one before, which is earlier. */
const flowProbes: Probe[] = flow.map((module, at) => {
  const own = `src/${module}/probe-flow.service.ts`
  const next = flow[at + 1] ? `src/${flow[at + 1]}/index.ts` : 'src/delivery/adapters/webhook/index.ts'
  const before = at > 0 ? `src/${flow[at - 1]}/index.ts` : 'src/identity/index.ts'
  return { rule: `flow-${module.replace('/', '-')}`, breaks: [own, next], passes: [own, before] }
})

export const probes: Probe[] = [
  ...flowProbes,
  {
    rule: 'flow-trade-traders',
    breaks: ['src/trade/traders/probe-web.ts', 'src/web/index.ts'],
    passes: ['src/trade/traders/probe-web.ts', 'src/trust/audit/index.ts'],
  },
  {
    rule: 'flow-trade-orders',
    breaks: ['src/trade/orders/probe-type.ports.ts', 'src/delivery/dispatch/index.ts'],
    passes: ['src/trade/orders/probe-type.ports.ts', 'src/trade/catalogue/index.ts'],
    by: 'type',
  },
  {
    rule: 'flow-delivery-dispatch',
    breaks: ['src/delivery/dispatch/probe-trust.ts', 'src/trust/grievances/index.ts'],
    passes: ['src/trust/grievances/probe-dispatch.ts', 'src/delivery/dispatch/index.ts'],
  },
  {
    rule: 'flow-trust',
    breaks: ['src/trust/grievances/probe-app.ts', 'src/app/wiring/index.ts'],
    passes: ['src/trust/grievances/probe-app.ts', 'src/trade/orders/index.ts'],
  },
  {
    rule: 'kernel-imports-nothing',
    breaks: ['src/kernel/probe-platform.ts', 'src/platform/config/index.ts'],
    passes: ['src/kernel/probe-platform.ts', 'src/kernel/money.ts'],
  },
  {
    rule: 'kernel-does-no-io',
    breaks: ['src/kernel/probe-io.ts', 'node:fs'],
    passes: ['src/kernel/probe-io.ts', 'node:crypto'],
  },
  {
    rule: 'kernel-does-no-io',
    breaks: ['src/kernel/probe-package.ts', 'pg'],
    passes: ['src/kernel/probe-package.ts', 'typeid-js'],
  },
  {
    rule: 'platform-knows-no-module',
    breaks: ['src/platform/outbox/probe.ts', 'src/identity/index.ts'],
    passes: ['src/platform/outbox/probe.ts', 'src/platform/database/database.ts'],
  },
  {
    rule: 'ground-knows-no-trade',
    breaks: ['src/places/probe.ts', 'src/trade/traders/index.ts'],
    passes: ['src/trade/traders/probe-places.ts', 'src/places/index.ts'],
  },
  {
    rule: 'adapter-knows-the-port-only',
    breaks: ['src/delivery/adapters/webhook/probe.ts', 'src/platform/database/index.ts'],
    passes: ['src/delivery/adapters/webhook/probe.ts', 'src/delivery/dispatch/dispatch.ports.ts'],
  },
  {
    rule: 'adapter-knows-the-port-only',
    breaks: ['src/delivery/adapters/webhook/probe-other.ts', 'src/delivery/adapters/pull/index.ts'],
    passes: ['src/delivery/adapters/webhook/probe-other.ts', 'src/platform/http-client/index.ts'],
  },
  {
    rule: 'adapter-knows-the-port-only',
    breaks: ['src/delivery/adapters/webhook/probe-module.ts', 'src/delivery/shipments/index.ts'],
    passes: ['src/delivery/adapters/webhook/probe-module.ts', 'src/kernel/money.ts'],
  },
  {
    rule: 'web-knows-doors-only',
    breaks: ['src/web/consumer/probe.tsx', 'drizzle-orm'],
    passes: ['src/web/consumer/probe.tsx', 'src/platform/http/index.ts'],
  },
  {
    rule: 'web-knows-doors-only',
    breaks: ['src/web/consumer/probe-database.tsx', 'src/platform/database/index.ts'],
    passes: ['src/web/consumer/probe-database.tsx', 'src/trade/orders/index.ts'],
  },
  {
    rule: 'nobody-imports-app',
    breaks: ['src/identity/probe-app.ts', 'src/app/wiring/index.ts'],
    passes: ['src/main.ts', 'src/app/wiring/index.ts'],
  },
  {
    rule: 'doors-between-rooms',
    breaks: ['src/trade/orders/probe-inside.ts', 'src/trade/traders/traders.service.ts'],
    passes: ['src/trade/orders/probe-inside.ts', 'src/trade/traders/index.ts'],
  },
  {
    rule: 'doors-between-rooms',
    breaks: ['src/trade/orders/probe-platform.ts', 'src/platform/database/database.ts'],
    passes: ['src/trade/orders/probe-platform.ts', 'src/platform/database/index.ts'],
    by: 'export',
  },
  {
    rule: 'doors-between-rooms',
    breaks: ['src/trade/orders/probe-inside.test.ts', 'src/trade/traders/traders.service.ts'],
    passes: ['src/trade/orders/probe-inside.test.ts', 'src/trade/orders/orders.store.ts'],
  },
  {
    rule: 'doors-from-outside',
    breaks: ['src/app/probe.ts', 'src/trade/orders/orders.service.ts'],
    passes: ['src/app/probe.ts', 'src/trade/orders/index.ts'],
    by: 'dynamic',
  },
  {
    rule: 'test-support-stays-in-platform',
    breaks: ['test/support/probe.ts', 'src/trade/orders/orders.store.ts'],
    passes: ['test/support/probe.ts', 'src/platform/database/database.ts'],
  },
  {
    rule: 'tables-stay-at-home',
    breaks: ['src/trade/search/probe.store.ts', 'src/trade/catalogue/catalogue.tables.ts'],
    passes: ['src/trade/catalogue/probe.store.ts', 'src/trade/catalogue/catalogue.tables.ts'],
  },
  {
    rule: 'rules-are-pure',
    breaks: ['src/trade/orders/probe.rules.ts', 'src/trade/orders/orders.store.ts'],
    passes: ['src/trade/orders/probe.rules.ts', 'src/kernel/money.ts'],
  },
  {
    rule: 'rules-are-pure',
    breaks: ['src/trade/orders/probe.states.ts', 'node:fs/promises'],
    passes: ['src/trade/orders/probe.states.ts', 'src/trade/orders/orders.rules.ts'],
  },
  {
    rule: 'workers-are-lazy',
    breaks: ['src/trade/orders/probe-worker.ts', 'src/trade/orders/orders.worker.ts'],
    passes: ['src/trade/orders/probe-worker.test.ts', 'src/trade/orders/orders.worker.ts'],
  },
  {
    rule: 'postgres-js-only-listens',
    breaks: ['src/trade/orders/probe-driver.ts', 'postgres'],
    passes: ['src/platform/live/probe.ts', 'postgres'],
  },
  {
    rule: 'examples-know-the-interface-only',
    breaks: ['examples/probe.ts', 'src/kernel/money.ts'],
    passes: ['examples/probe.ts', 'node:http'],
  },
  {
    rule: 'src-stands-alone',
    breaks: ['src/identity/probe-test.ts', 'test/support/database.ts'],
    passes: ['src/identity/probe-test.test.ts', 'test/support/database.ts'],
  },
  {
    rule: 'every-module-has-its-place',
    breaks: ['src/trade/reviews/probe.ts', 'src/kernel/money.ts'],
    passes: ['src/trust/grievances/probe.ts', 'src/kernel/money.ts'],
  },
  {
    rule: 'no-unresolvable',
    breaks: ['src/identity/probe-missing.ts', 'src/identity/not-there.ts'],
    passes: ['src/identity/probe-missing.ts', 'src/identity/index.ts'],
  },
  {
    rule: 'no-undeclared-package',
    breaks: ['src/identity/probe-dev.ts', 'fast-check'],
    passes: ['src/identity/probe-dev.test.ts', 'fast-check'],
  },
]
