import { Readable } from 'node:stream'
import { largestPicture } from '../../trade/pictures/index.ts'
import type { Problem } from '../api/client.ts'
import { attempt, html, readUpload, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { type ShopDesk, withShop } from './desk.ts'
import { PackagePage, PicturesPage, picturesUrl } from './pictures.view.tsx'

/** Largest form that is read to its end, so that a picture that is too large still gets an answer. */
const largestForm = 3 * largestPicture
/** As the API takes it, and a little for the form around it. */
const largestPackageForm = 200 * 1024 * 1024 + 64 * 1024

/** Pictures of goods: one by one for a good, or many as one ZIP. */
export const picturesPages: WebRoutes = (pages) => {
  const on = pages('trader')
  const page = { current: '/trade/goods' }

  const show = async (view: View, shopId: string, problem?: Problem) => {
    const listing = await view.api('getListing', {
      params: { shopId, listingId: view.params.listingId! },
    })
    const pictures = await view.api('listPictures', {
      params: { productId: listing.productId },
      query: { shopId },
    })
    return html({
      ...page,
      title: view.t('trader.pictures.title'),
      status: problem?.status ?? 200,
      body: <PicturesPage listing={listing} pictures={pictures} problem={problem} />,
    })
  }

  on.get(
    '/trade/goods/:listingId/pictures',
    { access: 'signedIn' },
    withShop((view, desk) => show(view, desk.shop.shopId)),
  )

  on.post(
    '/trade/shops/:shopId/goods/:listingId/pictures',
    { access: 'signedIn', bodyLimit: largestForm },
    async (view) => {
      const params = view.params as { shopId: string; listingId: string }
      const { file } = await readUpload(view, largestPicture + 1)
      const done = await attempt(() =>
        view.api('addPicture', {
          params,
          headers: { 'content-type': 'application/octet-stream' },
          body: Readable.from([file?.content ?? Buffer.alloc(0)]),
        } as never),
      )
      return done.ok
        ? seeOther(picturesUrl(params), 'trader.pictures.added')
        : show(view, params.shopId, done.problem)
    },
  )

  on.post(
    '/trade/shops/:shopId/goods/:listingId/pictures/:pictureId/remove',
    { access: 'signedIn' },
    async (view) => {
      const { shopId, listingId, pictureId } = view.params as Record<string, string>
      const params = { shopId: shopId!, pictureId: pictureId! }
      const done = await attempt(() => view.api('removePicture', { params }))
      return done.ok
        ? seeOther(picturesUrl({ listingId: listingId! }), 'trader.pictures.removed')
        : show(view, shopId!, done.problem)
    },
  )

  const showPackages = async (view: View, { shop }: ShopDesk, problem?: Problem) => {
    const { items } = await view.api('listPictureUploads', { params: { shopId: shop.shopId } })
    return html({
      ...page,
      title: view.t('trader.pictures.many'),
      status: problem?.status ?? 200,
      ...(items.some(({ state }) => state === 'waiting') ? { refreshSeconds: 3 } : {}),
      body: <PackagePage shopId={shop.shopId} uploads={items} problem={problem} />,
    })
  }

  on.get('/trade/goods/pictures', { access: 'signedIn' }, withShop(showPackages))

  on.post(
    '/trade/shops/:shopId/pictures',
    { access: 'signedIn', bodyLimit: largestPackageForm },
    withShop(async (view, desk) => {
      const upload = await view.request.file({ limits: { fileSize: largestPackageForm, files: 1 } })
      const taken = await attempt(() =>
        view.api('uploadPictures', {
          params: { shopId: view.params.shopId! },
          headers: { 'content-type': 'application/zip' },
          body: upload?.file ?? Readable.from([Buffer.alloc(0)]),
        } as never),
      )
      return taken.ok
        ? seeOther('/trade/goods/pictures', 'trader.pictures.sent')
        : showPackages(view, desk, taken.problem)
    }),
  )
}
