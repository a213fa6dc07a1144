import t from 'tap'
import { newId } from '../../src/kernel/ids.ts'
import { forEachSearchEngine } from '../support/search-engines.ts'
import { northward } from '../support/search-market.ts'

// How words find goods. The stand-in for Meilisearch knows no language, so most of this is not for it.
t.test('words', (t) =>
  forEachSearchEngine(t, async (t, { market, search, names, knowsLanguage, tell }) => {
    const shop = market.shop({ shopName: 'Sharma Stores' })
    const far = market.shop({ point: northward(4000) })
    const goods = [
      { name: 'Sona Masoori Rice', nameHi: 'सोना मसूरी चावल', brand: 'India Gate', category: 'Staples' },
      { name: 'Shudh Chakki Atta', nameHi: 'शुद्ध चक्की आटा', brand: 'Aashirvaad', category: 'Staples' },
      { name: 'Whole Wheat Flour', category: 'Staples', maker: 'Rajdhani Mills' },
      { name: 'Marie Gold Biscuits', brand: 'Britannia', category: 'Snacks' },
      { name: 'Turmeric Powder', nameHi: 'हल्दी पाउडर', category: 'Masala' },
      { name: 'Neem Soap', brand: 'Himalaya', category: 'Bath', maker: 'Himalaya Wellness, Bengaluru' },
      { name: 'Namkeen Mixture', nameHi: 'नमकीन', brand: 'Haldiram’s', category: 'Snacks' },
    ]
    const refs = goods.map((offer) => market.offer(shop, offer))
    refs.push(market.offer(far, { name: 'Neem Soap', brand: 'Himalaya', category: 'Bath' }))
    await tell({ listings: refs })
    const first = async (q: string) => (await names({ q }))[0]

    t.equal(await first('rice'), 'Sona Masoori Rice', 'a word of the name')
    t.equal(await first('RICE sona'), 'Sona Masoori Rice', 'words in any order and size')
    t.same(await names({ q: 'rice soap' }), [], 'all words must match')
    t.same(await names({ q: 'xylophone' }), [])
    t.equal((await names({ q: '' })).length, 8, 'no words: everything')
    t.equal(await first('mas'), 'Sona Masoori Rice', 'the beginning of the last word')
    t.equal(await first('mario'), knowsLanguage ? 'Marie Gold Biscuits' : undefined)
    t.same(await names({ q: 'mas ric', sort: 'price' }), [], 'a word before the last is whole')
    if (!knowsLanguage) return

    t.equal(await first('chawl'), 'Sona Masoori Rice', 'mistyped: chawl')
    t.equal(await first('ata'), 'Shudh Chakki Atta', 'mistyped: ata')
    t.equal(await first('britania'), 'Marie Gold Biscuits', 'a letter left out of a brand')
    t.equal(await first('turmreic'), 'Turmeric Powder', 'two letters exchanged')
    t.equal(await first('चावल'), 'Sona Masoori Rice', 'in Hindi')
    t.equal(await first('chawal'), 'Sona Masoori Rice', 'in Hindi with Latin letters')
    t.equal(await first('chaaval'), 'Sona Masoori Rice', 'spelled otherwise')
    t.equal(await first('shuddh aata'), 'Shudh Chakki Atta', 'a word that only the Hindi name has')
    t.equal(await first('namkin'), 'Namkeen Mixture')
    t.equal(await first('haldi powder'), 'Turmeric Powder', 'a word that means the same')
    t.same(
      (await names({ q: 'wheat flour' })).toSorted(),
      ['Shudh Chakki Atta', 'Whole Wheat Flour'],
      'a term of several words',
    )
    t.same((await names({ q: 'आटा' })).toSorted(), ['Shudh Chakki Atta', 'Whole Wheat Flour'])
    t.equal(await first('neemsoap'), 'Neem Soap', 'two words written as one')
    t.equal(await first('biscuit'), 'Marie Gold Biscuits', 'the singular')
    t.equal(await first('rajdhani'), 'Whole Wheat Flour', 'the maker')
    t.equal(await first('himalaya soap'), 'Neem Soap', 'brand and name')
    const nearest = await search.search({ q: 'neem soap', pin: '560001' }, null)
    t.equal(nearest.items[0]?.shopId, shop, 'of two that match alike the nearer comes first')
    t.ok(nearest.items[1])
  }),
)

t.test('suggestions', (t) =>
  forEachSearchEngine(t, async (t, { market, search, knowsLanguage, tell }) => {
    const [near, beside] = [market.shop({}), market.shop({ point: northward(500) })]
    const far = market.shop({ point: northward(30_000) })
    const rice = {
      name: 'Sona Masoori Rice',
      nameHi: 'सोना मसूरी चावल',
      brand: 'India Gate',
      category: 'Staples',
    }
    const productId = newId('product')
    await tell({
      listings: [
        market.offer(near, { ...rice, productId }),
        market.offer(beside, { ...rice, productId }),
        market.offer(near, { name: 'Rice Flour', category: 'Staples' }),
        market.offer(near, { name: 'Neem Soap', category: 'Bath' }),
        market.offer(far, { name: 'Rice Bran Oil', category: 'Staples' }),
        market.offer(near, { name: 'Ricotta', category: 'Dairy', soldTo: ['retailer'] }),
      ],
    })
    const suggest = async (q: string, limit = 8) =>
      (await search.suggest({ q, pin: '560001', limit })).map(({ kind, text }) => `${kind}: ${text}`)

    t.same(
      await suggest('ric'),
      ['words: rice', 'product: Rice Flour', 'product: India Gate Sona Masoori Rice'],
      'goods that shops nearby sell to consumers, each once',
    )
    t.equal((await suggest('ric', 2)).length, 2, 'no more than wanted')
    t.same(await suggest('neem s'), ['words: neem soap', 'product: Neem Soap'], 'only the last word is begun')
    t.same(await suggest('xylo'), [])
    await t.rejects(search.suggest({ q: 'ric', limit: 8 }), { code: 'invalidFields' }, 'says where')
    if (!knowsLanguage) return
    t.equal((await suggest('चाव'))[0], 'words: चावल', 'in Hindi')
    t.same(await suggest('sopa'), ['product: Neem Soap'], 'mistyped')
  }),
)

t.test('ranking', (t) =>
  forEachSearchEngine(t, async (t, { market, names, knowsLanguage, tell }) => {
    const shop = market.shop({})
    const refs = [
      market.offer(shop, { name: 'Masala Mix', category: 'Rice and Grains' }),
      market.offer(shop, { name: 'Rice', category: 'Staples', available: 0 }),
      market.offer(shop, { name: 'Rice', category: 'Staples', brand: 'Here' }),
      market.offer(shop, { name: 'Milk Bread', category: 'Bakery' }),
      market.offer(shop, { name: 'Toned Milk', category: 'Dairy' }),
    ]
    await tell({ listings: refs })
    const found = await names({ q: 'rice' })
    t.equal(found.length, 3)
    if (!knowsLanguage) return
    t.same(found, ['Rice', 'Rice', 'Masala Mix'], 'a name counts more than a category')
    t.same(
      await names({ q: 'milk' }),
      ['Toned Milk', 'Milk Bread'],
      'what it is counts more than what is in it',
    )
    t.same(await names({ q: 'doodh' }), ['Toned Milk', 'Milk Bread'])
    t.same(await names({ q: 'bread' }), ['Milk Bread'])
  }),
)

t.test('text that means harm', (t) =>
  forEachSearchEngine(t, async (t, { market, names, search, tell }) => {
    const shop = market.shop({})
    await tell({ listings: [market.offer(shop, { name: 'Plain Atta', brand: `O'Neil "Best" \\ Foods` })] })
    const hostile = [
      `"`,
      `'`,
      `''`,
      `\\`,
      `-atta`,
      `"atta"`,
      `atta & | ! ( ) :* <-> %`,
      `'; drop table search_documents; --`,
      `$1 {sort}`,
      `@AB`,
      `#wheat-flour`,
      `atta\u0000`,
      `💥`,
      `👩‍👩‍👧 atta`,
      `‮atta‬`,
      `العطا`,
      `ａｔｔａ`,
      `atta\ud800`,
      `${'a'.repeat(10_240)}`,
      `${'atta '.repeat(2048)}`,
      `${'आ'.repeat(3000)}`,
      `_geoRadius(1,1,1)`,
      ` `,
      `\t\n`,
      `0`,
      `atta OR 1=1`,
      `<script>alert(1)</script>`,
      `%`,
      `_`,
      `*`,
      `:*`,
    ]
    for (const q of hostile) {
      const found = await names({ q })
      t.ok(found.length <= 1, JSON.stringify(q).slice(0, 40))
    }
    for (const q of [`"atta"`, `-atta`, `atta!`, `'atta'`, `👩‍👩‍👧 atta`, `‮atta‬`, `ａｔｔａ`]) {
      t.same(await names({ q }), ['Plain Atta'], `${q} means atta`)
    }
    t.same(await names({ q: '💥' }), [], 'what says nothing finds nothing')
    t.equal((await names({ q: ' \t' })).length, 1, 'blank is like empty')
    const odd = { pin: '560001', brand: `O'Neil "Best" \\ Foods` }
    t.equal((await search.search(odd, null)).total, 1, 'filters take any text')
    t.equal((await search.search({ pin: '560001', brand: '" OR id = "x' }, null)).total, 0)
    t.equal((await search.search({ pin: '560001', category: `') or true --` }, null)).total, 0)
  }),
)

t.test('many words, and numbers among them', (t) =>
  forEachSearchEngine(t, async (t, { market, names, knowsLanguage, tell }) => {
    if (!knowsLanguage) return
    const shop = market.shop({})
    const make = (name: string, brand: string) => market.offer(shop, { name, brand, category: 'Staples' })
    await tell({
      listings: [
        make('Sampann Unpolished Toor Dal 1kg', 'Tata'),
        make('Sampann Unpolished Chana Dal 500g', 'Tata'),
        make('Premium Toor Dal 500g', 'Tata'),
      ],
    })
    const first = async (q: string) => (await names({ q }))[0]
    for (const q of ['tata sampann toor dal 1kg', '1kg tata sampann toor', '1kg tata sampann toor unpol']) {
      t.equal(await first(q), 'Sampann Unpolished Toor Dal 1kg', q)
    }
    t.equal(await first('500g tata chana unpolished'), 'Sampann Unpolished Chana Dal 500g')
    t.same(
      await names({ q: 'tata toor dal 500g' }),
      ['Premium Toor Dal 500g', 'Sampann Unpolished Toor Dal 1kg'],
      'a size of pack comes first and hides no other',
    )
    t.same(
      await names({ q: 'tata sampann toor xylophone' }),
      [],
      'each word counts, the third and fourth too',
    )
  }),
)
