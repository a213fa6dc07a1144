import type { Navigation } from '../page/index.ts'

export const providerNavigation: Navigation = {
  home: '/deliver',
  entries: [
    { href: '/deliver', icon: 'home', text: 'provider.nav.home' },
    { href: '/deliver/ride', icon: 'truck', text: 'provider.nav.ride' },
    { href: '/deliver/parcels', icon: 'box', text: 'provider.nav.parcels' },
    { href: '/deliver/coverage', icon: 'map', text: 'provider.nav.offer' },
    { href: '/deliver/keys', icon: 'key', text: 'provider.nav.connect' },
    { href: '/deliver/score', icon: 'chart', text: 'provider.nav.score' },
    { href: '/deliver/money', icon: 'money', text: 'provider.nav.money' },
    { href: '/deliver/people', icon: 'people', text: 'provider.nav.people' },
  ],
}
