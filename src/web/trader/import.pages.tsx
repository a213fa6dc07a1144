import type { Input, Problem } from '../api/client.ts'
import { attempt, fragment, html, raw, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { countOf } from './goods.data.ts'
import type { Import } from './import.data.ts'
import { ImportPage, ImportProgress, UploadPage } from './import.view.tsx'
import { PreviewPage } from './import-preview.view.tsx'
import { orNull } from './register.forms.ts'

/** As the API takes it, and a little for the form around it. */
const largestUpload = 200 * 1024 * 1024 + 64 * 1024
/** Of the form about a thousand kinds of goods. */
const largestValues = 512 * 1024
/** Rows with a fault that a page shows; the report has all. */
const problemsShown = 50

const example =
  '\ufeffsku,gtin,brand,name,nameHi,category,netQuantity,unit,hsn,gstRate,mrp,price,stock,origin,maker,foodMark\r\n' +
  'ATTA-1,,Sahyadri,Chakki Atta,चक्की आटा,Atta,1,kg,1101,5,60.00,55.00,50,IN,"Sahyadri Foods, Pune",veg\r\n' +
  'SOAP-1,,Sahyadri,Neem Soap,नीम साबुन,Soap,100,g,3401,18,45.00,42.00,30,IN,"Sahyadri Foods, Pune",none\r\n'

/** Price lists as files: hand in, look, let go, watch, and mend what was left out. */
export const importPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const uploadPage = async (view: View, desk: ShopDesk, problem?: Problem) => {
    const [imports, { items }] = await Promise.all([
      view.api('listImports', { params: { shopId: desk.shop.shopId }, query: { limit: 10 } }),
      view.api('listCategories', { query: {} }),
    ])
    const categories = [...new Set(items.map(({ name }) => name))].sort()
    return html({
      title: view.t('trader.import.title'),
      status: problem?.status ?? 200,
      current: '/trade/goods',
      body: <UploadPage desk={desk} imports={imports.items} categories={categories} problem={problem} />,
    })
  }

  on.get(
    '/trade/goods/import',
    { access: 'signedIn' },
    withShop((view, desk) => uploadPage(view, desk)),
  )

  on.get('/trade/goods/import/example.csv', { access: 'signedIn' }, () =>
    raw(example, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="haat-example.csv"',
      },
    }),
  )

  on.get(
    '/trade/goods/import/template',
    { access: 'signedIn' },
    withShop(async (view) => {
      const category = (view.query.category ?? '').trim()
      const { status, headers, body } = await view.apiStream('downloadImportTemplate', {
        params: { format: view.query.format === 'csv' ? 'csv' : 'xlsx' },
        query: category ? { category } : {},
      })
      return download(status, headers, body)
    }),
  )

  on.post(
    '/trade/shops/:shopId/import',
    { access: 'signedIn', bodyLimit: largestUpload },
    withShop(async (view, desk) => {
      const upload = await view.request.file({ limits: { fileSize: largestUpload, files: 1 } })
      const taken = await attempt(() =>
        view.api('importListings', {
          params: { shopId: view.params.shopId! },
          query: { hold: true },
          headers: { 'content-type': 'text/csv' },
          body: upload?.file,
        } as never),
      )
      if (!taken.ok) return uploadPage(view, desk, taken.problem)
      return seeOther(`/trade/goods/import/${(taken.value as Import).importId}`)
    }),
  )

  const paramsOf = (view: View, desk: ShopDesk) => ({
    shopId: desk.shop.shopId,
    importId: view.params.importId!,
  })

  on.get(
    '/trade/goods/import/:importId',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = paramsOf(view, desk)
      const state = await view.api('getImport', { params })
      const page = { current: '/trade/goods' }
      if (state.state === 'held') {
        const preview = await attempt(() => view.api('previewImport', { params }))
        if (!preview.ok) return uploadPage(view, desk, preview.problem)
        return html({
          ...page,
          title: view.t('trader.preview.title'),
          body: <PreviewPage state={state} preview={preview.value} />,
        })
      }
      const isRunning = state.state === 'waiting' || state.state === 'running'
      const { cursor } = view.query
      const found = isRunning
        ? { items: [], nextCursor: undefined }
        : await view.api('listImportProblems', {
            params,
            query: { limit: problemsShown, ...(cursor ? { cursor } : {}) },
          })
      return html({
        ...page,
        title: view.t('trader.import.one'),
        ...(isRunning ? { refreshSeconds: 3, islands: ['stream'] } : {}),
        body: (
          <ImportPage
            state={state}
            problems={found.items}
            next={
              found.nextCursor &&
              `/trade/goods/import/${params.importId}?cursor=${encodeURIComponent(found.nextCursor)}`
            }
          />
        ),
      })
    }),
  )

  // Once it is over the page itself is due, with what was left out.
  on.get(
    '/trade/goods/import/:importId/progress',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const state = await view.api('getImport', { params: paramsOf(view, desk) })
      const isRunning = state.state === 'waiting' || state.state === 'running'
      return fragment(
        <ImportProgress state={state} />,
        isRunning ? {} : { headers: { 'hx-refresh': 'true' } },
      )
    }),
  )

  on.get(
    '/trade/goods/import/:importId/live',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { status, body } = await view.apiStream('watchImport', { params: paramsOf(view, desk) })
      return raw(body, {
        status,
        headers: { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' },
      })
    }),
  )

  for (const [name, operation] of [
    ['problems', 'downloadImportProblems'],
    ['bad-rows', 'downloadBadRows'],
  ] as const) {
    on.get(
      `/trade/goods/import/:importId/${name}.csv`,
      { access: 'signedIn' },
      withShop(async (view, desk) => {
        const { status, headers, body } = await view.apiStream(operation, { params: paramsOf(view, desk) })
        return download(status, headers, body)
      }),
    )
  }

  on.post(
    '/trade/goods/import/:importId/columns',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const params = paramsOf(view, desk)
      const columns = view.formAll('column').map((name) => name || null)
      const done = await attempt(() => view.api('mapImport', { params, body: { columns } }))
      if (!done.ok && done.problem.status !== 409) return uploadPage(view, desk, done.problem)
      return seeOther(`/trade/goods/import/${params.importId}`)
    }),
  )

  on.post(
    '/trade/goods/import/:importId/values',
    { access: 'signedIn', bodyLimit: largestValues },
    withShop(async (view, desk) => {
      const params = paramsOf(view, desk)
      const done = await attempt(() => view.api('giveImportValues', { params, body: valuesOf(view) }))
      if (done.ok || done.problem.status === 409) return seeOther(`/trade/goods/import/${params.importId}`)
      const [state, preview] = await Promise.all([
        view.api('getImport', { params }),
        view.api('previewImport', { params }),
      ])
      return html({
        current: '/trade/goods',
        title: view.t('trader.preview.title'),
        status: done.problem.status,
        body: <PreviewPage state={state} preview={preview} problem={done.problem} />,
      })
    }),
  )

  for (const [verb, operation] of [
    ['start', 'startImport'],
    ['cancel', 'cancelImport'],
    ['pause', 'pauseImport'],
    ['resume', 'resumeImport'],
  ] as const) {
    on.post(
      `/trade/goods/import/:importId/${verb}`,
      { access: 'signedIn' },
      withShop(async (view, desk) => {
        const params = paramsOf(view, desk)
        const done = await attempt(() => view.api(operation, { params }))
        // Over by now, or let go twice: the page says how it stands.
        if (!done.ok && done.problem.status !== 409) return uploadPage(view, desk, done.problem)
        return seeOther(`/trade/goods/import/${params.importId}`)
      }),
    )
  }
}

/** What was said of the whole list. HSN codes and rates count only once their reader says to have looked at them. */
function valuesOf({ form, formAll }: View): Input<'giveImportValues'>['body'] {
  const [goods, hsn, gst, marks] = ['goods', 'hsn', 'gst', 'mark'].map((name) => formAll(name)) as [
    string[],
    string[],
    string[],
    string[],
  ]
  const stock = form.stock?.trim() ? countOf(form.stock) : null
  return {
    origin: orNull(form.origin),
    maker: orNull(form.maker),
    makerIsBrand: form.makerIsBrand !== undefined,
    category: orNull(form.category),
    stock: stock ?? (form.stock?.trim() ? -1 : null),
    goods:
      form.checked === undefined
        ? []
        : goods.flatMap((name, at) =>
            hsn[at]?.trim() || gst[at] || marks[at]
              ? [
                  {
                    goods: name,
                    hsn: orNull(hsn[at]),
                    gstBps: gst[at] ? Math.round(Number(gst[at]) * 100) : null,
                    foodMark: (marks[at] || null) as 'veg' | 'nonVeg' | 'none' | null,
                  },
                ]
              : [],
          ),
  }
}

/** A file of the API's, as it came. */
const download = (
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  body: Parameters<typeof raw>[0],
) =>
  raw(body, {
    status,
    headers: {
      'content-type': headers['content-type'] ?? 'text/csv; charset=utf-8',
      'content-disposition': headers['content-disposition'] ?? 'attachment',
    },
  })
