import type { Problem, Reply } from '../api/client.ts'
import { attempt, type View } from '../page/index.ts'
import { paiseOf, rupeesOf } from './goods.data.ts'

export type PriceList = Reply<'getPriceList'>

/** Lines of prices that the form takes; longer lists come by the API. */
export const mostLines = 50

/** What the form of a list holds. */
export interface ListValues {
  name: string
  buyers: string
  off: string
  prices: string
  from: string
  until: string
}

const linesOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/[\n,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const valuesOf = (form: Readonly<Record<string, string>>): ListValues => ({
  name: form.name ?? '',
  buyers: form.buyers ?? '',
  off: form.off ?? '',
  prices: form.prices ?? '',
  from: form.from ?? '',
  until: form.until ?? '',
})

/** The fields of the API in the form, whichever line is meant. */
export const listFields: Readonly<Record<string, string>> = {
  offPercent: 'off',
  validFrom: 'from',
  validUntil: 'until',
  ...Object.fromEntries(Array.from({ length: 500 }, (_, nth) => [`buyers.${nth}`, 'buyers'] as const)),
  ...Object.fromEntries(
    Array.from({ length: mostLines }, (_, nth) => [
      [`prices.${nth}.listingId`, 'prices'],
      [`prices.${nth}.pricePaise`, 'prices'],
    ]).flat(),
  ),
}

type ShopView = Pick<View, 'api'>

/** The listing of a shop by its own number for it. */
async function listingOf({ api }: ShopView, shopId: string, sku: string): Promise<string | undefined> {
  const { items } = await api('listListings', { params: { shopId }, query: { q: sku, limit: 20 } })
  return items.find((item) => item.sku.toLowerCase() === sku.toLowerCase())?.listingId
}

/** The body of the list; lines that name nothing the shop has are told. */
export async function bodyOf(view: ShopView, shopId: string, values: ListValues) {
  const unknown: string[] = []
  const prices: { listingId: string; pricePaise: number }[] = []
  for (const line of linesOf(values.prices).slice(0, mostLines)) {
    const [, sku = line, price] = /^(.*?)[\s=:]+₹?([\d.]+)$/.exec(line) ?? []
    const listingId = await listingOf(view, shopId, sku)
    const pricePaise = paiseOf(price)
    if (listingId && pricePaise) prices.push({ listingId, pricePaise })
    else unknown.push(line)
  }
  const off = Number(values.off)
  return {
    unknown,
    body: {
      name: values.name.trim(),
      buyers: linesOf(values.buyers),
      offPercent: values.off.trim() === '' ? null : Number.isFinite(off) ? off : -1,
      prices,
      validFrom: values.from || null,
      validUntil: values.until || null,
    },
  }
}

/** A list as its form shows it. */
export async function valuesOfList(view: ShopView, list: PriceList): Promise<ListValues> {
  const lines: string[] = []
  for (const { listingId, pricePaise } of list.prices.slice(0, mostLines)) {
    const read = await attempt(() => view.api('getListing', { params: { shopId: list.shopId, listingId } }))
    if (read.ok) lines.push(`${read.value.sku} ${rupeesOf(pricePaise)}`)
  }
  return {
    name: list.name,
    buyers: list.buyers.join('\n'),
    off: list.offPercent === null ? '' : String(list.offPercent),
    prices: lines.join('\n'),
    from: list.validFrom ?? '',
    until: list.validUntil ?? '',
  }
}

export interface RefusedList {
  problem?: Problem
  unknown: readonly string[]
}
