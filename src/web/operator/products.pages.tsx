import type { Problem } from '../api/client.ts'
import { parcelOf, searchOf } from '../components/index.ts'
import { attempt, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { operatorNames } from './names.ts'
import { readWas, wasOf } from './products.data.ts'
import { ProductPage, ProductsPage } from './products.view.tsx'

const path = '/govern/products'
const operator = { access: 'operator' } as const

/** Goods of the shared catalogue: to find one, and to correct what a carrier has to know of it. */
export const productsPages: WebRoutes = (pages) => {
  const on = pages('operator')

  on.get(path, operator, async (view) => {
    const text = view.query.q?.trim() ?? ''
    const { cursor } = view.query
    if (text.startsWith('prd_')) return seeOther(`${path}/${encodeURIComponent(text)}`)
    const found = await attempt(() =>
      view.api('findProducts', {
        query: { ...(text ? searchOf(text) : {}), limit: 25, ...(cursor ? { cursor } : {}) },
      }),
    )
    return html({
      title: view.t('operator.products.title'),
      status: found.ok ? 200 : found.problem.status,
      current: path,
      body: (
        <ProductsPage
          text={text}
          page={found.ok ? found.value : { items: [] }}
          problem={found.ok ? undefined : found.problem}
        />
      ),
    })
  })

  const read = (view: View) => view.api('getProduct', { params: { productId: view.params.productId ?? '' } })

  const show = async (view: View, problem?: Problem) => {
    const product = await read(view)
    const { productId } = product
    if (productId !== view.params.productId)
      return seeOther(`${path}/${productId}`, 'operator.products.merged')
    const [{ items: entries }, names] = await Promise.all([
      view.api('listAuditEntries', { query: { objectId: productId, limit: 20 } }),
      operatorNames(view),
    ])
    return html({
      title: view.t('operator.products.one'),
      status: problem?.status ?? 200,
      current: path,
      body: (
        <ProductPage
          {...{ product, entries, names, problem }}
          // After a change by somebody else their values stand in the form, to be looked at.
          values={problem && problem.status !== 412 ? view.form : undefined}
          was={problem ? undefined : readWas(view.query.was)}
        />
      ),
    })
  }

  on.get(`${path}/:productId`, operator, (view) => show(view))

  on.post(`${path}/:productId/parcel`, operator, async (view) => {
    const before = await read(view)
    const params = { productId: view.params.productId ?? '' }
    const done = await attempt(() =>
      view.api('changeProduct', {
        params,
        headers: { 'if-match': `"${view.form.version ?? ''}"` },
        body: parcelOf(view.form),
      }),
    )
    if (!done.ok) return show(view, done.problem)
    // What it was goes along in the address, for one step back.
    return seeOther(`${path}/${params.productId}?was=${wasOf(before)}`, 'operator.products.saved')
  })
}
