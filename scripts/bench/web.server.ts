// A whole market for the web bench: a shop with the demo's price list, a parcel on its way, everything over HTTP.
// Told its database by the environment; tells its parent what there is to look at.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { traders } from '../../src/app/demo/cast.ts'
import { createMarketClient } from '../../src/app/demo/client.ts'
import {
  acceptAndPack,
  buy,
  importPriceList,
  openShop,
  searchPage,
  signIn,
  until,
} from '../../src/app/demo/steps.ts'
import { startTextMessages } from '../../src/app/demo/text-messages.ts'
import { runMarket } from '../../src/app/run.ts'
import { readConfig } from '../../src/platform/config/index.ts'

export interface WebScene {
  address: string
  pin: string
  lat: number
  lng: number
  shopId: string
  listingId: string
  orderId: string
  purchaseId: string
  consumerToken: string
  ownerToken: string
  operatorToken: string
}

const texts = await startTextMessages()
const dataDir = await mkdtemp(join(tmpdir(), 'haat-bench-web-files-'))
const market = await runMarket({
  api: true,
  workers: true,
  migrate: true,
  log: pino({ level: 'silent' }),
  config: readConfig({
    HAAT_ENV: 'test',
    PORT: '0',
    DATA_DIR: dataDir,
    DATABASE_URL: process.env.BENCH_DATABASE_URL,
    OTP_SENDER: 'http',
    OTP_HTTP_URL: texts.url,
    OTP_HTTP_TOKEN: 'bench',
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    OTP_PER_ADDRESS_HOUR: '1000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    LOG_LEVEL: 'silent',
  }),
})
process.on('disconnect', async () => {
  await market.stop()
  await texts.close()
  await rm(dataDir, { recursive: true, force: true })
  process.exit(0)
})

const steps = {
  market: createMarketClient(market.address!),
  codeFor: (phone: string) => texts.codeFor(phone),
}
const operatorToken = await signIn(steps, '+919822000900')
await market.modules.identity.makeOperator('+919822000900')
const shop = await openShop(steps, traders.kirana, operatorToken)
await importPriceList(
  steps,
  shop,
  await readFile(new URL('../../data/demo/catalogue.csv', import.meta.url), 'utf8'),
)
const { spot } = traders.kirana.shop
const [hit] = await until('the goods can be found', async () => {
  const { items, total } = await searchPage(steps, { q: 'atta', pin: spot.pin })
  return total > 10 && items
})
const consumerToken = await signIn(steps, '+919822000901')
const purchase = await buy(
  steps,
  consumerToken,
  {
    items: [{ listingId: hit!.listingId, shopId: shop.shopId, quantity: 2 }],
    method: 'cod',
    drop: {
      name: 'Asha',
      phone: '+919822000901',
      line1: 'Flat 9',
      pin: spot.pin,
      point: { lat: spot.lat, lng: spot.lng },
    },
  },
  'bench-web',
)
const { orderId } = purchase.orders[0]!
await acceptAndPack(steps, shop, orderId)
process.send!({
  address: market.address!,
  ...spot,
  shopId: shop.shopId,
  listingId: hit!.listingId,
  orderId,
  purchaseId: purchase.purchaseId,
  consumerToken,
  ownerToken: shop.owner,
  operatorToken,
} satisfies WebScene)
