import type { Reply } from '../api/client.ts'
import type { ViewFacts } from '../page/index.ts'
import type { TimelineEntry } from './layout.tsx'

type Returned = Pick<Reply<'getReturn'>, 'state' | 'steps'>

const bad: readonly Returned['state'][] = ['refused', 'notTaken']
const over: readonly Returned['state'][] = ['refunded', 'refused', 'withdrawn']

/** What became of goods that go back, for the timeline of an order or of their case. */
export const returnEntries = ({ t }: Pick<ViewFacts, 't'>, returns: readonly Returned[]): TimelineEntry[] =>
  returns.flatMap(({ steps }) =>
    steps.map(({ at, state, by, note }, nth): TimelineEntry => {
      const isLast = nth === steps.length - 1
      return {
        ...{ title: t(`common.return.step.${state}`), at },
        note: [t(`common.return.by.${by}`), note].filter(Boolean).join(' · '),
        state: bad.includes(state) ? 'bad' : isLast && !over.includes(state) ? 'now' : 'done',
      }
    }),
  )
