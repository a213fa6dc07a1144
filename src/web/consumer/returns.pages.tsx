import { Readable } from 'node:stream'
import type { Input, Problem } from '../api/client.ts'
import {
  attempt,
  html,
  type PageResult,
  readUpload,
  seeOther,
  type Upload,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { orderAgain } from './orders.pages.tsx'
import { AskReturnPage } from './returns.view.tsx'

type Ask = Input<'askReturn'>['body']
const largestPhoto = 4 * 1024 * 1024

/** Buyers give goods back. */
export const returnPages: WebRoutes = (pages) => {
  const on = pages('consumer')

  const askPage = async (
    view: View,
    refused?: { problem: Problem; typed: Readonly<Record<string, string>> },
  ): Promise<PageResult> => {
    const params = { orderId: view.params.orderId! }
    const [order, { may }] = await Promise.all([
      view.api('getOrder', { params }),
      view.api('listReturnsOfOrder', { params, query: { as: 'buyer' } }),
    ])
    if (!may) {
      return refused
        ? orderAgain(view, refused.problem)
        : seeOther(`/orders/${params.orderId}`, 'consumer.return.nothing')
    }
    return html({
      title: view.t('consumer.return.ask'),
      current: '/orders',
      status: refused?.problem.status ?? 200,
      body: <AskReturnPage order={order} may={may} {...refused} />,
    })
  }

  on.get('/orders/:orderId/return', { access: 'signedIn' }, (view) => askPage(view))

  // Sent as an upload when there may be a photo.
  on.post(
    '/orders/:orderId/return',
    { access: 'signedIn', bodyLimit: largestPhoto + 65_536 },
    async (view) => {
      const params = { orderId: view.params.orderId! }
      const given: Upload = view.request.isMultipart()
        ? await readUpload(view, largestPhoto)
        : { fields: view.form, file: undefined, tooLarge: false }
      const { fields, file } = given
      if (given.tooLarge) return seeOther(`/orders/${params.orderId}/return`, 'consumer.return.photoTooLarge')
      const done = await attempt(async () => {
        const photo = file && {
          photoUrl: (
            await view.api('addReturnPhoto', {
              params,
              headers: { 'content-type': 'image/jpeg' },
              body: Readable.from([file.content]) as never,
            } as Input<'addReturnPhoto'>)
          ).photoUrl,
        }
        return view.api('askReturn', { params, body: { ...askOf(fields), ...photo } })
      })
      if (!done.ok) return askPage(view, { problem: done.problem, typed: fields })
      return seeOther(`/orders/${params.orderId}`, 'consumer.return.asked')
    },
  )

  on.post('/orders/:orderId/return/dispute', { access: 'signedIn' }, async (view) => {
    const { returnId = '', note = '' } = view.form
    const done = await attempt(() => view.api('disputeReturn', { params: { returnId }, body: { note } }))
    return done.ok
      ? seeOther(`/orders/${view.params.orderId}`, 'consumer.return.disputed')
      : orderAgain(view, done.problem)
  })

  on.post('/orders/:orderId/return/withdraw', { access: 'signedIn' }, async (view) => {
    const params = { returnId: view.form.returnId ?? '' }
    const done = await attempt(() => view.api('withdrawReturn', { params }))
    return done.ok
      ? seeOther(`/orders/${view.params.orderId}`, 'consumer.return.withdrawn')
      : orderAgain(view, done.problem)
  })
}

/** Pieces and reason as the form has them; what is no number is for the API to refuse. */
function askOf(fields: Readonly<Record<string, string>>): Ask {
  const lines = Object.entries(fields).flatMap(([name, text]) => {
    const quantity = Number(text)
    return name.startsWith('q.') && text.trim() !== '' && quantity !== 0
      ? [{ lineId: name.slice(2), quantity }]
      : []
  })
  const note = fields.note?.trim()
  return { lines, reason: (fields.reason ?? '') as Ask['reason'], ...(note ? { note } : {}) }
}
