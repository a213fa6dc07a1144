import { HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { paise, sumOf } from '../../kernel/money.ts'
import { gstCodeOfState } from '../../kernel/states-of-india.ts'
import type { Person } from '../../platform/http/index.ts'
import { type CreditNote, creditNotesOf } from './credit.store.ts'
import type { OrdersDeps } from './orders.deps.ts'
import type { OrdersService } from './orders.service.ts'
import { linesOf } from './orders.store.ts'
import { gstOf, orderViewOf } from './orders.view.ts'
import { placeOfSupply } from './quote.rules.ts'

const billNotReady = () =>
  new HaatError('conflict', 'billNotReady', 'The bill gets its number when the shop has packed the order.')

const stateOf = (name: string) => ({ name, gstCode: gstCodeOfState(name) ?? null })

/**
 * A credit note by which the seller takes a supply back: its own number and date, the bill that it belongs to, value
 * and tax that are credited (CGST Act 2017, s. 34(1); CGST Rules 2017, rule 53(1A)). Without GSTIN it has no tax.
 */
const noteViewOf = ({ number, issuedAt, returnId, lines }: CreditNote) => {
  const sums = lines.map(({ lineId, quantity, ...line }) => ({
    ...{ lineId, quantity, totalPaise: paise(line.totalPaise) },
    tax: {
      totalPaise: paise(line.totalPaise),
      cgstPaise: paise(line.cgstPaise),
      sgstPaise: paise(line.sgstPaise),
      igstPaise: paise(line.igstPaise),
    },
  }))
  const gst = gstOf(sums.map(({ tax }) => tax))
  return {
    ...{ number, date: issuedAt, returnId },
    lines: sums.map(({ tax, ...line }) => ({ ...line, gst: gstOf([tax]) })),
    ...{ gst, totalPaise: sumOf(sums.map(({ totalPaise }) => totalPaise)) },
  }
}

/**
 * The bill of a packed order: what an invoice names (CGST Rules 2017, rule 46), or the bill of supply of a seller
 * without GSTIN (rule 49). Names and prices are those of the order; the seller's facts those of today. The buyer
 * is named to the shop only while the shop needs the address. Throws `notFound` to strangers, `billNotReady`.
 */
export const createBill =
  ({
    db,
    traders,
    orders,
    broughtByShop,
  }: Pick<OrdersDeps, 'db' | 'traders' | 'broughtByShop'> & { orders: OrdersService }) =>
  async (person: Person, orderId: Id<'order'>) => {
    const { order, purchase, sides } = await orders.forParty(person, orderId)
    const { invoiceNumber, packedAt } = order
    if (invoiceNumber === null || packedAt === null) throw billNotReady()
    const { buyer } = purchase
    const [lines, notes, shops, business, brought] = await Promise.all([
      linesOf(db, order),
      creditNotesOf(db, order),
      traders.shopFacts(db, [order.shopId]),
      buyer.kind === 'trader' ? traders.buyerFacts(db, buyer.traderId) : undefined,
      broughtByShop(db, order.shopId, [orderId]),
    ])
    const shop = shops.get(order.shopId)!
    const supplied = placeOfSupply(shop, order.fulfilment, purchase.drop)
    const view = orderViewOf(order, purchase, lines, shop, sides, brought)
    return {
      orderId,
      kind: shop.gstin === null ? ('billOfSupply' as const) : ('taxInvoice' as const),
      number: invoiceNumber,
      date: packedAt,
      seller: {
        legalName: shop.legalName,
        tradeName: shop.tradeName,
        shopName: shop.shopName,
        ...shop.address,
        pin: shop.pin,
        state: stateOf(shop.state),
        gstin: shop.gstin,
        fssai: shop.fssai,
        carePhone: shop.carePhone,
      },
      buyer: {
        name: view.drop && (business?.legalName ?? view.drop.name),
        gstin: business?.gstin ?? null,
        drop: view.drop,
      },
      placeOfSupply: supplied === null ? null : stateOf(supplied),
      method: purchase.method,
      lines: view.lines
        .filter((line) => !line.cancelled)
        .map(({ lineId, name, nameHi, brand, netQuantity, unit, hsn, gstBps, ...sums }) => ({
          ...{ lineId, name, nameHi, brand, netQuantity, unit, hsn, gstBps },
          quantity: sums.quantity,
          pricePaise: sums.pricePaise,
          totalPaise: sums.totalPaise,
          gst: sums.gst,
        })),
      gst: view.gst,
      creditNotes: notes.map(noteViewOf),
      creditedPaise: order.returnedPaise,
      goodsPaise: view.goodsPaise,
      deliveryPaise: view.deliveryPaise,
      totalPaise: view.totalPaise,
    }
  }
