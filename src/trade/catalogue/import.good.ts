import type { Audience, ProductFacts } from './catalogue.types.ts'
import type { StatedTerms } from './import.terms.ts'

/** A row whose every cell is good. Null where the file leaves it open. */
export interface GoodRow extends ProductFacts {
  row: number
  identityKey: string
  /** The first row of the file with this product: it alone states the product's facts. */
  lead: boolean
  /** The row itself tells what a pack weighs: else a weight that is known of the product stays. */
  weightTold: boolean
  sku: string
  pricePaise: bigint
  soldTo: readonly Audience[] | null
  minimumQuantity: number | null
  /** Terms of trade that the row states; the others stay as the listing has them. */
  terms: StatedTerms | null
  stock: number | null
  /** By which it is known again; null: it is not to be. */
  digest: string | null
  /** As it stands in the file. */
  cells: readonly string[]
}

/** What a row states that names no attribute, without one made for each. */
export const noAttributes: Readonly<Record<string, string>> = {}
