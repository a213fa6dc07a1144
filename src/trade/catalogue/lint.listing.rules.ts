import { fssaiKind } from '../../kernel/fssai.ts'
import { hsnChapter } from '../../kernel/hsn.ts'
import type { Found, LintListing, OfferSubject, Rule } from './lint.types.ts'
import { fold, isFood } from './product.rules.ts'

type ListingRule = Rule<LintListing>
type FactsRule = Rule<LintListing['facts']>

/** Longer than five years only salt, sugar, honey and spirits keep. */
const longShelfLifeDays = 1830
// Meat, fish and preparations of them; eggs.
const nonVegetarian = /^(?:02|03|0407|0408|160[1-5])/
// Chapters of oil seeds and gums, where a food mark tells food from the rest, and those that are food.
const lastFoodChapter = 23

/** What the Food Safety and Standards Acts want of food, and what the category wants told. */
export const foodAndCategoryRules: readonly FactsRule[] = [
  {
    // FSS (Labelling and Display) Regulations 2020, regulation 5.
    code: 'foodMarkNeeded',
    severity: 'blocking',
    field: 'foodMark',
    find: ({ foodMark, hsn }) => (foodMark === 'none' && isFood(hsn, 'none') ? {} : undefined),
  },
  {
    code: 'markOnNonFood',
    severity: 'warning',
    field: 'foodMark',
    find: ({ foodMark, hsn }) =>
      foodMark !== 'none' && Number(hsnChapter(hsn)) > lastFoodChapter && !/^(?:2501|30)/.test(hsn)
        ? { fix: { of: 'product', change: { foodMark: 'none' } } }
        : undefined,
  },
  {
    code: 'vegMarkOnMeat',
    severity: 'warning',
    field: 'foodMark',
    find: ({ foodMark, hsn }) =>
      foodMark === 'veg' && nonVegetarian.test(hsn)
        ? { fix: { of: 'product', change: { foodMark: 'nonVeg' } } }
        : undefined,
  },
  {
    code: 'fssaiKindUnknown',
    severity: 'warning',
    field: 'fssai',
    find: ({ fssai }) => (fssai !== null && /^[0-9]{14}$/.test(fssai) && !fssaiKind(fssai) ? {} : undefined),
  },
  {
    code: 'shelfLifeMissing',
    severity: 'warning',
    field: 'shelfLifeDays',
    // Fresh fruit and vegetables carry no date.
    find: ({ hsn, foodMark, shelfLifeDays }) =>
      isFood(hsn, foodMark) && shelfLifeDays === null && !/^0[78]/.test(hsn) ? {} : undefined,
  },
  {
    code: 'shelfLifeOdd',
    severity: 'warning',
    field: 'shelfLifeDays',
    find: ({ hsn, foodMark, shelfLifeDays }) =>
      shelfLifeDays !== null && shelfLifeDays > longShelfLifeDays && isFood(hsn, foodMark)
        ? { values: { days: shelfLifeDays } }
        : undefined,
  },
  {
    code: 'attributeMissing',
    severity: 'warning',
    field: 'attributes',
    find: ({ category, attributes, brand }, lists) =>
      (lists.category(category)?.attributes ?? []).flatMap(({ name }): Found[] =>
        name === 'brand'
          ? // Loose goods from the field have no brand.
            brand === null && lists.category(category)?.domain !== 'RET10'
            ? [{ field: 'brand', values: { category, attribute: name } }]
            : []
          : attributes[name] === undefined
            ? [
                {
                  field: `attributes.${name}`,
                  values: { category, attribute: name.replaceAll('_', ' ') },
                },
              ]
            : [],
      ),
  },
  {
    code: 'attributeOdd',
    severity: 'advice',
    field: 'attributes',
    find: ({ category, attributes }, lists) =>
      (lists.category(category)?.attributes ?? []).flatMap(({ name, values }): Found[] => {
        const value = attributes[name]
        if (value === undefined || !values || values.some((one) => fold(one) === fold(value))) return []
        return [
          {
            field: `attributes.${name}`,
            values: {
              category,
              value,
              attribute: name.replaceAll('_', ' '),
              usual: `${values.slice(0, 12).join(', ')}${values.length > 12 ? ' …' : ''}`,
            },
          },
        ]
      }),
  },
]

type OfferRule = Rule<OfferSubject>

/** What a seller may offer, to whom and for how much. */
export const offerRules: readonly OfferRule[] = [
  {
    // Food Safety and Standards Act 2006, s. 31: no food business without a licence or registration.
    code: 'fssaiNeeded',
    severity: 'blocking',
    field: 'productId',
    find: ({ facts: { hsn, foodMark }, seller }) =>
      seller.fssai === null && isFood(hsn, foodMark) ? {} : undefined,
  },
  {
    // Legal Metrology (Packaged Commodities) Rules 2011, rule 18(2): nobody sells above the MRP.
    code: 'priceAboveMrp',
    severity: 'blocking',
    field: 'pricePaise',
    find: ({ offer: { pricePaise, mrpPaise } }) =>
      pricePaise > mrpPaise ? { fix: { of: 'listing', change: { pricePaise: mrpPaise } } } : undefined,
  },
  {
    code: 'mayNotSellTo',
    severity: 'blocking',
    field: 'soldTo',
    find({ offer: { soldTo }, seller: { allowed } }) {
      const rest = soldTo.filter((audience) => allowed.includes(audience))
      return soldTo.flatMap((audience, nth): Found[] =>
        allowed.includes(audience)
          ? []
          : [
              {
                field: `soldTo/${nth}`,
                values: { audience, allowed: allowed.join(', ') },
                fix: {
                  of: 'listing',
                  change: { soldTo: rest.length > 0 ? rest : [...allowed] },
                },
              },
            ],
      )
    },
  },
]

/** What a seller's own goods want besides. */
export const listingRules: readonly ListingRule[] = [
  {
    code: 'priceFarBelowMrp',
    severity: 'warning',
    field: 'pricePaise',
    find: ({ offer: { pricePaise, mrpPaise } }) => (pricePaise * 10n < mrpPaise ? {} : undefined),
  },
  {
    // The same Rules, rule 6(2): who takes complaints. The shop's own line serves for what it packs itself.
    code: 'consumerCareMissing',
    severity: 'warning',
    field: 'consumerCare',
    find: ({ facts, seller }) =>
      facts.consumerCare === null
        ? {
            fix:
              seller.carePhone && isOwnMake(facts.maker, seller.names)
                ? { of: 'product', change: { consumerCare: seller.carePhone } }
                : null,
          }
        : undefined,
  },
  {
    code: 'makerFssaiMissing',
    severity: 'warning',
    field: 'fssai',
    find: ({ facts, seller }) =>
      facts.fssai === null && facts.foodMark !== 'none' && !/^0[78]/.test(facts.hsn)
        ? {
            fix:
              seller.fssai && isOwnMake(facts.maker, seller.names)
                ? { of: 'product', change: { fssai: seller.fssai } }
                : null,
          }
        : undefined,
  },
]

/** Whether the seller itself made or packed it: its name stands where the maker's does. */
const isOwnMake = (maker: string, names: readonly string[]): boolean =>
  names.some((name) => fold(name) !== '' && ` ${fold(maker)} `.includes(` ${fold(name)} `))
