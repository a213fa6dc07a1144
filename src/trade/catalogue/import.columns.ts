import { HaatError } from '../../kernel/errors.ts'

/** What a price list can state, by our name for it, with the headings it is known by (letters and digits only). */
const headings = {
  sku: ['sku', 'skucode', 'itemcode', 'itemno', 'productcode', 'articleno', 'code'],
  gtin: ['gtin', 'ean', 'ean13', 'barcode', 'upc', 'barcodeno', 'barcodenumber'],
  brand: ['brand', 'brandname'],
  name: ['name', 'productname', 'itemname', 'product', 'item', 'title'],
  nameHi: ['namehi', 'namehindi', 'hindiname', 'nameinhindi', 'नाम'],
  category: ['category', 'department', 'shelf'],
  netQuantity: ['netquantity', 'netqty', 'netweight', 'netcontent', 'packsize', 'pack', 'size', 'quantity'],
  unit: ['unit', 'uom', 'unitofmeasure', 'measure'],
  weightGrams: ['weightgrams', 'weight', 'weightg', 'grossweight', 'grossweightg', 'shippingweight'],
  hsn: ['hsn', 'hsncode', 'hsnsac'],
  gstRate: ['gstrate', 'gst', 'gstpercent', 'gstpct', 'tax', 'taxrate'],
  mrp: ['mrp', 'mrprs', 'mrpinr', 'mrpinrs', 'maximumretailprice'],
  price: ['price', 'sellingprice', 'saleprice', 'pricers', 'priceinr', 'priceinrs', 'rate', 'sp'],
  stock: ['stock', 'available', 'stockqty', 'availablequantity', 'inventory', 'onhand', 'openingstock'],
  minimumQuantity: ['minimumquantity', 'minquantity', 'minqty', 'moq', 'minimumorderquantity', 'minorderqty'],
  soldTo: ['soldto', 'sellto', 'audience', 'buyers'],
  origin: ['origin', 'countryoforigin', 'country'],
  maker: ['maker', 'manufacturer', 'manufacturername', 'madeby', 'packer', 'importer'],
  consumerCare: ['consumercare', 'customercare', 'consumercarecontact', 'customercarecontact'],
  foodMark: ['foodmark', 'vegmark', 'vegnonveg', 'foodtype'],
  fssai: ['fssai', 'fssaino', 'fssainumber', 'fssailicence', 'fssailicense', 'fssailicenceno'],
  shelfLifeDays: ['shelflifedays', 'shelflife', 'shelflifeindays', 'bestbeforedays'],
  imageUrl: ['imageurl', 'imageurls', 'image', 'images', 'picture', 'photo'],
} as const

export type Field = keyof typeof headings
export const fields = Object.keys(headings) as Field[]

const required: readonly Field[] = [
  'sku',
  'name',
  'category',
  'netQuantity',
  'hsn',
  'gstRate',
  'mrp',
  'price',
  'origin',
  'maker',
]

const known = new Map(fields.flatMap((field) => headings[field].map((heading) => [heading as string, field])))

const fieldOf = (heading: string): Field | undefined =>
  known.get(heading.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ''))

/** How each heading was understood, and which needed columns are missing; never throws. */
export function understandHeading(cells: readonly string[]): {
  columns: { heading: string; field: Field | null }[]
  missing: Field[]
} {
  const columns = cells.map((cell) => ({ heading: cell.trim().slice(0, 100), field: fieldOf(cell) ?? null }))
  return { columns, missing: required.filter((field) => !columns.some((column) => column.field === field)) }
}

/** Where each field stands in a record, and what its heading is called in this file. */
export interface Columns {
  readonly count: number
  /** -1 where the file does not have it. */
  readonly at: Readonly<Record<Field, number>>
  readonly heading: Readonly<Record<Field, string>>
}

/**
 * Reads a heading: capitals, spaces and signs do not matter, unknown columns are passed over.
 * Throws when a needed column is missing, or one is there twice: the file as a whole cannot be read then.
 */
export function readHeading(cells: readonly string[]): Columns {
  const at = Object.fromEntries(fields.map((field) => [field, -1])) as Record<Field, number>
  const heading = Object.fromEntries(fields.map((field) => [field, field])) as Record<Field, string>
  cells.forEach((cell, nth) => {
    const field = fieldOf(cell)
    if (!field) return
    if (at[field] !== -1) {
      throw unreadableFile(
        'doubleColumn',
        `The columns "${heading[field]}" and "${cell.trim()}" mean the same. Remove one, and send the file again.`,
      )
    }
    at[field] = nth
    heading[field] = cell.trim().slice(0, 100)
  })
  const missing = required.filter((field) => at[field] === -1)
  if (missing.length > 0) {
    throw unreadableFile(
      'missingColumns',
      `The first row has no column ${missing.join(', ')}. Name the columns in the first row, and send the file again.`,
    )
  }
  return { count: cells.length, at, heading }
}

/** A file that cannot be read as a whole. */
export const unreadableFile = (code: string, detail: string): HaatError =>
  new HaatError('unprocessable', code, detail)
