import { Readable } from 'node:stream'
import type { Problem, Reply } from '../api/client.ts'
import {
  attempt,
  html,
  type PageResult,
  raw,
  readUpload,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { PostPage, TrackingPage } from './post.view.tsx'

/** As the API takes them. */
const largestFile = 20 * 1024 * 1024

/** The exchange of files with the post. */
export const postPages: WebRoutes = (pages) => {
  const on = pages('operator')

  const show = async (view: View, problem?: Problem): Promise<PageResult> => {
    const { bookings: after, files } = view.query
    const [state, bookings, tracking] = await Promise.all([
      view.api('getPost'),
      view.api('listPostBookings', { query: { limit: 10, ...(after ? { cursor: after } : {}) } }),
      view.api('listPostTracking', { query: { limit: 10, ...(files ? { cursor: files } : {}) } }),
    ])
    return html({
      title: view.t('operator.post.title'),
      status: problem?.status ?? 200,
      current: '/govern/stuck',
      body: <PostPage state={state} bookings={bookings} tracking={tracking} problem={problem} />,
    })
  }
  const report = (view: View, file: Reply<'takePostTracking'>): PageResult =>
    html({
      title: view.t('operator.post.report'),
      current: '/govern/stuck',
      body: <TrackingPage file={file} />,
    })

  on.get('/govern/post', { access: 'operator' }, (view) => show(view))

  on.post('/govern/post/close', { access: 'operator' }, async (view) => {
    const { items } = await view.api('closePostBookings')
    return seeOther('/govern/post', items.length > 0 ? 'operator.post.closed' : 'operator.post.nothingWaits')
  })

  on.get('/govern/post/bookings/:bookingId.csv', { access: 'operator' }, async (view) => {
    const { status, headers, body } = await view.apiStream('downloadPostBooking', {
      params: { bookingId: view.params.bookingId ?? '' },
    })
    if (status !== 200) {
      body.resume()
      return seeOther('/govern/post', 'operator.post.gone')
    }
    return raw(body, {
      headers: {
        'content-type': headers['content-type'] ?? 'text/csv; charset=utf-8',
        'content-disposition': headers['content-disposition'] ?? 'attachment',
        'cache-control': 'private, no-store',
      },
    })
  })

  on.post(
    '/govern/post/tracking',
    { access: 'operator', bodyLimit: largestFile + 64 * 1024 },
    async (view) => {
      const { file, tooLarge } = await readUpload(view, largestFile)
      if (!file || tooLarge) return seeOther('/govern/post', 'operator.post.noFile')
      const name = file.name.replaceAll(/[^\w .-]/g, '_').slice(-100) || 'tracking.csv'
      const taken = await attempt(() =>
        view.api('takePostTracking', {
          query: { name },
          headers: { 'content-type': 'text/csv' },
          // What is no stream would go as JSON.
          body: Readable.from([file.content]),
        } as never),
      )
      return taken.ok ? report(view, taken.value as Reply<'takePostTracking'>) : show(view, taken.problem)
    },
  )
}
