import t from 'tap'
import { openSearch } from '../support/search-engines.ts'
import { byLanguage, judge, readGoods } from './relevance.ts'

const goal = { recall: 0.9, ndcg: 0.8 }

t.test('people find what they mean, in their words', async (t) => {
  const { market, search, tell } = await openSearch(t, {
    ...(process.env.MEILI_URL ? { real: { url: process.env.MEILI_URL, key: process.env.MEILI_KEY } } : {}),
  })
  const shop = market.shop({})
  const goods = readGoods()
  await tell({ listings: goods.map((one) => market.offer(shop, one)) })
  const judged = await judge(
    goods,
    async (q) => (await search.search({ pin: '560001', q, limit: 10 }, null)).items,
  )
  t.ok(judged.length >= 300, `${judged.length} questions`)
  t.comment('language   questions  recall@10  nDCG@10')
  for (const { language, queries, recall, ndcg } of byLanguage(judged)) {
    t.comment(
      `${language.padEnd(10)} ${String(queries).padStart(9)} ${recall.toFixed(3).padStart(10)} ${ndcg.toFixed(3).padStart(8)}`,
    )
    t.ok(recall >= goal.recall, `${language}: recall@10 is ${recall.toFixed(3)}`)
    t.ok(ndcg >= goal.ndcg, `${language}: nDCG@10 is ${ndcg.toFixed(3)}`)
  }
  for (const { language, q, recall, ndcg, first } of judged) {
    if (recall < 0.5 || ndcg < 0.5)
      t.comment(`${language} "${q}" ${recall.toFixed(2)} ${ndcg.toFixed(2)}: ${first.join('; ')}`)
  }
})
