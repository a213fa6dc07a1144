import type { Navigation } from '../page/index.ts'
import { countOfBasket } from './basket.ts'

export const consumerNavigation: Navigation = {
  home: '/',
  entries: [
    { href: '/', icon: 'home', text: 'consumer.nav.home' },
    { href: '/search', icon: 'search', text: 'consumer.nav.search' },
    { href: '/districts', icon: 'pin', text: 'consumer.nav.districts' },
    { href: '/basket', icon: 'basket', text: 'common.nav.basket' },
    { href: '/orders', icon: 'box', text: 'common.nav.orders' },
  ],
  count: { href: '/basket', of: countOfBasket },
}
