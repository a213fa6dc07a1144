import type { Found, LintOffer, Rule } from './lint.types.ts'
import { leastOf, piecesOfUnit } from './price.rules.ts'

type TradeRule = Rule<{ offer: LintOffer }>

/** Packs, steps, slabs and prices for a while. Whoever writes these terms is refused by any; files can bring some about. */
export const tradeRules: readonly TradeRule[] = [
  {
    code: 'packCountsOdd',
    severity: 'blocking',
    field: 'case/pieces',
    find({ offer: { trade } }) {
      if (!trade) return undefined
      const { soldBy, inner, case: carton } = trade
      if (soldBy !== 'piece' && trade[soldBy] === null) return { field: soldBy }
      return inner && carton && (carton.pieces % inner.pieces !== 0 || carton.pieces === inner.pieces)
        ? {}
        : undefined
    },
  },
  {
    code: 'stepOdd',
    severity: 'blocking',
    field: 'step',
    find: ({ offer: { trade } }) =>
      trade && trade.step % piecesOfUnit(trade) !== 0
        ? { values: { pieces: piecesOfUnit(trade) } }
        : undefined,
  },
  {
    code: 'slabsNotFalling',
    severity: 'blocking',
    field: 'slabs',
    find: ({ offer: { trade } }) =>
      trade?.slabs.flatMap((slab, nth): Found[] => {
        const before = trade.slabs[nth - 1] ?? { from: 1, pricePaise: Number.POSITIVE_INFINITY }
        return slab.from > before.from && slab.pricePaise < before.pricePaise
          ? []
          : [{ field: `slabs/${nth}`, values: { from: slab.from } }]
      }),
  },
  {
    code: 'minimumNotInSteps',
    severity: 'warning',
    field: 'minimumQuantity',
    find({ offer: { trade, minimumQuantity } }) {
      if (!trade || minimumQuantity === undefined) return undefined
      const least = leastOf({ trade, minimumQuantity })
      return least === minimumQuantity
        ? undefined
        : {
            values: { step: trade.step, least },
            fix: { of: 'listing', change: { minimumQuantity: least } },
          }
    },
  },
  {
    code: 'slabIdle',
    severity: 'warning',
    field: 'slabs',
    find: ({ offer: { trade, pricePaise } }) =>
      trade?.slabs.flatMap(({ pricePaise: price }, nth): Found[] =>
        BigInt(price) < pricePaise ? [] : [{ field: `slabs/${nth}/pricePaise` }],
      ),
  },
  {
    code: 'datedIdle',
    severity: 'warning',
    field: 'dated/pricePaise',
    find: ({ offer: { trade, pricePaise } }) =>
      trade?.dated && BigInt(trade.dated.pricePaise) >= pricePaise ? {} : undefined,
  },
]
