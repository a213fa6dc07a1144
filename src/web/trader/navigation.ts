import type { Navigation } from '../page/index.ts'

export const traderNavigation: Navigation = {
  home: '/trade',
  entries: [
    { href: '/trade', icon: 'bell', text: 'trader.nav.today' },
    { href: '/trade/goods', icon: 'box', text: 'trader.nav.goods' },
    { href: '/trade/money', icon: 'money', text: 'trader.nav.money' },
    { href: '/trade/shop', icon: 'shop', text: 'trader.nav.shop' },
  ],
}
