import t from 'tap'
import type { Hit } from './search.ports.ts'
import { goodsOf, suggestionsOf } from './search.suggestions.ts'

const hit = (productId: string, name: string, more: Partial<Hit> = {}) =>
  ({ productId, name, nameHi: null, brand: null, ...more }) as Hit

const hits = [
  hit('prd_1', 'Sona Masoori Rice', { brand: 'India Gate', nameHi: 'सोना मसूरी चावल' }),
  hit('prd_1', 'Sona Masoori Rice', { brand: 'India Gate', nameHi: 'सोना मसूरी चावल' }),
  hit('prd_2', 'Rice Flour', { brand: 'Rice King' }),
  hit('prd_3', 'Basmati Rice Rich', { brand: 'Daawat' }),
]
const texts = (typed: string, limit = 10) =>
  suggestionsOf(typed, goodsOf(hits), limit).map(({ text }) => text)

t.test('words go on as the last one begins, the most frequent first', async (t) => {
  t.same(texts('ri').slice(0, 2), ['rice', 'rich'])
  t.same(texts('Sona Ma')[0], 'sona masoori', 'what stands before is kept')
  t.same(texts('चा')[0], 'चावल', 'Hindi goes on in Hindi')
  t.notOk(
    suggestionsOf('rice ', goodsOf(hits), 10).some(({ kind }) => kind === 'words'),
    'a word that is finished',
  )
})

t.test('then products, each once, with their brand once', async (t) => {
  t.same(texts('rice '), ['India Gate Sona Masoori Rice', 'Rice King Rice Flour', 'Daawat Basmati Rice Rich'])
  t.match(suggestionsOf('rice ', goodsOf(hits), 1), [
    { kind: 'product', productId: 'prd_1', textHi: 'India Gate सोना मसूरी चावल' },
  ])
  t.equal(suggestionsOf('ri', goodsOf(hits), 3).length, 3, 'no more than asked for')
})
