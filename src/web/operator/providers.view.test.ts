import { type ComponentChildren, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import t from 'tap'
import { formats, translatorFor } from '../i18n/index.ts'
import { type ViewFacts, ViewProvider } from '../page/view.ts'
import { Decisions } from './audit.view.tsx'
import { ProviderPage } from './providers.view.tsx'

const at = '2026-11-20T06:30:00.000Z'
const rendered = (lang: 'en' | 'hi', what: ComponentChildren): string => {
  const view = { door: 'operator', lang, t: translatorFor(lang), f: formats[lang], csrf: '', path: '/' }
  return renderToString(h(ViewProvider, { value: view as unknown as ViewFacts, children: what }))
}

/** Its checks, as `good name` or `bad name`. */
const checksOf = (lang: 'en' | 'hi', facts: object): string[] => {
  const provider = {
    ...{
      providerId: 'prv_1',
      status: 'submitted',
      name: 'Tez',
      dipp: 'DIPP1',
      contactPhone: '+919822003111',
    },
    ...{ liveSecrets: 0, liveKeys: 0, insurance: null, webhookUrl: '', promisedMinutes: 60 },
    ...{ capabilities: { maxWeightGrams: 1000 }, rateCard: { basePaise: 1, perKmPaise: 1, perKgPaise: 1 } },
    ...facts,
  }
  const given = {
    ...{ provider, seen: { total: 0, points: [], unknownPins: [] }, documents: { items: [] } },
    ...{ entries: [], names: new Map(), values: {}, problem: undefined },
  } as unknown as Parameters<typeof ProviderPage>[0]
  const page = rendered(lang, h(ProviderPage, given))
  return [...page.matchAll(/<li class="check-(good|bad)">.*?<strong>(.*?)<\/strong>/g)].map(
    ([, result, name]) => `${result} ${name}`,
  )
}

t.test('what a startup is asked to have is what its channel needs', async (t) => {
  for (const lang of ['en', 'hi'] as const) {
    const words = translatorFor(lang)
    const [secret, key] = [words('operator.provider.check.secret'), words('operator.provider.check.key')]
    const asked = (facts: object) =>
      checksOf(lang, facts).filter((check) => check.endsWith(secret) || check.endsWith(key))
    t.same(asked({ channel: 'push', liveKeys: 1 }), [`bad ${secret}`])
    t.same(asked({ channel: 'push', liveSecrets: 1 }), [`good ${secret}`])
    t.same(asked({ channel: 'pull', liveKeys: 1 }), [`good ${key}`])
    t.same(asked({ channel: 'pull' }), [`bad ${key}`])
    t.same(asked({ channel: 'ondc' }), [], 'it signs with the key of its entry in the registry')
  }
})

t.test('a step of the market is the market’s, and a command that of the command line', async (t) => {
  const entry = { id: 'aud_1', at, actorId: null, reasons: [] }
  const whoOf = (lang: 'en' | 'hi', action: string, objectId: string, actorId: string | null = null) =>
    rendered(lang, h(Decisions, { entries: [{ ...entry, action, objectId, actorId }], names: new Map() }))
  for (const lang of ['en', 'hi'] as const) {
    const words = translatorFor(lang)
    const [market, line] = [words('operator.audit.market'), words('operator.audit.machine')]
    for (const action of ['provider.admitted', 'provider.approved', 'provider.suspended', 'payoutRun.open']) {
      t.ok(whoOf(lang, action, 'prv_1').includes(market), action)
      t.notOk(whoOf(lang, action, 'prv_1').includes(line), action)
    }
    t.ok(whoOf(lang, 'operator.made', 'acc_1').includes(line))
    t.notOk(whoOf(lang, 'operator.made', 'acc_1', 'acc_2').includes(line))
  }
})
