import type { Checked } from '../../kernel/checked.ts'
import { checkCountry } from '../../kernel/countries.ts'
import { checkFssai } from '../../kernel/fssai.ts'
import { isGs1India } from '../../kernel/gtin.ts'
import { checkHsn, hsnChapter } from '../../kernel/hsn.ts'
import { type ParcelSize, volumeCm3 } from '../../kernel/parcel-size.ts'
import type { ProductFacts } from './catalogue.types.ts'
import type { Found, Rule } from './lint.types.ts'
import {
  checkGst,
  checkImageUrl,
  checkProductGtin,
  checkQuantity,
  fold,
  packKey,
  usualWeightGrams,
} from './product.rules.ts'
import { quantityNamed } from './quantity-named.rules.ts'
import { baseQuantity } from './unit-price.rules.ts'

type ProductRule = Rule<ProductFacts>

const failing = (checked: Checked<unknown>): Found | undefined =>
  checked.ok ? undefined : { en: checked.reason }

/** How each fact is spelt. What was read by the same checks keeps these rules by itself. */
export const spellingRules: readonly ProductRule[] = [
  {
    code: 'badGtin',
    severity: 'blocking',
    field: 'gtin',
    find: ({ gtin }) => (gtin === null ? undefined : failing(checkProductGtin(gtin))),
  },
  {
    code: 'badQuantity',
    severity: 'blocking',
    field: 'netQuantity',
    find: ({ netQuantity, unit }) => failing(checkQuantity(netQuantity, unit)),
  },
  { code: 'badHsn', severity: 'blocking', field: 'hsn', find: ({ hsn }) => failing(checkHsn(hsn)) },
  {
    code: 'badGstRate',
    severity: 'blocking',
    field: 'gstBps',
    find: ({ gstBps }) => failing(checkGst(gstBps)),
  },
  {
    code: 'badOrigin',
    severity: 'blocking',
    field: 'origin',
    find: ({ origin }) => failing(checkCountry(origin)),
  },
  {
    code: 'badFssai',
    severity: 'blocking',
    field: 'fssai',
    find: ({ fssai }) => (fssai === null ? undefined : failing(checkFssai(fssai))),
  },
  {
    code: 'badImageUrl',
    severity: 'blocking',
    field: 'imageUrls',
    find: ({ imageUrls }) => imageUrls.map((url) => failing(checkImageUrl(url))).find(Boolean),
  },
]

/** Coupons and refund slips (GS1 General Specifications, prefixes 980 to 984 and 99). */
const couponPrefix = /^(?:98[0-4]|99)/
// Cereals, pulses, flour, sugar and oils: sold by weight or measure.
const weighed = new Set(['07', '10', '11', '15', '17'])

/** What one fact says against another, and what the tariff says. */
export const productRules: readonly ProductRule[] = [
  {
    code: 'badName',
    severity: 'blocking',
    field: 'name',
    find: ({ name }) => (fold(name) === '' ? {} : undefined),
  },
  {
    code: 'makerMissing',
    severity: 'blocking',
    field: 'maker',
    find: ({ maker }) => (maker.trim() === '' ? {} : undefined),
  },
  {
    code: 'gtinForCoupons',
    severity: 'blocking',
    field: 'gtin',
    find({ gtin }) {
      const prefix = gtin === null || gtin.startsWith('000000') ? null : couponPrefix.exec(gtin.slice(1))
      return prefix ? { values: { prefix: prefix[0] } } : undefined
    },
  },
  {
    // Notification 78/2020-Central Tax: invoices carry the HSN code of the tariff.
    code: 'hsnUnknown',
    severity: 'blocking',
    field: 'hsn',
    find: ({ hsn }, lists) =>
      !checkHsn(hsn).ok || lists.isKnownHsn(hsn.slice(0, 4))
        ? undefined
        : { values: { heading: hsn.slice(0, 4) } },
  },
  {
    // The list may be older than the tariff, so what follows a known heading is only doubted.
    code: 'hsnNotListed',
    severity: 'warning',
    field: 'hsn',
    find({ hsn }, lists) {
      if (!checkHsn(hsn).ok || lists.isKnownHsn(hsn) || !lists.isKnownHsn(hsn.slice(0, 4))) return undefined
      const known = hsn.length === 8 && lists.isKnownHsn(hsn.slice(0, 6)) ? hsn.slice(0, 6) : hsn.slice(0, 4)
      return { values: { known, code: hsn }, fix: { of: 'product', change: { hsn: known } } }
    },
  },
  {
    code: 'quantityUnlikeName',
    severity: 'warning',
    field: 'netQuantity',
    find({ name, netQuantity, unit }) {
      const named = quantityNamed(name)
      if (!named || packKey(named.netQuantity, named.unit) === packKey(netQuantity, unit)) return undefined
      return {
        values: {
          said: `${named.netQuantity} ${named.unit}`,
          stated: `${netQuantity} ${unit}`,
        },
        fix: { of: 'product', change: named },
      }
    },
  },
  {
    // Legal Metrology (Packaged Commodities) Rules 2011, rule 6(11): the unit sale price.
    code: 'piecesNotWeighed',
    severity: 'warning',
    field: 'unit',
    find: ({ unit, hsn }) => (unit === 'piece' && weighed.has(hsnChapter(hsn)) ? {} : undefined),
  },
  {
    code: 'weightBelowNet',
    severity: 'warning',
    field: 'weightGrams',
    find({ weightGrams, netQuantity, unit }) {
      if (unit !== 'g' && unit !== 'kg') return undefined
      const usual = usualWeightGrams(netQuantity, unit)
      return weightGrams < usual
        ? {
            values: { weight: weightGrams, usual },
            fix: { of: 'product', change: { weightGrams: usual } },
          }
        : undefined
    },
  },
  {
    code: 'packSizeOdd',
    severity: 'warning',
    field: 'packSize',
    find({ packSize, weightGrams }) {
      if (!packSize) return undefined
      const grams = weightGrams / volumeCm3(packSize)
      return grams <= heaviest && grams >= lightest
        ? undefined
        : { values: { size: sizeText(packSize), weight: weightGrams } }
    },
  },
  {
    // The same Rules, rule 6(1)(a): name and address.
    code: 'makerAddressMissing',
    severity: 'warning',
    field: 'maker',
    find: ({ maker }) => (/[,\n;]\s*\S|[1-9][0-9]{2}\s?[0-9]{3}/.test(maker) ? undefined : {}),
  },
  {
    code: 'importerMissing',
    severity: 'warning',
    field: 'maker',
    find: ({ origin, maker }) =>
      origin !== 'IN' && !/import|आयात/i.test(maker) && !/\b[1-9][0-9]{2}\s?[0-9]{3}\b/.test(maker)
        ? {}
        : undefined,
  },
  {
    code: 'consumerCareUnclear',
    severity: 'warning',
    field: 'consumerCare',
    find: ({ consumerCare }) =>
      consumerCare !== null && !/@|(?:[0-9][\s-]?){6}/.test(consumerCare) ? {} : undefined,
  },
  {
    // The same Rules, rule 6(1)(b): the common or generic name.
    code: 'nameIsBrand',
    severity: 'warning',
    field: 'name',
    find: ({ name, brand }) => (brand !== null && fold(name) === fold(brand) ? {} : undefined),
  },
  {
    // The same Rules, rule 13: in which unit a quantity is stated.
    code: 'quantityUnit',
    severity: 'advice',
    field: 'netQuantity',
    find({ netQuantity, unit }) {
      const better = checkQuantity(netQuantity, unit).ok ? betterUnit(netQuantity, unit) : undefined
      return better
        ? {
            values: { better: `${better.netQuantity} ${better.unit}` },
            fix: { of: 'product', change: better },
          }
        : undefined
    },
  },
  {
    code: 'gtinMissing',
    severity: 'advice',
    field: 'gtin',
    find: ({ gtin, brand }) => (gtin === null && brand !== null ? {} : undefined),
  },
  {
    code: 'gtinNotIndian',
    severity: 'advice',
    field: 'origin',
    find: ({ gtin, origin }) =>
      gtin !== null &&
      checkProductGtin(gtin).ok &&
      !gtin.startsWith('000000') &&
      origin === 'IN' &&
      !isGs1India(gtin)
        ? {}
        : undefined,
  },
  {
    code: 'nameHiMissing',
    severity: 'advice',
    field: 'nameHi',
    find: ({ nameHi, name }) => (nameHi === null && !/[\u0904-\u0939]/.test(name) ? {} : undefined),
  },
  {
    code: 'imageMissing',
    severity: 'advice',
    field: 'imageUrls',
    find: ({ imageUrls }) => (imageUrls.length === 0 ? {} : undefined),
  },
]

// Grams of a cubic centimetre. Lead has 11, silver 10; a bag of crisps or a pillow has a hundredth. Sides that were
// written in another unit than they were measured in miss this by a thousand times.
const [lightest, heaviest] = [0.002, 15]
const sizeText = ({ lengthMm, widthMm, heightMm }: ParcelSize): string =>
  `${lengthMm} × ${widthMm} × ${heightMm} mm`

const families = { g: ['g', 'kg'], kg: ['g', 'kg'], ml: ['ml', 'l'], l: ['ml', 'l'] } as const

function betterUnit(
  netQuantity: number,
  unit: ProductFacts['unit'],
): Pick<ProductFacts, 'netQuantity' | 'unit'> | undefined {
  if (unit === 'm' || unit === 'piece') return undefined
  const [small, large] = families[unit]
  const base = Number(baseQuantity(netQuantity, unit))
  const wanted = base < 1_000_000 ? small : large
  return wanted === unit
    ? undefined
    : { netQuantity: wanted === small ? base / 1000 : base / 1_000_000, unit: wanted }
}
