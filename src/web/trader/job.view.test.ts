import t from 'tap'
import { bringerOf } from './job.view.tsx'

t.test('of a parcel over several hands nobody is looked for any more', async (t) => {
  const view = { t: (key: string) => key } as never
  const relay = { carrier: 'relay', provider: null, state: 'atHub', attentionCode: null }
  t.equal(bringerOf(view, relay as never), 'trader.bringer.relay')
  t.equal(bringerOf(view, { ...relay, mayTakeBack: true } as never), 'trader.bringer.post')
  t.equal(bringerOf(view, { ...relay, carrier: 'provider' } as never), 'trader.bringer.searching')
})
