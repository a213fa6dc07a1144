import type { Navigation } from '../page/index.ts'

export const providerNavigation: Navigation = {
  home: '/deliver',
  entries: [{ href: '/deliver', icon: 'truck', text: 'provider.home.title' }],
}
