import type { Navigation } from '../page/index.ts'

export const operatorNavigation: Navigation = {
  home: '/govern',
  entries: [
    { href: '/govern', icon: 'chart', text: 'operator.nav.board' },
    { href: '/govern/traders', icon: 'shop', text: 'operator.nav.traders' },
    { href: '/govern/providers', icon: 'truck', text: 'operator.nav.providers' },
    { href: '/govern/stuck', icon: 'warning', text: 'operator.nav.stuck' },
    { href: '/govern/points', icon: 'pin', text: 'operator.nav.points' },
    { href: '/govern/cash', icon: 'money', text: 'operator.nav.cash' },
    { href: '/govern/payouts', icon: 'upload', text: 'operator.nav.payouts' },
    { href: '/govern/india', icon: 'map', text: 'operator.nav.india' },
    { href: '/govern/audit', icon: 'shield', text: 'operator.nav.audit' },
    { href: '/govern/announcements', icon: 'megaphone', text: 'operator.nav.announcements' },
    { href: '/govern/synonyms', icon: 'words', text: 'operator.nav.synonyms' },
    { href: '/govern/products', icon: 'list', text: 'operator.nav.products' },
    { href: '/govern/duplicates', icon: 'box', text: 'operator.nav.duplicates' },
    { href: '/govern/crafts', icon: 'star', text: 'operator.nav.crafts' },
    { href: '/govern/people', icon: 'people', text: 'operator.nav.people' },
  ],
}
