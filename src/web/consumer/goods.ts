import type { Reply } from '../api/client.ts'
import { categoryName } from '../i18n/index.ts'
import type { ViewFacts } from '../page/index.ts'

export type Hit = Reply<'search'>['items'][number]
type Reader = Pick<ViewFacts, 'lang' | 't' | 'f'>

/** The name in the reader's language, where the seller gave one. */
export const nameOf = (
  { lang }: Pick<Reader, 'lang'>,
  goods: { name: string; nameHi: string | null },
): string => (lang === 'hi' ? (goods.nameHi ?? goods.name) : goods.name)

/** Brand and name, as lines of a bill have them. */
export const titleOf = (
  reader: Pick<Reader, 'lang'>,
  goods: { brand: string | null; name: string; nameHi: string | null },
): string => [goods.brand, nameOf(reader, goods)].filter(Boolean).join(' ')

/** A shelf in the reader's language. */
export const shelfOf = ({ lang }: Pick<Reader, 'lang'>, category: string): string =>
  categoryName(lang, category)

type Unit = Hit['unit'] | NonNullable<Hit['unitPrice']>['per']

export const unitOf = ({ t }: Pick<Reader, 't'>, unit: Unit): string => t(`consumer.unit.${unit}`)

/** What is in the pack: `5 kg`. */
export const packOf = (
  reader: Reader,
  { netQuantity, unit }: { netQuantity: number; unit: string },
): string => `${reader.f.number(netQuantity)} ${unitOf(reader, unit as Unit)}`

/** The price of a measure: `₹53.00 / kg`; nothing where it equals the price. */
export const perUnitOf = (reader: Reader, unitPrice: Hit['unitPrice']): string | undefined =>
  unitPrice ? `${reader.f.money(unitPrice.paise)} / ${unitOf(reader, unitPrice.per)}` : undefined

export const itemHref = ({ shopId, listingId }: { shopId: string; listingId: string }): string =>
  `/shops/${shopId}/items/${listingId}`

/** Goods that a button puts into the basket. */
export interface InBasket {
  shopId: string
  listingId: string
  /** What it is called, for those who cannot see where the button stands. */
  label: string
}

/** What such a button sends: how many, shop, listing and label; without a number, one more. */
export const buttonValue = ({ shopId, listingId, label }: InBasket, quantity?: number): string =>
  `${quantity ?? ''} ${shopId} ${listingId} ${label}`

/** What a form of the basket wants: its button says it, or its fields do. */
export function wantedOf({ add, set, ...fields }: Readonly<Record<string, string>>): InBasket & {
  quantity: string | undefined
} {
  const pressed = set ?? add
  if (pressed === undefined) {
    const { shopId = '', listingId = '', label = '', quantity } = fields
    return { shopId, listingId, label, quantity }
  }
  const [quantity, shopId = '', listingId = '', ...label] = pressed.split(' ')
  return { shopId, listingId, label: label.join(' '), quantity: quantity || undefined }
}

/** An address with these parameters changed; empty ones are left out, and the page begins anew. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  change: Readonly<Record<string, string | undefined>>,
): string {
  let text = ''
  const add = (name: string, value: string | undefined) => {
    if (value) text += `${text === '' ? '?' : '&'}${name}=${encodeURIComponent(value)}`
  }
  for (const name in query) if (name !== 'cursor' && !(name in change)) add(name, query[name])
  for (const name in change) add(name, change[name])
  return path + text
}
