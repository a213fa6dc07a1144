import type { ComponentChildren } from 'preact'
import { Badge, Icon, Tabs } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk, Provider } from './desk.ts'

const tones = {
  draft: 'neutral',
  submitted: 'info',
  sandbox: 'info',
  approved: 'good',
  suspended: 'bad',
} as const

export function StatusBadge({ status }: { status: Provider['status'] }) {
  const { t } = useView()
  return <Badge tone={tones[status]}>{t(`provider.status.${status}`)}</Badge>
}

/** For which startup the reader works, above the page. */
export function DeskBar({ desk }: { desk: Desk }) {
  const { t } = useView()
  return (
    <div class="desk-bar">
      <Icon name="truck" />
      <strong>{desk.provider.name}</strong>
      <StatusBadge status={desk.provider.status} />
      {desk.several && <a href="/deliver/choose">{t('provider.desk.change')}</a>}
    </div>
  )
}

/** A page of a startup. */
export const DeskPage = ({ desk, children }: { desk: Desk; children: ComponentChildren }) => (
  <div class="stack">
    <DeskBar desk={desk} />
    {children}
  </div>
)

const parts = ['coverage', 'prices', 'hours', 'company', 'load', 'decisions'] as const

/** What a startup offers, in its parts. */
export function OfferTabs({ current }: { current: (typeof parts)[number] }) {
  const { t } = useView()
  return (
    <Tabs
      label={t('provider.nav.offer')}
      tabs={parts.map((part) => ({
        href: `/deliver/${part}`,
        text: t(`provider.offer.tab.${part}`),
        current: part === current,
      }))}
    />
  )
}

/** What only owners may do is shown to others as it is. */
export function OwnersOnly({ desk }: { desk: Desk }) {
  const { t } = useView()
  return desk.role === 'owner' ? null : <p class="quiet">{t('provider.desk.ownersOnly')}</p>
}
