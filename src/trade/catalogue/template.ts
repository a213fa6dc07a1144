import { ZipFile } from 'yazl'
import type { Field } from './import.headings.ts'
import type { CategoryFacts } from './lists.ts'

/** The columns of a template, the needed ones first; `unit` belongs to the net quantity. */
const columns: readonly Field[] = [
  ...([
    'sku',
    'gtin',
    'brand',
    'name',
    'nameHi',
    'category',
    'netQuantity',
    'unit',
    'hsn',
    'gstRate',
  ] as const),
  ...(['mrp', 'price', 'stock', 'minimumQuantity', 'step', 'packInner', 'packCase', 'slabs'] as const),
  ...(['weightGrams', 'lengthMm', 'widthMm', 'heightMm', 'keepCold'] as const),
  ...(['soldTo', 'origin', 'maker', 'consumerCare'] as const),
]
const foodColumns: readonly Field[] = ['foodMark', 'fssai', 'shelfLifeDays']

/** A heading and one row of an example for goods of this category, or of any. */
export function templateOf(category: CategoryFacts | undefined): { heading: string[]; example: string[] } {
  const isFood = category === undefined || category.domain === 'RET10'
  const attributes = (category?.attributes ?? []).filter(({ name }) => name !== 'brand')
  const heading = [
    ...columns,
    ...(isFood ? foodColumns : []),
    'imageUrl',
    ...attributes.map(({ name }) => name),
  ]
  const common: Partial<Record<string, string>> = {
    sku: 'MY-001',
    brand: 'Sahyadri',
    name: isFood ? 'Chakki Atta' : (category?.name ?? 'Chakki Atta'),
    category: category?.name ?? 'Atta, Flours and Sooji',
    netQuantity: '1',
    unit: isFood ? 'kg' : 'piece',
    hsn: isFood ? '1101' : '',
    gstRate: isFood ? '5' : '18',
    mrp: '60.00',
    price: '55.00',
    stock: '50',
    minimumQuantity: '1',
    step: '1',
    packInner: '6',
    packCase: '24',
    slabs: '12=53; 48=51.50',
    weightGrams: '1050',
    lengthMm: '220',
    widthMm: '140',
    heightMm: '60',
    keepCold: 'no',
    origin: 'IN',
    maker: 'Sahyadri Foods, Pune 411026',
    consumerCare: 'care@example.com',
    foodMark: 'veg',
    fssai: '10018000000001',
    shelfLifeDays: '180',
  }
  const of = new Map(attributes.map(({ name, values }) => [name, values?.[0] ?? '']))
  return { heading, example: heading.map((name) => of.get(name) ?? common[name] ?? '') }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const xml = (body: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`)
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** Rows as a workbook of one sheet; every cell is text, so that no program shortens a bar code. */
export async function asXlsx(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const cell = (text: string) =>
    `<c t="inlineStr" s="1"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  const sheet = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const zip = new ZipFile()
  const parts: [string, string][] = [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets><sheet name="Goods" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      // Format 49 is text.
      `<styleSheet xmlns="${spreadsheet}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${spreadsheet}"><cols><col min="1" max="60" width="16" style="1" customWidth="1"/></cols><sheetData>${sheet}</sheetData></worksheet>`,
    ],
  ]
  for (const [name, body] of parts) zip.addBuffer(xml(body), name, { mtime: new Date(0) })
  zip.end()
  const pieces: Buffer[] = []
  for await (const piece of zip.outputStream) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
