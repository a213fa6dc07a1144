import type { Reply } from '../api/client.ts'
import type { ViewFacts } from '../page/index.ts'

export type Hit = Reply<'search'>['items'][number]
type Reader = Pick<ViewFacts, 'lang' | 't' | 'f'>

/** The name in the reader's language, where the seller gave one. */
export const nameOf = (
  { lang }: Pick<Reader, 'lang'>,
  goods: { name: string; nameHi: string | null },
): string => (lang === 'hi' ? (goods.nameHi ?? goods.name) : goods.name)

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

/** An address with these parameters changed; empty ones are left out, and the page begins anew. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | undefined>>,
  change: Readonly<Record<string, string | undefined>>,
): string {
  const asked: Readonly<Record<string, string | undefined>> = { ...query, cursor: undefined, ...change }
  const text = Object.entries(asked)
    .flatMap(([name, value]) => (value ? [`${name}=${encodeURIComponent(value)}`] : []))
    .join('&')
  return text === '' ? path : `${path}?${text}`
}
