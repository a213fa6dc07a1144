import t from 'tap'
import { checkExamples } from '../../../test/support/examples.ts'
import { startTraders } from '../../../test/support/traders.ts'

const { identity, audit, traders } = await startTraders(t)

t.test('the examples of identity, audit and traders fit their shapes', async (t) => {
  t.equal(await checkExamples(t, [identity.routes, audit.routes, traders.routes]), 35)
})
