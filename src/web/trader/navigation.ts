import type { Navigation } from '../page/index.ts'

export const traderNavigation: Navigation = {
  home: '/trade',
  entries: [{ href: '/trade', icon: 'shop', text: 'trader.home.title' }],
}
