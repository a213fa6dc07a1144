import { type Id, idOf, uuidOf } from '../../src/kernel/ids.ts'
import type { TradeWorld } from './trade-world.ts'

/** What is open of one order. */
export interface OpenOrder {
  orderId: string
  traderId: string
  goodsPaise: bigint
  tcsPaise: bigint
  ownPaise: bigint
}

const zero = { trader: 0n, delivery: 0n, tcs: 0n, shop: 0n, elsewhere: 0n }

/** What is open of all orders, or of those of one purchase, by a plain sum over every entry of the ledger, in the order of their ids. */
export async function openByLedger(
  { sql }: Pick<TradeWorld, 'sql'>,
  of?: Id<'purchase'>,
): Promise<OpenOrder[]> {
  const orders = new Map<string, typeof zero & { traderId: string; purchase: string }>()
  const purchases = new Map<string, { buyer: bigint; platform: bigint; direct: bigint }>()
  const rows = await sql(
    `select purchase_id, order_id, account, amount_paise::text as paise from ledger_entries
     where $1::uuid is null or purchase_id = $1`,
    [of ? uuidOf(of) : null],
  )
  for (const { purchase_id: purchase, order_id: order, account, paise } of rows) {
    const [kind, name = ''] = account.split(':') as [string, string?]
    const whole = purchases.get(purchase) ?? { buyer: 0n, platform: 0n, direct: 0n }
    purchases.set(purchase, whole)
    if (kind === 'buyer') whole.buyer += BigInt(paise)
    if (account === 'gateway' || account === 'upi:platform') whole.platform += BigInt(paise)
    else if (kind === 'upi') whole.direct += BigInt(paise)
    if (order === null) continue
    const one = orders.get(order) ?? { ...zero, traderId: '', purchase }
    orders.set(order, one)
    if (kind === 'trader') {
      one.traderId = name
      one.trader -= BigInt(paise)
    }
    if (kind === 'delivery') one.delivery -= BigInt(paise)
    if (kind === 'tcs') one.tcs -= BigInt(paise)
    if (kind === 'cash') one[name.startsWith('shp') ? 'shop' : 'elsewhere'] += BigInt(paise)
  }
  return [...orders]
    .flatMap(([id, { trader, delivery, tcs, shop, elsewhere, traderId, purchase }]) => {
      const beyond = shop > 0n && shop > trader + delivery ? shop - trader - delivery : 0n
      const { buyer, platform, direct } = purchases.get(purchase)!
      // Goods whose money the shop has in its hand, or the trader on its own UPI id, wait for nobody.
      const traderHasIt = shop > 0n || (elsewhere <= 0n && buyer <= 0n && platform <= 0n && direct > 0n)
      if (beyond === 0n && (trader === 0n || (trader > 0n && traderHasIt))) return []
      return [{ orderId: idOf('order', id), traderId, goodsPaise: trader, tcsPaise: tcs, ownPaise: beyond }]
    })
    .sort((a, b) => (a.orderId < b.orderId ? -1 : 1))
}

/** The same, as payouts find it. */
export async function openAsFound(
  { db, payments }: Pick<TradeWorld, 'db' | 'payments'>,
  of?: Id<'purchase'>,
): Promise<OpenOrder[]> {
  const dues = await payments.traderDues(db, null)
  return dues
    .filter(({ purchaseId }) => of === undefined || purchaseId === of)
    .map(({ orderId, traderId, goodsPaise, tcsPaise, own }) => ({
      orderId,
      traderId,
      goodsPaise,
      tcsPaise,
      ownPaise: own?.paise ?? 0n,
    }))
    .sort((a, b) => (a.orderId < b.orderId ? -1 : 1))
}
