import type { Reply } from '../api/client.ts'

export type Product = Reply<'getProduct'>
/** What a carrier has to know of goods. */
export type Parcel = Pick<Product, 'weightGrams' | 'packSize' | 'keepCold'>

/** What stood before a change, for an address: `500.380.255.90.1`; sides in millimetres, 0 where none was known. */
export const wasOf = ({ weightGrams, packSize, keepCold }: Parcel): string =>
  [
    weightGrams,
    packSize?.lengthMm ?? 0,
    packSize?.widthMm ?? 0,
    packSize?.heightMm ?? 0,
    keepCold ? 1 : 0,
  ].join('.')

/** The same read again; undefined for what is none. */
export function readWas(text: string | undefined): Parcel | undefined {
  if (!/^\d{1,8}(?:\.\d{1,6}){3}\.[01]$/.test(text ?? '')) return undefined
  const [weightGrams, lengthMm, widthMm, heightMm, cold] = text!.split('.').map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const packSize = lengthMm > 0 ? { lengthMm, widthMm, heightMm } : null
  return { weightGrams, packSize, keepCold: cold === 1 }
}

export const isSameParcel = (one: Parcel, other: Parcel): boolean => wasOf(one) === wasOf(other)
