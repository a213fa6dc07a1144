import enCommon from './messages/en/common.json' with { type: 'json' }
import enConsumer from './messages/en/consumer.json' with { type: 'json' }
import enOperator from './messages/en/operator.json' with { type: 'json' }
import enProblems from './messages/en/problems.json' with { type: 'json' }
import enProvider from './messages/en/provider.json' with { type: 'json' }
import enTrader from './messages/en/trader.json' with { type: 'json' }
import hiCommon from './messages/hi/common.json' with { type: 'json' }
import hiConsumer from './messages/hi/consumer.json' with { type: 'json' }
import hiOperator from './messages/hi/operator.json' with { type: 'json' }
import hiProblems from './messages/hi/problems.json' with { type: 'json' }
import hiProvider from './messages/hi/provider.json' with { type: 'json' }
import hiTrader from './messages/hi/trader.json' with { type: 'json' }

/** English is written first; its keys are the keys of every language. */
const en = {
  common: enCommon,
  consumer: enConsumer,
  trader: enTrader,
  provider: enProvider,
  operator: enOperator,
  problems: enProblems,
}

type Catalogue = { readonly [Part in keyof typeof en]: Readonly<Record<string, string>> }

const hi: Catalogue = {
  common: hiCommon,
  consumer: hiConsumer,
  trader: hiTrader,
  provider: hiProvider,
  operator: hiOperator,
  problems: hiProblems,
}

/** `part.key`, e.g. `common.nav.basket`. */
export type MessageKey = {
  [Part in keyof typeof en]: `${Part}.${keyof (typeof en)[Part] & string}`
}[keyof typeof en]

const flat = (catalogue: Catalogue): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(catalogue).flatMap(([part, messages]) =>
      Object.entries(messages).map(([key, text]): [string, string] => [`${part}.${key}`, text]),
    ),
  )

export const catalogues = { en: flat(en), hi: flat(hi) } as const
