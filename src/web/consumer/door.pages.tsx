import { contactWords } from '../../delivery/door/index.ts'
import type { Input } from '../api/client.ts'
import { attempt, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { readSlot } from './checkout.form.ts'
import { orderAgain } from './orders.pages.tsx'

type Answer = Input<'answerDoor'>['body']
const answers = ['again', 'slot', 'address', 'neighbour', 'point', 'return'] as const

async function parcelOf(view: View): Promise<string | undefined> {
  const params = { orderId: view.params.orderId! }
  const { items } = await view.api('listShipmentsOfOrder', { params, query: { as: 'buyer' } })
  return items.at(-1)?.shipmentId
}

/** What buyers decide about their doors, and what they say to who brings the parcel and to the shop. */
export const doorPages: WebRoutes = (pages) => {
  const on = pages('consumer')
  const signedIn = { access: 'signedIn' } as const

  on.post('/orders/:orderId/door', signedIn, async (view) => {
    const orderId = view.params.orderId!
    const shipmentId = await parcelOf(view)
    const answer = answers.find((one) => one === view.form.answer)
    if (!shipmentId || !answer) return seeOther(`/orders/${orderId}`)
    const done = await attempt(() =>
      view.api('answerDoor', { params: { shipmentId }, body: bodyOf(answer, view.form) }),
    )
    return done.ok ? seeOther(`/orders/${orderId}`, 'consumer.door.thanks') : orderAgain(view, done.problem)
  })

  /** Buttons by which the buyer says one of these words. */
  const says = <W extends string>(
    at: string,
    words: readonly W[],
    say: (view: View, given: { params: { shipmentId: string }; body: { word: W } }) => Promise<unknown>,
  ) =>
    on.post(`/orders/:orderId/${at}`, signedIn, async (view) => {
      const order = `/orders/${view.params.orderId}`
      const shipmentId = await parcelOf(view)
      const word = words.find((one) => one === view.form.word)
      if (!shipmentId || !word) return seeOther(order)
      const done = await attempt(() => say(view, { params: { shipmentId }, body: { word } }))
      return done.ok ? seeOther(order, 'common.contact.sent') : orderAgain(view, done.problem)
    })
  says('contact', contactWords.door.buyer, (view, given) => view.api('sayToRider', given))
  says('contact/shop', contactWords.shop.buyer, (view, given) => view.api('sayToShop', given))

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
