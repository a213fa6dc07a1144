import t from 'tap'
import { attentionFields, attentionShape } from '../../delivery/shipments/index.ts'
import { translatorFor } from '../i18n/index.ts'
import { attentionText } from './attention.ts'

const en = { t: translatorFor('en') }
const hi = { t: translatorFor('hi') }

t.test('whatever a parcel has to tell is told in the reader’s language', async (t) => {
  for (const code of attentionShape.attentionCode.unwrap().options) {
    const parcel = attentionFields({ code, provider: 'Tez Parcel', reason: 'On its way.' })
    t.match(attentionText(en, parcel), /^[A-Z].*\.$/, code)
    t.match(attentionText(hi, parcel), /\p{Script=Devanagari}.*।$/u, code)
  }
  const silent = attentionFields({ code: 'noAnswer' })
  t.match(attentionText(hi, silent), /^डिलीवरी साझेदार यह नहीं/, 'a partner without a name')
})

t.test('a code that is not known here is told in the market’s own words', async (t) => {
  const parcel = { attention: 'The sky fell.', attentionCode: 'sky', attentionFacts: {} }
  t.equal(attentionText(hi, parcel), 'The sky fell.')
  t.equal(attentionText(hi, { attention: 'The sky fell.' }), 'The sky fell.')
  t.equal(attentionText(en, attentionFields(null)), undefined)
  t.equal(attentionText(en, {}), undefined, 'a buyer is told nothing')
})
