import type { Input } from '../api/client.ts'
import { attempt, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { readSlot } from './checkout.form.ts'
import { orderAgain } from './orders.pages.tsx'

type Answer = Input<'answerDoor'>['body']
const words = ['comingDown', 'tenMinutes', 'leaveAtGate', 'callMe'] as const
const answers = ['again', 'slot', 'address', 'neighbour', 'point', 'return'] as const

/** What buyers decide about their doors. */
export const doorPages: WebRoutes = (pages) => {
  const on = pages('consumer')
  const signedIn = { access: 'signedIn' } as const

  on.post('/orders/:orderId/door', signedIn, async (view) => {
    const orderId = view.params.orderId!
    const { items } = await view.api('listShipmentsOfOrder', { params: { orderId }, query: { as: 'buyer' } })
    const shipmentId = items.at(-1)?.shipmentId
    const answer = answers.find((one) => one === view.form.answer)
    if (!shipmentId || !answer) return seeOther(`/orders/${orderId}`)
    const done = await attempt(() =>
      view.api('answerDoor', { params: { shipmentId }, body: bodyOf(answer, view.form) }),
    )
    return done.ok ? seeOther(`/orders/${orderId}`, 'consumer.door.thanks') : orderAgain(view, done.problem)
  })

  on.post('/orders/:orderId/contact', signedIn, async (view) => {
    const orderId = view.params.orderId!
    const { items } = await view.api('listShipmentsOfOrder', { params: { orderId }, query: { as: 'buyer' } })
    const shipmentId = items.at(-1)?.shipmentId
    const word = words.find((one) => one === view.form.word)
    if (!shipmentId || !word) return seeOther(`/orders/${orderId}`)
    const done = await attempt(() => view.api('sayToRider', { params: { shipmentId }, body: { word } }))
    return done.ok ? seeOther(`/orders/${orderId}`, 'common.contact.sent') : orderAgain(view, done.problem)
  })

  on.post('/orders/:orderId/neighbour', signedIn, async (view) => {
    const params = { orderId: view.params.orderId! }
    const { nobody, name = '', house = '' } = view.form
    const done = await attempt(async () =>
      nobody
        ? view.api('unnameNeighbour', { params })
        : view.api('nameNeighbour', { params, body: { name, house } }),
    )
    if (!done.ok) return orderAgain(view, done.problem)
    const notice = nobody ? 'consumer.neighbour.removed' : 'consumer.neighbour.saved'
    return seeOther(`/orders/${params.orderId}`, notice)
  })
}

function bodyOf(answer: Answer['answer'], form: View['form']): Answer {
  const text = (name: string) => form[name]?.trim() || undefined
  const slot = readSlot(form.slot ?? '')
  const named = text('neighbour.name') ?? text('neighbour.house')
  return {
    answer,
    ...(slot ? { slot } : {}),
    ...{ house: text('house'), landmark: text('landmark'), gate: text('gate'), note: text('note') },
    ...(named
      ? { neighbour: { name: form['neighbour.name'] ?? '', house: form['neighbour.house'] ?? '' } }
      : {}),
    ...(form.pointId ? { pointId: form.pointId } : {}),
  }
}
