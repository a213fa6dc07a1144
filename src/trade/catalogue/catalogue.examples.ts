import { lintTexts } from './lint.texts.ts'

/** Worked examples of the published contract, in wire form. */

const facts = {
  gtin: '08901491101837',
  brand: 'Aashirvaad',
  name: 'Shudh Chakki Atta',
  nameHi: 'आशीर्वाद शुद्ध चक्की आटा',
  category: 'Atta, Flours and Sooji',
  netQuantity: 5,
  unit: 'kg',
  weightGrams: 5050,
  hsn: '11010000',
  gstBps: 500,
  origin: 'IN',
  maker: 'ITC Limited, Kolkata 700071',
  consumerCare: 'care@example.com',
  foodMark: 'veg',
  fssai: '10012031000312',
  shelfLifeDays: 90,
  imageUrls: ['https://images.example.com/atta.jpg'],
  attributes: {},
}
/** Of a product alone: what its pack is to a carrier. */
const pack = { packSize: { lengthMm: 380, widthMm: 260, heightMm: 90 }, keepCold: false }
const shopId = 'shp_01h455vb4pex5vsknk084sn02q'
const listingId = 'lst_01h455vb4pex5vsknk084sn02q'
const productId = 'prd_01h455vb4pex5vsknk084sn02q'
const importId = 'imp_01h455vb4pex5vsknk084sn02q'
const at = '2026-04-01T05:30:00.000Z'
const terms = {
  listingId,
  shopId,
  productId,
  ...facts,
  pricePaise: 26_200,
  mrpPaise: 27_500,
  unitPrice: { paise: 5240, per: 'kg' },
  minimumQuantity: 1,
  trade: null,
}

const lintedListing = {
  listingId,
  productId,
  sku: 'ATA-002',
  name: facts.name,
  nameHi: facts.nameHi,
  brand: facts.brand,
  ownProduct: true,
  score: 90,
  findings: [
    {
      code: 'hsnNotListed',
      severity: 'warning',
      field: 'hsn',
      text: {
        en: 'The tariff has 1101 but not 11019999. Take 1101, or look at your invoice again.',
        hi: 'सूची में 1101 है, 11019999 नहीं। 1101 लें या बिल फिर देखें।',
      },
      fix: { of: 'product', change: { hsn: '1101' } },
      canFix: true,
    },
  ],
}

export const example = {
  lintedListing,
  lintReply: {
    score: 94,
    listings: 1365,
    complete: true,
    rules: [{ code: 'hsnNotListed', severity: 'warning', listings: 3, text: lintTexts.hsnNotListed }],
    items: [lintedListing],
  },
  shop: { shopId },
  listing: { shopId, listingId },
  product: { productId },
  import: { shopId, importId },
  newProduct: { traderId: 'trd_01h455vb4pex5vsknk084sn02q', ...facts, ...pack, mrpPaise: 27_500 },
  productReply: { productId, ...facts, ...pack, mrpPaise: 27_500, shared: false, version: 1, updatedAt: at },
  newListing: {
    productId,
    sku: 'ATA-002',
    pricePaise: 26_200,
    mrpPaise: 27_500,
    soldTo: ['consumer'],
    minimumQuantity: 1,
    available: 112,
  },
  listingReply: {
    ...terms,
    sku: 'ATA-002',
    soldTo: ['consumer'],
    status: 'active',
    available: 112,
    reserved: 3,
    version: 1,
    updatedAt: at,
  },
  offerBuyer: 'trd_01h455vb4pex5vsknk084sn02q',
  offerReply: {
    ...terms,
    lowestPaise: 26_200,
    beforePaise: 26_800,
    stepQuantity: 1,
    forQuantity: {
      quantity: 1,
      pricePaise: 26_200,
      totalPaise: 26_200,
      reason: 'plain',
      next: null,
      problem: null,
    },
    inStock: true,
    seller: {
      shopName: 'Sharma General Store',
      legalName: 'Ramesh Sharma',
      tradeName: 'Sharma General Store',
      fssai: '22726000000001',
      gstin: '27AAPFU0939F1ZV',
      carePhone: '+919800000000',
    },
  },
  importReply: {
    importId,
    shopId,
    state: 'done',
    bytes: 274_011,
    share: 1,
    sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    rowsRead: 1365,
    created: 1360,
    changed: 0,
    unchanged: 4,
    refused: 1,
    problems: 1,
    failure: null,
    createdAt: at,
    startedAt: at,
    finishedAt: at,
  },
  previewReply: {
    columns: [
      { heading: 'SKU', field: 'sku' },
      { heading: 'Shelf no.', field: null },
    ],
    missing: ['price'],
    rowsChecked: 0,
    complete: false,
    good: 0,
    known: 0,
    refused: 0,
    rows: [],
    problems: [],
    reasons: [],
    given: null,
    kinds: [
      {
        goods: 'Dals & Pulses',
        rows: 12,
        example: 'Toor Dal',
        suggested: { hsn: '0713', gstBps: 500, foodMark: 'veg' },
      },
    ],
    failure: {
      code: 'missingColumns',
      detail:
        'The first row has no column price. Name the columns in the first row, and send the file again.',
    },
  },
  problemReply: {
    row: 17,
    column: 'price',
    value: '120.00',
    code: 'priceAboveMrp',
    detail: 'The price is above the MRP, which the law forbids. Lower the price, or correct the MRP.',
  },
}
