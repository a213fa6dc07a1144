import { groupBy } from '../../src/kernel/collections.ts'
import type { Problem } from './collect.ts'

interface Section {
  title: string
  /** Where its problems are thrown, below src/. */
  files: RegExp
  /** What has to be known first. */
  intro?: string
}

/** Sections in the order of trade; a problem goes to the first that fits. */
const sections: readonly Section[] = [
  {
    title: 'Of the command line',
    files: /^(?:app\/commands|platform\/(?:database|config))\//,
    intro: 'Not over HTTP: `haat` prints the sentence and exits with status 1.',
  },
  { title: 'Everywhere', files: /^(?:kernel|platform|app)\// },
  { title: 'Signing in, members', files: /^identity\// },
  { title: 'Traders and shops', files: /^trade\/traders\// },
  {
    title: 'A price list as a whole',
    files: /^trade\/catalogue\/import\.(?!routes|service)/,
    intro:
      'In `failure` of an import. A row that is refused has its own code and sentence in the report of the import.',
  },
  { title: 'Products, listings, stock, imports', files: /^trade\/catalogue\// },
  { title: 'Pictures of goods', files: /^trade\/pictures\// },
  { title: 'District crafts and registered names', files: /^trade\/crafts\// },
  { title: 'Products that are there twice', files: /^trade\/duplicates\// },
  { title: 'Search', files: /^trade\/search\// },
  {
    title: 'In a quote',
    files: /^trade\/orders\/quote\.rules/,
    intro: 'In `problems` of a quote, at a line of the cart, and in `facts.problems` of a checkout.',
  },
  { title: 'Cart, checkout, orders', files: /^trade\/orders\// },
  { title: 'Payments and refunds', files: /^trade\/payments\// },
  { title: 'Delivery startups', files: /^delivery\/providers\// },
  { title: 'Parcels', files: /^delivery\// },
  { title: 'Cash that is sent on', files: /^trust\/remittances\// },
  { title: 'Payouts to traders', files: /^trust\/payouts\// },
  { title: 'Promises that were not kept', files: /^trust\/promises\// },
  { title: 'Documents of traders and startups', files: /^trust\/documents\// },
  { title: 'Ratings', files: /^trust\/ratings\// },
]

/** What the framework answers without a sentence of ours in the source. */
const further: readonly Problem[] = [
  {
    code: 'unsupportedMediaType',
    status: 415,
    sentence: 'Send this with the content type that the documentation names.',
  },
  {
    code: 'internal',
    status: 500,
    sentence:
      'Something went wrong on our side, and is logged. Try again; tell us the correlation id if it stays.',
  },
  { code: 'requestTimeout', status: 408, sentence: 'The request did not arrive in time; send it again.' },
  { code: 'headersTooLarge', status: 431, sentence: 'The headers of the request are larger than 16 KB.' },
].map((one) => ({ ...one, file: 'platform/http/' }))

const sectionOf = ({ file }: Problem): Section => {
  const section = sections.find(({ files }) => files.test(file))
  if (!section) throw new Error(`${file} belongs to no section of docs/problems.md`)
  return section
}

const rowsOf = (problems: readonly Problem[], withStatus: boolean): string[] =>
  [...groupBy(problems, ({ code, status }) => `${code} ${status ?? ''}`).values()]
    .map((same) => {
      const { code, status } = same[0]!
      const sentences = [...new Set(same.map(({ sentence }) => sentence))].join('<br>')
      return withStatus ? `| \`${code}\` | ${status} | ${sentences} |` : `| \`${code}\` | ${sentences} |`
    })
    .sort()

function tableOf({ title, intro }: Section, problems: readonly Problem[]): string[] {
  const withStatus = intro === undefined
  const head = withStatus
    ? ['| code | status | what happened, and what to do |', '|---|---|---|']
    : ['| code | what happened, and what to do |', '|---|---|']
  return [`## ${title}`, '', ...(intro ? [intro, ''] : []), ...head, ...rowsOf(problems, withStatus), '']
}

/** The page, from all problems of the source. */
export function problemsPage(problems: readonly Problem[]): string {
  const bySection = groupBy([...problems, ...further], sectionOf)
  const [last, ...first] = sections
  const tables = [...first, last!].flatMap((section) => {
    const own = bySection.get(section)
    return own ? tableOf(section, own) : []
  })
  return [
    '# Problems',
    '',
    'Every refusal is [problem details](https://www.rfc-editor.org/rfc/rfc9457) (`application/problem+json`):',
    '',
    '```json',
    '{ "type": "urn:haat:problem:invalidFields", "title": "The request is malformed", "status": 400,',
    '  "code": "invalidFields", "detail": "Some fields need another look.",',
    '  "errors": [{ "pointer": "/gstin", "code": "invalid", "detail": "A GSTIN has 15 characters. …" }],',
    '  "correlationId": "5e013781-db40-4c2c-8157-b72b189083cd" }',
    '```',
    '',
    'Programs go by `code`, which does not change; people read `detail`. `errors` points at wrong fields of the body (RFC 6901) or at parameters, `facts` has figures for programs, `correlationId` finds the request in our log. With 429 and 503 wait as `Retry-After` says, then send the same again. `…` below stands for a value of the moment.',
    '',
    'This page is made from the source by `npx tsx scripts/problems.ts`.',
    '',
    ...tables,
  ].join('\n')
}
