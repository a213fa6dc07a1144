import t from 'tap'
import { traders } from '../../src/app/demo/cast.ts'
import { importPriceList, openShop, type Steps, until } from '../../src/app/demo/steps.ts'
import { loadPinDirectory } from '../../src/places/index.ts'
import { forEachQueueEngine } from '../support/engines.ts'
import { startTestMarket } from '../support/market.ts'

const header =
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl'
const listOf = (...rows: string[]) => [header, ...rows].join('\n')
const atta = (price: string, stock: number) =>
  `ATTA-1,,Sahyadri,Chakki Atta,चक्की आटा,Atta,5,kg,1101,5,300.00,${price},${stock},IN,"Sahyadri Foods, Pune",veg,10018000000001,90,1,`
const rice =
  'RICE-1,,Sahyadri,Sona Masoori Rice,सोना मसूरी चावल,Rice,1,kg,1006,5,80.00,72.00,50,IN,"Sahyadri Foods, Pune",veg,10018000000001,365,1,'
const sack =
  'SACK-1,,Sahyadri,"Sona Masoori Rice, sack",सोना मसूरी चावल,Rice,25,kg,1006,5,2000.00,1500.00,50,IN,"Sahyadri Foods, Pune",veg,10018000000001,365,2,'

interface Reply {
  items: { name: string; pricePaise: number; inStock: boolean; listingId: string }[]
  total: number
  engine: string
}

t.test('what a shop does is found a moment later', (t) =>
  forEachQueueEngine(t, async (t, engine) => {
    const market = await startTestMarket(t, { workers: true, engine })
    await loadPinDirectory({ db: market.database.db })
    const steps: Steps = { market, codeFor: (phone) => market.texts.codeFor(phone) }
    const operator = await market.operator()
    const shop = await openShop(steps, traders.kirana, operator)
    const { pin } = traders.kirana.shop.spot
    const find = (query: Record<string, string>, token?: string) =>
      market.ok<Reply>('GET', `/v1/search?${new URLSearchParams({ pin, ...query })}`, { token })
    const untilFound = (what: string, test: (reply: Reply) => boolean, query: Record<string, string> = {}) =>
      until(what, async () => {
        const reply = await find(query)
        return test(reply) && reply
      })

    await importPriceList(steps, shop, listOf(atta('290.00', 20), rice))
    await untilFound('the price list', ({ total }) => total === 2)
    t.match(await find({ q: 'chawal' }), {
      items: [{ name: 'Sona Masoori Rice', pricePaise: 7200 }],
      total: 1,
    })
    const found = await find({ q: 'wheat flour' })
    t.match(found, { items: [{ name: 'Chakki Atta', inStock: true }], engine: 'postgres' })

    await importPriceList(steps, shop, listOf(atta('250.00', 0), rice))
    const changed = await untilFound('the new price', ({ items }) => items[0]?.pricePaise === 25_000, {
      q: 'atta',
    })
    t.equal(changed.items[0]!.inStock, false, 'sold out')

    await market.ok('POST', `/v1/shops/${shop.shopId}/pause`, { token: shop.owner })
    await untilFound('the pause', ({ total }) => total === 0)
    await market.ok('POST', `/v1/shops/${shop.shopId}/resume`, { token: shop.owner })
    await untilFound('the end of the pause', ({ total }) => total === 2)
    const pause = `/v1/shops/${shop.shopId}/listings/${changed.items[0]!.listingId}/pause`
    await market.ok('POST', pause, { token: shop.owner })
    await untilFound('the paused listing', ({ total }) => total === 1)

    const wholesaler = await openShop(steps, traders.wholesaler, operator)
    await importPriceList(steps, wholesaler, listOf(sack))
    const restock = { servesPin: pin, q: 'rice', asTrader: shop.traderId }
    await until('the sack', async () => (await find(restock, shop.owner)).total === 1)
    t.notOk(
      (await find({ servesPin: pin })).items.some((item) => item.name.includes('sack')),
      'consumers see none',
    )
    const asking = (query: Record<string, string>, token?: string) =>
      market.call('GET', `/v1/search?${new URLSearchParams({ pin, ...query })}`, { token })
    t.equal((await asking(restock)).status, 401, 'nobody is no member')
    t.equal((await asking(restock, wholesaler.owner)).status, 404, 'a stranger does not learn of the trader')

    const { search } = market.running.modules
    t.match(await search.check(), { listings: 2, missing: 0, surplus: 0, different: 0 })
    t.same(await search.rebuild(), { documents: 2 })
    t.match(await search.check(), { listings: 2, missing: 0, surplus: 0, different: 0 })

    await market.ok('POST', `/v1/operator/traders/${shop.traderId}/suspend`, {
      token: operator,
      body: { reason: 'A look at the papers' },
    })
    await untilFound('the suspension', ({ total }) => total === 0)
  }),
)
