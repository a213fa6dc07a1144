import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { createTurns } from './search.turns.ts'

t.test('so many at once, the others in the order in which they came', async (t) => {
  const inTurn = createTurns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const works = [0, 1, 2, 3].map((nth) =>
    inTurn(async () => {
      begun.push(nth)
      await new Promise<void>((end) => {
        ends[nth] = end
      })
      return nth
    }),
  )
  await turn()
  t.same(begun, [0, 1])
  ends[1]!()
  await turn()
  t.same(begun, [0, 1, 2], 'the one that ended hands its turn over')
  const late = inTurn(async () => begun.push(4))
  ends[0]!()
  await turn()
  t.same(begun, [0, 1, 2, 3], 'and nobody overtakes')
  ends[2]!()
  ends[3]!()
  t.same(await Promise.all(works), [0, 1, 2, 3])
  await late
  t.same(begun, [0, 1, 2, 3, 4])
})

t.test('a work that fails gives its turn on', async (t) => {
  const inTurn = createTurns(1)
  const failed = inTurn(() => Promise.reject(new Error('broken')))
  const next = inTurn(async () => 'done')
  await t.rejects(failed, { message: 'broken' })
  t.equal(await next, 'done')
})
