import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import pino from 'pino'
import { type Id, newId } from '../../src/kernel/ids.ts'
import { createDatabase, type Database } from '../../src/platform/database/index.ts'
import { type Consumer, createOutbox } from '../../src/platform/outbox/index.ts'
import type { FileStore } from '../../src/platform/storage/index.ts'
import { type CatalogueDeps, createCatalogue, listingsChanged } from '../../src/trade/catalogue/index.ts'
import { maySell, type ShopFacts } from '../../src/trade/traders/index.ts'

export const shopId: Id<'shop'> = 'shp_01h455vb4pex5vsknk084sn02q'
const account: Id<'account'> = 'acc_01h455vb4pex5vsknk084sn02q'
export const person = { kind: 'person' as const, accountId: account, sessionId: newId('session') }

const shop: ShopFacts = {
  shopId,
  traderId: 'trd_01h455vb4pex5vsknk084sn02q',
  traderStatus: 'verified',
  tiers: ['retailer', 'wholesaler'],
  legalName: 'Bench',
  tradeName: 'Bench',
  shopName: 'Bench',
  address: { line1: '1 Bazaar', line2: null, landmark: null, city: 'Pune' },
  pin: '411001',
  state: 'Maharashtra',
  point: { lat: 18.52, lng: 73.86 },
  panOnly: false,
  hours: { week: {} },
  radiusMetres: 3000,
  pinsServed: [],
  selfPickup: true,
  paused: false,
  upiId: null,
  gstin: null,
  fssai: '22726000000001',
  carePhone: null,
  contactAccountId: account,
}

export const openDatabase = (url: string): Database =>
  createDatabase({ url, max: 4, log: pino({ level: 'silent' }) })

/** The catalogue with one shop, and with somebody who wants to hear of changed listings, as the search does. */
export function openCatalogue(db: Database, storage: FileStore) {
  const listener = { name: 'search', on: [listingsChanged], mode: 'batch', queue: 'index' } as Consumer
  const traders: CatalogueDeps['traders'] = {
    requireShop: async () => shop,
    shopFacts: async () => new Map([[shopId, shop]]),
    maySell,
    buyerFacts: async () => undefined,
  }
  const identity: CatalogueDeps['identity'] = {
    isOperator: async () => false,
    requireMember: async () => undefined,
    roleOf: async () => 'owner',
  }
  const outbox = createOutbox({ consumers: [listener] })
  const audit = { record: async () => {} }
  return createCatalogue({ db, outbox, queues: { add: async () => {} }, traders, identity, audit, storage })
}

const units = ['g', 'kg', 'ml', 'l', 'piece']
const words =
  'Premium Gold Fresh Organic Family Classic Royal Daily Select Pure Farm Village Rich Extra Super'.split(' ')
const goods =
  'Atta|Basmati Rice|Toor Dal|Mustard Oil|Turmeric Powder|Washing Soap|Biscuits|Tea|Ghee|Poha'.split('|')
const hindi = 'आटा|बासमती चावल|तूर दाल|सरसों का तेल|हल्दी पाउडर|साबुन|बिस्कुट|चाय|घी|पोहा'.split('|')
const hsn = '1101 1006 0713 1514 0910 3401 1905 0902 0405 1904'.split(' ')

const heading =
  'sku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark,fssai,shelfLifeDays,minimumQuantity,imageUrl'

/** A price list of so many different goods, like those that shops hand in: its heading and its rows, cell by cell. */
export function* priceList(rows: number): Generator<string[]> {
  yield heading.split(',')
  // A million rows must fit into the largest file that a shop may send, 200 MB.
  const isLarge = rows > 300_000
  for (let row = 0; row < rows; row++) {
    const kind = row % goods.length
    yield [
      `SKU-${row}`,
      row % 3 === 0 ? gtin(row) : '',
      `Brand ${row % 700}`,
      `${words[row % words.length]} ${words[(row >> 4) % words.length]} ${goods[kind]} ${row}`,
      isLarge ? '' : `${hindi[kind]} ${row}`,
      `${goods[kind]}, and more`,
      String(1 + (row % 20) * 5),
      units[row % units.length]!,
      hsn[kind]!,
      row % 2 ? '5' : '18',
      `${100 + (row % 900)}.50`,
      `${90 + (row % 900)}.00`,
      String(row % 400),
      'IN',
      `Maker ${row % 300}${isLarge ? '' : ' Private Limited, Industrial Area'}, Pune 4110${10 + (row % 80)}`,
      hsn[kind] === '3401' ? 'none' : 'veg',
      hsn[kind] === '3401' ? '' : '10012022000123',
      '180',
      '1',
      row % 2 ? `https://images.example.com/${row}.jpg` : '',
    ]
  }
}

/** Writes such a price list as CSV. */
export async function writePriceList(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path)
  for (const cells of priceList(rows)) {
    const line = cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')
    if (!file.write(`${line}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

function gtin(row: number): string {
  const digits = `890${String(row).padStart(9, '0')}`
  let sum = 0
  for (let at = 0; at < 12; at++) sum += Number(digits[at]) * (at % 2 ? 3 : 1)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
