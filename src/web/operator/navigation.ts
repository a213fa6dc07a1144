import type { Navigation } from '../page/index.ts'

export const operatorNavigation: Navigation = {
  home: '/govern',
  entries: [{ href: '/govern', icon: 'chart', text: 'operator.home.title' }],
}
