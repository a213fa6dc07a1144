import { samePath, seeOther, type WebRoutes } from '../page/index.ts'
import { dropBefore } from './basket-before.ts'
import { buyersOf, chooseBuyer } from './buyer.ts'

/** The switch between buying for oneself and for a trader that one works for. */
export const buyerPages: WebRoutes = (pages) => {
  pages('consumer').post('/buying-for', { access: 'signedIn' }, async (view) => {
    const next = samePath(view.form.next, '/basket')
    const { traders } = await buyersOf(view)
    const trader = traders.find(({ traderId }) => traderId === view.form.trader)
    chooseBuyer(view, trader?.traderId)
    // Each has a basket of its own: what was emptied in one is not brought back in the other.
    dropBefore(view)
    return trader
      ? seeOther(next, 'consumer.buyer.nowFor', { name: trader.name })
      : seeOther(next, 'consumer.buyer.nowMyself')
  })
}
