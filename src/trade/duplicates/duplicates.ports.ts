import type { Catalogue } from '../catalogue/index.ts'

/** The part of the catalogue's door that duplicates use. */
export type ProductsPort = Catalogue['merges']
