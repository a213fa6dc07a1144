import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import t from 'tap'
import { formats, translatorFor } from '../i18n/index.ts'
import { type ViewFacts, ViewProvider } from '../page/view.ts'
import type { ShopDesk } from './desk.ts'
import { OrderPage } from './order.view.tsx'
import type { Job } from './orders.data.ts'

const at = '2026-11-20T06:30:00.000Z'
const order = {
  ...{ orderId: 'ord_01jd3p1v9zfq0v2c8m6t4k7r5n', state: 'packed', fulfilment: 'delivery', lines: [] },
  ...{ goodsPaise: 5500, deliveryPaise: 2500, totalPaise: 8000, returnedPaise: 0, paymentMethod: 'upi' },
  ...{ createdAt: at, confirmedAt: at, acceptedAt: at, packedAt: at, handedOverAt: null, closedAt: null },
  ...{ invoiceNumber: null, drop: null, slot: null },
}
const pageIn = (lang: 'en' | 'hi', parcel: object): string => {
  const view = { door: 'trader', lang, t: translatorFor(lang), f: formats[lang], csrf: '', path: '/' }
  const shipment = { shipmentId: 'shp_1', carrier: 'provider', provider: null, timeline: [], ...parcel }
  const job = { order, shipment } as unknown as Job
  return renderToString(
    h(ViewProvider, {
      value: view as unknown as ViewFacts,
      children: h(OrderPage, {
        desk: {} as ShopDesk,
        returns: [],
        way: undefined,
        point: undefined,
        contact: undefined,
        job,
      }),
    }),
  )
}

t.test('"bring it myself" stands where the API takes it, and not where it refuses', async (t) => {
  for (const lang of ['en', 'hi'] as const) {
    const words = translatorFor(lang)
    const looked = pageIn(lang, { state: 'created', mayDeliverItself: true })
    t.match(looked, /action="[^"]*\/self"/, lang)
    t.ok(looked.includes(words('trader.parcel.self')), lang)
    const provider = { providerId: 'prv_1', name: 'Tez Parcel' }
    for (const state of ['booked', 'agentAssigned', 'atPickup', 'pickedUp'])
      t.notMatch(pageIn(lang, { state, provider }), /\/self"/, `${lang}: a startup has it (${state})`)
    const back = pageIn(lang, { state: 'booked', carrier: 'relay', mayTakeBack: true })
    t.match(back, /action="[^"]*\/back"/, `${lang}: from the post it is taken back first`)
    t.notMatch(back, /\/self"/, lang)
  }
})
