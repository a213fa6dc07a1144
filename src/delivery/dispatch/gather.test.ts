import t from 'tap'
import { createGather } from './gather.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

t.test('calls of one moment share a run, and each gets its own result', async (t) => {
  const runs: number[][] = []
  const double = createGather<number, number>({
    atOnce: 1,
    async run(items) {
      runs.push([...items])
      await pause(5)
      return items.map((item) => item * 2)
    },
  })
  const first = Promise.all([1, 2, 3].map(double))
  await pause(2)
  const second = Promise.all([4, 5].map(double))
  t.same(await first, [2, 4, 6])
  t.same(await second, [8, 10])
  t.same(runs, [
    [1, 2, 3],
    [4, 5],
  ])
})

t.test('a bad one fails alone', async (t) => {
  const half = createGather<number, number>({
    async run(items) {
      if (items.includes(3)) throw new Error('three')
      return items.map((item) => item / 2)
    },
  })
  const results = await Promise.allSettled([2, 3, 4].map(half))
  t.match(results, [{ value: 1 }, { status: 'rejected', reason: /three/ }, { value: 2 }])
})

t.test('a run is bounded, and what is more waits its turn', async (t) => {
  const sizes: number[] = []
  const same = createGather<number, number>({
    most: 10,
    async run(items) {
      sizes.push(items.length)
      await pause(1)
      return items
    },
  })
  const all = Array.from({ length: 35 }, (_, n) => n)
  t.same(await Promise.all(all.map(same)), all)
  t.ok(sizes.every((size) => size <= 10))
})
