import t from 'tap'
import { guessTargets } from './import.columns.ts'
import { type Field, foldHeading, headingNames, lesserNames } from './import.headings.ts'
import { tradeLists } from './lists.ts'

const guess = (...cells: string[]) => guessTargets(cells, tradeLists())

/** What one column alone is taken for, as billing programs and price lists write it. */
const alone: Partial<Record<Field, string[]>> = {
  sku: ['Item Code', 'Part No.', 'Article No', 'Stock Code', 'SKU ID', 'उत्पाद कोड', 'Item Code (SKU)'],
  gtin: ['Bar Code', 'EAN Code', 'UPC/EAN', 'Barcode No.', 'बारकोड'],
  brand: ['Brand Name', 'Make', 'ब्रांड'],
  name: ['Item Name', 'Item name*', 'Name of Item', 'Particulars', 'Stock Item', 'Description of Goods'],
  category: ['Stock Group', 'Item Group', 'Product Category', 'श्रेणी', 'समूह'],
  subcategory: ['Sub Category', 'Sub-Group'],
  netQuantity: ['Net Wt.', 'Packing', 'Pack Size', 'Net Contents', 'मात्रा', 'Grammage'],
  unit: ['UOM', 'Base Unit (x)', 'Main Unit', 'इकाई', 'UQC'],
  weightGrams: ['Gross Weight', 'Weight (kg)', 'Gross Wt. (g)', 'वज़न'],
  hsn: ['HSN', 'HSN/SAC', 'HSN / SAC Code', 'HSN Code', 'एचएसएन कोड'],
  gstRate: ['GST %', 'Tax %', 'Tax Rate', 'GST Rate (%)', 'Rate of GST', 'IGST Rate', 'टैक्स दर', 'GST Slab'],
  mrp: ['M.R.P.', 'MRP (₹)', 'MRP per pc', 'Max. Retail Price', 'एमआरपी'],
  price: [
    ...['Rate', 'Sale Price', 'Sales Rate', 'S.Rate', 'Selling Price (incl. GST)', 'Standard Selling Price'],
    ...[
      'Wholesale rate',
      'Wholesale Price',
      'Retail Rate',
      'Net Rate',
      'Rate A',
      'Price/Unit',
      'Rate per Pc',
    ],
    ...['दर', 'भाव', 'बिक्री मूल्य', 'बिक्री दर', 'विक्रय मूल्य', 'एक पीस का दाम', 'Sale Price (₹)'],
  ],
  stock: [
    ...[
      'Stock',
      'Closing Qty',
      'Closing Stock',
      'Cl. Qty',
      'Current stock quantity',
      'Stock On Hand',
      'In Stock',
    ],
    ...['Op. Stock (Qty.)', 'Opening stock quantity', 'Balance Qty', 'बाकी माल', 'वर्तमान स्टॉक'],
  ],
  minimumQuantity: ['MOQ', 'MOQ (Pcs)', 'Min. Order Qty', 'न्यूनतम', 'न्यूनतम मात्रा', 'कम से कम'],
  step: ['Multiples of', 'Order in multiples of', 'गुणे में'],
  packInner: ['Box Qty', 'Pcs/Box', 'Pcs per box', 'Qty/Box', 'Inner Box', 'डिब्बे में', 'Box Qty.'],
  packCase: ['Carton Qty', 'Pcs/Ctn', 'CFC Qty', 'Master Carton', 'Case Qty', 'पेटी', 'पेटी में', 'Outer Qty'],
  slabs: ['Slab Rates', 'Bulk Rate', 'थोक भाव'],
  origin: ['Country of Origin', 'Made in', 'मूल देश'],
  maker: ['Mfg. By', 'Manufacturer', 'Packed by', 'Importer Name', 'निर्माता का नाम'],
  consumerCare: ['Customer Care No.', 'Consumer care'],
  foodMark: ['Veg/Non-veg', 'Veg or Non Veg'],
  fssai: ['FSSAI Lic. No.', 'FSSAI Licence No.'],
  shelfLifeDays: ['Shelf life (days)', 'Best before (days)', 'Expiry days'],
  imageUrl: ['Image Link', 'Photo URL', 'Image 1'],
  keepCold: ['Cold chain', 'ठंडा रखें'],
  lengthMm: ['Length (cm)', 'Package Length'],
}

t.test('headings that programs and people write are known', async (t) => {
  for (const [field, names] of Object.entries(alone))
    for (const name of names) t.same(guess(name), [field], name)
})

t.test('what means another thing, or this and that, is left to a person', async (t) => {
  for (const name of [
    ...[
      'Sr. No.',
      'S.No',
      'क्रम',
      'Qty',
      'Conv',
      'Conversion Rate (n)',
      'Con. Factor',
      'Alias',
      'Company',
      'PTR',
    ],
    ...['Purchase Price', 'P.Rate', 'Rate (Purchase)', 'Cost Price', 'Landing Rate', 'ख़रीद मूल्य', 'खरीद दर'],
    ...[
      'Closing Value',
      'Stock Value',
      'Stock (Value)',
      'Closing Rate',
      'Op. Stock (Value)',
      'Amount',
      'राशि',
    ],
    ...[
      'Price (excl. GST)',
      'Rate + GST',
      'Price before tax',
      'Basic Rate',
      'Old Rate',
      'MRP (Old)',
      'Discount %',
    ],
    ...[
      'Minimum stock quantity',
      'Reorder Level',
      'Min Stock',
      'Min. Sale Price',
      'Max Qty',
      'Stock Location',
    ],
    ...[
      'Batch',
      'Batch No',
      'Mfg Date',
      'Mfg-Date',
      'Expiry',
      'Expiry Date',
      'Exp Dt',
      'CGST %',
      'SGST',
      'Tax Amount',
    ],
    ...[
      'Rate/Box',
      'Price (per case)',
      'Stock (Box)',
      'MRP/Carton',
      'Scheme',
      'Free Qty',
      'Godown',
      'Marketed by',
    ],
  ])
    t.same(guess(name), [null], name)
})

t.test('a plain name goes before one that may mean it, and two of these leave it open', async (t) => {
  t.same(guess('Item Name', 'Wholesale Price', 'Sale price', 'Purchase price'), ['name', null, 'price', null])
  t.same(guess('Item Name', 'Retail Rate', 'Wholesale Rate'), ['name', null, null])
  t.same(guess('Opening Qty', 'Closing Qty'), [null, 'stock'])
  t.same(guess('Part No', 'SKU', 'Make', 'Brand'), [null, 'sku', null, 'brand'])
  t.same(guess('Length', 'Height', 'Weight'), ['attributes.length', 'attributes.height', 'weightGrams'])
})

t.test('no name means two things', async (t) => {
  const all = [headingNames, lesserNames].flatMap((names) =>
    Object.values(names).flatMap((words) => words.split(/\s+/).map(foldHeading)),
  )
  t.same(
    all.filter((name, at) => all.indexOf(name) !== at),
    [],
  )
})
