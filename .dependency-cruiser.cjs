/**
 * Who may import whom. CONTRIBUTING.md has it in words; test/arch holds, for each rule
 * here, an import that breaks it and the proof that the rule bites.
 */

/** The modules in the order in which trade happens: each may import the doors of those before it. */
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

/** What every module may import the door of; one way among each other, which `no-circular` sees to. */
const ground = 'identity|places|trust/audit'

/** Whatever has a door: each part of the platform, each module, each adapter, the pages. */
const rooms =
  'platform/[^/]+|identity|places|trust/[^/]+|trade/[^/]+|delivery/adapters/[^/]+|delivery/(?!adapters/)[^/]+|web'
const insideOfRoom = `^src/(?:${rooms})/(?!index[.]tsx?$)`
const adapterPort = '^src/delivery/(adapters/[^/]+|[^/]+/[^/]+[.]ports)[.]ts$'
const tests = '[.]test[.]tsx?$'
const afterAll = ['delivery/adapters', 'trust/(?!audit/)[^/]+', 'web', 'app', 'main[.]ts']
const from = (folders) => `^src/(?:${folders.join('|')})(?:/|$)`

const rule = (name, comment, fromWhat, toWhat) => ({
  name,
  comment,
  severity: 'error',
  from: fromWhat,
  to: toWhat,
})

const flowRules = flow.map((module, at) =>
  rule(
    `flow-${module.replace('/', '-')}`,
    `${module} may import only what comes earlier in the flow. Declare what you need in *.ports.ts and let app hand it in; tell later modules by an event.`,
    { path: `^src/${module}/`, pathNot: tests },
    { path: from([...flow.slice(at + 1), ...afterAll]) },
  ),
)

module.exports = {
  forbidden: [
    rule(
      'kernel-imports-nothing',
      'kernel stands on nothing of ours.',
      { path: '^src/kernel/', pathNot: tests },
      {
        path: '^src/(?!kernel/)',
      },
    ),
    rule(
      'kernel-does-no-io',
      'kernel holds pure values: no part of Node that reads, writes or waits, no package but the id makers.',
      { path: '^src/kernel/', pathNot: tests },
      {
        path: '.',
        pathNot: ['^src/', '^(?:node:)?(?:crypto|util)$', 'node_modules/(?:typeid-js|uuidv7)/'],
      },
    ),
    rule(
      'platform-knows-no-module',
      'platform imports kernel only.',
      { path: '^src/platform/', pathNot: tests },
      { path: '^src/(?!platform/|kernel/)' },
    ),
    rule(
      'ground-knows-no-trade',
      'identity, places and audit are below the trade.',
      { path: `^src/(?:${ground})/`, pathNot: tests },
      { path: from(['trade', 'delivery', ...afterAll]) },
    ),
    ...flowRules,
    rule(
      'flow-trust',
      'trust comes after trade and delivery; nothing of it knows adapters, pages or app.',
      { path: '^src/trust/', pathNot: tests },
      { path: from(['delivery/adapters', 'web', 'app', 'main[.]ts']) },
    ),
    rule(
      'adapter-knows-the-port-only',
      'An adapter imports kernel, the adapter port, and of the platform what calls out: never the database, another adapter or a module.',
      { path: '^src/delivery/adapters/([^/]+)/', pathNot: tests },
      {
        path: ['^src/', 'node_modules/(?:pg|postgres|drizzle-orm)/'],
        pathNot: [
          '^src/kernel/',
          '^src/delivery/adapters/$1/',
          adapterPort,
          '^src/platform/(?:http-client|webhooks|crypto|telemetry)/',
        ],
      },
    ),
    rule(
      'web-knows-doors-only',
      'Pages import doors, kernel and platform/http: no store, no table, no database.',
      { path: '^src/web/', pathNot: tests },
      {
        path: [
          '^src/platform/(?!http/)',
          '^src/(?:app/|main[.])',
          '[.](?:store|tables)[.]ts$',
          'node_modules/(?:pg|postgres|drizzle-orm|bullmq|ioredis)/',
        ],
      },
    ),
    rule(
      'nobody-imports-app',
      'app is put together last: only main, scripts and tests import it.',
      { path: '^src/(?!app/|main[.]ts$)', pathNot: tests },
      { path: '^src/(?:app/|main[.]ts$)' },
    ),
    rule(
      'doors-between-rooms',
      "Others' index.ts is their door; what is behind it is private.",
      { path: `^src/(${rooms})/`, pathNot: '^src/platform/' },
      { path: insideOfRoom, pathNot: ['^src/$1/', adapterPort] },
    ),
    rule(
      'doors-from-outside',
      'app, main, scripts and tests come in by the door. Only test/support, which starts servers, may look behind it, in platform.',
      { path: '.', pathNot: [`^src/(?:${rooms})/`, '^test/support/'] },
      { path: insideOfRoom },
    ),
    rule(
      'test-support-stays-in-platform',
      'test/support may look behind the doors of platform, not of modules.',
      { path: '^test/support/' },
      { path: insideOfRoom, pathNot: '^src/platform/' },
    ),
    rule(
      'tables-stay-at-home',
      'Tables and queries are imported only inside their own module; across modules go by the door.',
      { path: '^src/((?:trade|delivery|trust)/[^/]+|identity|places|app|web|platform/[^/]+)/' },
      { path: '[.](?:store|tables)[.]ts$', pathNot: '^src/$1/' },
    ),
    rule(
      'rules-are-pure',
      'Rules and states decide and do nothing: no query, no route, no service, no server. Types that they share with a store stand in x.types.ts.',
      { path: '[.](?:rules|states)[.]ts$' },
      {
        path: [
          '[.](?:store|tables|service|routes|worker)[.]ts$',
          'node_modules/(?:pg|postgres|drizzle-orm|fastify|bullmq|ioredis|undici)/',
          '^(?:node:)?(?:fs|net|http|https|child_process|dns|tls)(?:/promises)?$',
        ],
      },
    ),
    rule(
      'workers-are-lazy',
      'Handlers of jobs are loaded where jobs run, by import(): the API does not carry them.',
      { path: '.', pathNot: ['[.]worker[.]ts$', tests] },
      { path: '[.]worker[.]ts$', dependencyTypesNot: ['dynamic-import'] },
    ),
    rule(
      'postgres-js-only-listens',
      'postgres.js loses the bounds of transactions when a connection drops: docs/decisions/0001-database-driver.md.',
      { path: '.', pathNot: ['^src/platform/live/', '^test/faults/database-driver[.]test[.]ts$'] },
      { path: 'node_modules/postgres/' },
    ),
    rule(
      'examples-know-the-interface-only',
      'An example is somebody else: it knows the published HTTP interface and nothing of ours.',
      { path: '^examples/' },
      { path: '^(?:src|test|scripts)/' },
    ),
    rule(
      'src-stands-alone',
      'What runs does not import tests, scripts or examples.',
      { path: '^src/', pathNot: tests },
      { path: ['^(?:test|scripts|examples)/', tests] },
    ),
    rule(
      'every-module-has-its-place',
      'A new module is named in `flow` at the top of this file, so that it is clear what comes before it.',
      {
        path: '^src/',
        pathNot: [
          `^src/(?:kernel|platform/[^/]+|${ground}|${flow.join('|')}|delivery/adapters|trust/[^/]+|web|app)/`,
          '^src/main[.]ts$',
        ],
      },
      { path: '.' },
    ),
    rule(
      'no-circular',
      'Two files that need each other, be it for a type, are one or want a third: x.types.ts.',
      {},
      { circular: true },
    ),
    rule('no-unresolvable', 'The file or package is not there.', {}, { couldNotResolve: true }),
    rule(
      'no-undeclared-package',
      'Packages that are imported stand in package.json, those of what runs among the dependencies.',
      { path: '^src/', pathNot: tests },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    // TypeScript 7 has no compiler interface for other tools. This parser takes `import type` for an import like any
    // other, so types that both sides of a rule need live in a file of their own: x.types.ts.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/arch/probes/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
}
