import t from 'tap'
import { z } from 'zod'
import { attentionCodes, attentionFields, attentionShape } from './shipments.attention.ts'

const shape = z.strictObject(attentionShape)

t.test('each code has a sentence, with and without names', async (t) => {
  for (const code of attentionCodes) {
    const named = attentionFields({ code, provider: 'Tez Parcel', reason: 'On its way.' })
    t.match(shape.parse(named), { attentionCode: code, attentionFacts: { provider: 'Tez Parcel' } })
    for (const { attention } of [named, attentionFields({ code })]) t.match(attention, /^[A-Z].*\.$/)
    t.notMatch(attentionFields({ code }).attention, /undefined/)
  }
  t.match(attentionFields({ code: 'noAnswer', provider: 'Tez Parcel' }).attention, /^Tez Parcel does not/)
  t.same(shape.parse(attentionFields(null)), { attention: null, attentionCode: null, attentionFacts: null })
})
