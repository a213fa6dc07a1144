import type { Problem } from '../api/client.ts'
import { attempt, html, type PageResult, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { DeliveryPage, strategies } from './delivery.view.tsx'
import { type ShopDesk, withShop } from './desk.ts'

/** Whom a shop has deliver: strategy, preferred and blocked partners, or itself. */
export const deliveryPages: WebRoutes = (pages) => {
  const on = pages('trader')

  const show = async (view: View, desk: ShopDesk, problem?: Problem): Promise<PageResult> => {
    const { shopId } = desk.shop
    const choice = await view.api('getDeliveryChoice', { params: { shopId } })
    return html({
      title: view.t('trader.delivery.title'),
      status: problem?.status ?? 200,
      current: '/trade/shop',
      body: <DeliveryPage desk={desk} choice={choice} problem={problem} />,
    })
  }

  on.get(
    '/trade/shop/delivery',
    { access: 'signedIn' },
    withShop((view, desk) => show(view, desk)),
  )

  on.post(
    '/trade/shop/delivery',
    { access: 'signedIn' },
    withShop(async (view, desk) => {
      const { form } = view
      const { shopId } = desk.shop
      const body = {
        strategy: strategies.find((one) => one === form.strategy) ?? 'balanced',
        preferred: form.preferred ? form.preferred : null,
        blocked: Object.keys(form).flatMap((name) =>
          name.startsWith('block.') && form[name] === 'yes' ? [name.slice('block.'.length)] : [],
        ),
        alwaysItself: form.alwaysItself === 'yes',
      }
      const headers = { 'if-match': `"${form.version ?? ''}"` }
      const done = await attempt(() =>
        view.api('changeDeliveryChoice', { params: { shopId }, headers, body }),
      )
      return done.ok ? seeOther('/trade/shop/delivery', 'common.form.saved') : show(view, desk, done.problem)
    }),
  )
}
