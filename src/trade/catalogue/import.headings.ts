/** What a price list can state, by our name for it, with the headings it is known by (letters and digits only). */
export const headings = {
  sku: [
    'sku',
    'skucode',
    'itemcode',
    'itemno',
    'productcode',
    'articleno',
    'code',
    'कोड',
    'वस्तुकोड',
    'सामानकोड',
  ],
  gtin: ['gtin', 'ean', 'ean13', 'barcode', 'upc', 'barcodeno', 'barcodenumber', 'बारकोड', 'बारकोडनंबर'],
  brand: ['brand', 'brandname', 'ब्रांड', 'ब्रैंड', 'ब्राण्ड', 'कंपनी', 'कम्पनी'],
  name: [
    ...['name', 'productname', 'itemname', 'product', 'item', 'title', 'description', 'itemdescription'],
    ...[
      'particulars',
      'goods',
      'नाम',
      'सामान',
      'वस्तु',
      'उत्पाद',
      'वस्तुकानाम',
      'सामानकानाम',
      'उत्पादकानाम',
      'विवरण',
    ],
  ],
  nameHi: [
    ...['namehi', 'namehindi', 'hindiname', 'nameinhindi', 'itemnamehindi', 'हिंदीनाम', 'हिन्दीनाम'],
    ...['नामहिंदी', 'नामहिंदीमें', 'हिंदीमेंनाम', 'नामहिन्दी'],
  ],
  category: ['category', 'department', 'shelf', 'group', 'itemgroup', 'श्रेणी', 'वर्ग', 'प्रकार'],
  subcategory: ['subcategory', 'subgroup', 'itemsubgroup', 'producttype', 'उपश्रेणी', 'उपवर्ग'],
  netQuantity: [
    ...['netquantity', 'netqty', 'netweight', 'netwt', 'netcontent', 'packsize', 'pack', 'size', 'quantity'],
    ...['मात्रा', 'शुद्धमात्रा', 'पैक', 'पैकसाइज', 'वजनमात्रा', 'शुद्धवजन'],
  ],
  unit: ['unit', 'uom', 'unitofmeasure', 'measure', 'इकाई', 'यूनिट', 'माप'],
  weightGrams: [
    'weightgrams',
    'weight',
    'weightg',
    'weightgms',
    'weightkg',
    'grossweightkg',
    'packageweight',
    'grossweight',
    'grossweightg',
    'shippingweight',
    'वजन',
    'वज़न',
  ],
  lengthMm: [
    ...['lengthmm', 'lengthcm', 'packlength', 'packagelength', 'packlengthcm', 'packlengthmm', 'boxlength'],
    ...['packagelengthcm', 'packagelengthmm', 'लंबाईसेमी', 'लंबाईमिमी', 'पैककीलंबाई', 'लम्बाईसेमी'],
  ],
  widthMm: [
    ...['widthmm', 'widthcm', 'packwidth', 'packagewidth', 'packwidthcm', 'packwidthmm', 'boxwidth'],
    ...['packagewidthcm', 'packagewidthmm', 'breadthmm', 'breadthcm', 'packbreadth', 'packagebreadth'],
    ...['packagebreadthcm', 'packagebreadthmm', 'चौड़ाईसेमी', 'चौड़ाईमिमी', 'पैककीचौड़ाई'],
  ],
  heightMm: [
    ...['heightmm', 'heightcm', 'packheight', 'packageheight', 'packheightcm', 'packheightmm', 'boxheight'],
    ...['packageheightcm', 'packageheightmm', 'ऊँचाईसेमी', 'ऊंचाईसेमी', 'ऊँचाईमिमी', 'ऊंचाईमिमी', 'पैककीऊँचाई'],
  ],
  keepCold: [
    ...['keepcold', 'coldchain', 'keeprefrigerated', 'refrigerated', 'chilled', 'storecold', 'tobekeptcold'],
    ...['ठंडारखें', 'ठंडारखना', 'ठंडाचाहिए', 'ठंडा'],
  ],
  hsn: ['hsn', 'hsncode', 'hsnsac', 'एचएसएन', 'एचएसएनकोड', 'hsnकोड'],
  gstRate: [
    'gstrate',
    'gst',
    'gstpercent',
    'gstpct',
    'tax',
    'taxrate',
    'जीएसटी',
    'जीएसटीदर',
    'कर',
    'करदर',
    'gstदर',
  ],
  mrp: ['mrp', 'mrprs', 'mrpinr', 'mrpinrs', 'maximumretailprice', 'एमआरपी', 'अधिकतममूल्य', 'अधिकतमखुदरामूल्य'],
  price: [
    ...['price', 'sellingprice', 'saleprice', 'salerate', 'pricers', 'priceinr', 'priceinrs', 'rate', 'sp'],
    ...['मूल्य', 'दाम', 'कीमत', 'क़ीमत', 'भाव', 'बिक्रीमूल्य', 'विक्रयमूल्य', 'रेट'],
  ],
  stock: [
    ...['stock', 'available', 'stockqty', 'availablequantity', 'inventory', 'onhand', 'openingstock'],
    ...['closingstock', 'स्टॉक', 'स्टाक', 'भंडार', 'उपलब्ध', 'माल'],
  ],
  minimumQuantity: [
    ...[
      'minimumquantity',
      'minquantity',
      'minqty',
      'moq',
      'minimumorderquantity',
      'minorderqty',
      'minimum',
      'minimumorder',
    ],
    ...['न्यूनतममात्रा', 'कमसेकम', 'न्यूनतमऑर्डर'],
  ],
  step: [
    ...['step', 'stepquantity', 'quantitystep', 'multiple', 'multiples', 'multiplesof', 'inmultiplesof'],
    ...['ordermultiple', 'lotsize', 'कदम', 'क़दम', 'गुणा', 'गुणक', 'गुणे', 'केगुणेमें'],
  ],
  packInner: [
    ...['packinner', 'inner', 'innerpack', 'innerpackpieces', 'innerqty', 'piecesperinner', 'pcsperinner'],
    ...[
      'innerpieces',
      'box',
      'piecesperbox',
      'pcsperbox',
      'dozenpack',
      'भीतरीपैक',
      'अंदरकापैक',
      'डिब्बा',
      'डिब्बेमेंपीस',
    ],
  ],
  packCase: [
    ...['packcase', 'case', 'casepack', 'casesize', 'caseqty', 'casepieces', 'piecespercase', 'pcspercase'],
    ...[
      'carton',
      'cartonqty',
      'piecespercarton',
      'pcspercarton',
      'unitspercase',
      'peti',
      'पेटी',
      'पेटीमेंपीस',
      'कार्टन',
      'कार्टनमेंपीस',
    ],
  ],
  slabs: [
    ...['slabs', 'slab', 'priceslabs', 'slabprices', 'slabprice', 'slabrates', 'slabrate', 'quantityprices'],
    ...['pricesbyquantity', 'bulkprices', 'bulkprice', 'bulkrate', 'quantityrates', 'स्लैब', 'थोकदाम'],
    ...['थोकभाव', 'ज़्यादापरदाम', 'ज्यादापरदाम', 'मात्राकेदाम'],
  ],
  soldTo: ['soldto', 'sellto', 'audience', 'buyers', 'ख़रीदार', 'खरीदार', 'किसे', 'ग्राहक'],
  origin: ['origin', 'countryoforigin', 'country', 'मूलदेश', 'देश', 'उत्पत्तिदेश', 'निर्माणदेश'],
  maker: [
    ...['maker', 'manufacturer', 'manufacturername', 'madeby', 'packer', 'importer', 'mfr', 'mfg'],
    ...['निर्माता', 'बनानेवाला', 'उत्पादक', 'पैकर'],
  ],
  consumerCare: [
    ...['consumercare', 'customercare', 'consumercarecontact', 'customercarecontact', 'helpline'],
    ...['उपभोक्तासंपर्क', 'ग्राहकसेवा', 'शिकायतसंपर्क'],
  ],
  foodMark: ['foodmark', 'vegmark', 'vegnonveg', 'foodtype', 'veg', 'शाकाहारी', 'शाकाहारीमांसाहारी', 'चिह्न'],
  fssai: [
    ...['fssai', 'fssaino', 'fssainumber', 'fssailicence', 'fssailicense', 'fssailicenceno'],
    ...['एफएसएसएआई', 'फूडलाइसेंस', 'fssaiनंबर'],
  ],
  shelfLifeDays: [
    'shelflifedays',
    'shelflife',
    'shelflifeindays',
    'bestbeforedays',
    'bestbefore',
    'टिकाऊदिन',
    'कितनेदिन',
  ],
  imageUrl: ['imageurl', 'imageurls', 'image', 'images', 'picture', 'photo', 'तस्वीर', 'चित्र', 'फोटो', 'फ़ोटो'],
} as const

export type Field = keyof typeof headings
export const fields = Object.keys(headings) as Field[]

/** Without these no row can be read; goods go by their name or by their bar code. */
const required: readonly Field[] = ['sku', 'price']

/** Which columns a file needs and does not have. */
export const missingFields = (has: (field: Field) => boolean): Field[] => [
  ...required.slice(0, 1).filter((field) => !has(field)),
  ...(has('name') || has('gtin') ? [] : (['name'] as const)),
  ...required.slice(1).filter((field) => !has(field)),
]

/** What every product has to have: from its row, from the shared catalogue, or said for the whole file. */
export const factFields = ['category', 'netQuantity', 'hsn', 'gstRate', 'mrp', 'origin', 'maker'] as const
export type FactField = (typeof factFields)[number]

/** Letters and digits of any script in small letters; what stands apart in brackets is the caller's to leave out. */
export const foldHeading = (heading: string): string =>
  heading
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')

const known = new Map<string, Field>(
  fields.flatMap((field) => headings[field].map((name) => [foldHeading(name), field] as const)),
)
// Mistyped words: only long ones, so that `mrp` never becomes `sp`.
const latin = [...known].filter(([name]) => /^[a-z]{6,}$/.test(name))

/** The field of exactly this name, or of one of its other names. */
export const namedField = (heading: string): Field | undefined => known.get(foldHeading(heading))

/** The field that a heading means, when a note in brackets or behind a slash is left out, or a letter is put right. */
export function nearField(heading: string): Field | undefined {
  const bare = foldHeading(heading.replace(/[([{].*?[)\]}]|[*:].*$/g, ' '))
  const exact = known.get(bare)
  if (exact) return exact
  for (const part of heading.split(/[/|\n–—-]+/)) {
    const field = known.get(foldHeading(part))
    if (field && part !== heading) return field
  }
  if (bare.length < 6 || bare.length > 40) return undefined
  const most = bare.length >= 9 ? 2 : 1
  const near = latin.filter(([name]) => distance(bare, name, most) <= most)
  const fieldsNear = new Set(near.map(([, field]) => field))
  return fieldsNear.size === 1 ? [...fieldsNear][0] : undefined
}

/** Letters to change, add, drop or swap to make one word of the other; `most + 1` where it is more. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let a = 1; a <= one.length; a++) {
    const next = [a]
    for (let b = 1; b <= other.length; b++) {
      const same = one[a - 1] === other[b - 1] ? 0 : 1
      let least = Math.min(row[b]! + 1, next[b - 1]! + 1, row[b - 1]! + same)
      if (a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1])
        least = Math.min(least, before[b - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[other.length]!
}
