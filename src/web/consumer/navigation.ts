import type { Navigation } from '../page/index.ts'

export const consumerNavigation: Navigation = {
  home: '/',
  entries: [{ href: '/', icon: 'home', text: 'consumer.home.title' }],
}
