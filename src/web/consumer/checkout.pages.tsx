import { randomUUID } from 'node:crypto'
import type { Problem } from '../api/client.ts'
import { attempt, fragment, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type Quote, readBasket } from './basket.ts'
import { asBuyer, buyersOf } from './buyer.ts'
import {
  type CheckoutForm,
  dropFor,
  fulfilmentFor,
  nearFor,
  newForm,
  placeFor,
  readForm,
} from './checkout.form.ts'
import { CheckoutPage } from './checkout.view.tsx'
import { placeOf } from './place.ts'

/** Checkout in one page: where to, how each shop's goods come, how to pay, and what it costs. */
export const checkoutPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  on.get('/checkout', { access: 'signedIn' }, async (view) => {
    const { items } = await readBasket(view)
    if (items.length === 0) return seeOther('/basket')
    const { addresses, methods } = await factsOf(view)
    return page(view, newForm(view, addresses, methods))
  })

  on.post('/checkout', { access: 'signedIn' }, async (view) => {
    const { addresses, methods } = await factsOf(view)
    const form = readForm(view, addresses, methods)
    const buyer = await asBuyer(view)
    // Chosen anew in another tab: what was seen is not what would be bought.
    const isSame = (view.form.buyer ?? '') === (buyer.asTrader ?? '')
    if (view.form.do !== 'buy' || form.expectedPaise === undefined || !isSame) return page(view, form)
    const place = placeOf(view)
    const bought = await attempt(() =>
      view.api('checkOut', {
        headers: { 'idempotency-key': form.key },
        body: {
          ...buyer,
          ...dropFor(form, place),
          method: form.method,
          fulfilment: fulfilmentFor(form),
          expectedTotalPaise: form.expectedPaise!,
        },
      }),
    )
    if (!bought.ok) {
      if (bought.problem.code === 'emptyCart') return seeOther('/orders')
      // Refused is not bought: what is sent next is another action.
      return page(view, { ...form, key: randomUUID() }, bought.problem)
    }
    const to = dropFor(form, place)
    if (form.saves && 'drop' in to) await attempt(() => view.api('addAddress', { body: { drop: to.drop } }))
    const { purchaseId, state } = bought.value
    return state === 'awaitingPayment'
      ? seeOther(`/purchases/${purchaseId}/pay`)
      : seeOther(`/purchases/${purchaseId}`, 'consumer.purchase.placed')
  })
}

async function factsOf(view: View) {
  const [addresses, methods] = await Promise.all([view.api('listAddresses'), view.api('listPaymentMethods')])
  return { addresses: addresses.items, methods: methods.items }
}

async function page(view: View, form: CheckoutForm, problem?: Problem) {
  const [{ addresses, methods }, asked] = await Promise.all([factsOf(view), quoteFor(view, form)])
  const near = nearFor(form, addresses, placeOf(view))
  // Without points one can still buy.
  const found = near ? await attempt(() => view.api('listPointsNear', { query: near })) : undefined
  const points = found?.ok ? found.value : { items: [], full: [] }
  const { chosen } = await buyersOf(view)
  const props = {
    buyer: chosen,
    form,
    addresses,
    methods,
    points,
    quote: asked.quote,
    problem: problem ?? asked.problem,
  }
  // htmx asks whenever something changes that changes the sum.
  if (view.isPartial) return fragment(<CheckoutPage {...props} />)
  return html({
    title: view.t('consumer.checkout.title'),
    current: '/basket',
    status: problem?.status ?? 200,
    body: (
      <div id="checkout" class="stack">
        <CheckoutPage {...props} />
      </div>
    ),
  })
}

async function quoteFor(
  view: View,
  form: CheckoutForm,
): Promise<{ quote: Quote | undefined; problem: Problem | undefined }> {
  const to = placeFor(form, placeOf(view))
  if (!to) return { quote: undefined, problem: undefined }
  const buyer = await asBuyer(view)
  const quoted = await attempt(() =>
    view.api('quoteCart', {
      body: {
        ...buyer,
        ...to,
        method: form.method,
        fulfilment: fulfilmentFor(form),
      },
    }),
  )
  return quoted.ok
    ? { quote: quoted.value, problem: undefined }
    : { quote: undefined, problem: quoted.problem }
}
