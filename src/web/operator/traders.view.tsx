import type { Reply } from '../api/client.ts'
import { Badge, Empty, PageHead, Pager, Table, Tabs } from '../components/index.ts'
import { stateName } from '../i18n/index.ts'
import { useView } from '../page/index.ts'
import { statuses } from './choices.ts'

export type Trader = Reply<'getTrader'>

const tones = {
  draft: 'neutral',
  submitted: 'info',
  sentBack: 'warning',
  verified: 'good',
  suspended: 'bad',
} as const

export function TraderStatus({ status }: { status: Trader['status'] }) {
  const { t } = useView()
  return <Badge tone={tones[status]}>{t(`operator.traders.status.${status}`)}</Badge>
}

export function TradersPage({
  status,
  page,
}: {
  status: Trader['status']
  page: Reply<'listTradersToReview'>
}) {
  const { t, f, lang } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.traders.title')} lead={t('operator.traders.lead')} />
      <Tabs
        label={t('operator.traders.title')}
        tabs={statuses.map((one) => ({
          href: `/govern/traders?status=${one}`,
          text: t(`operator.traders.status.${one}`),
          current: one === status,
        }))}
      />
      <Table
        caption={t('operator.traders.title')}
        rows={page.items}
        keyOf={({ traderId }) => traderId}
        empty={
          <Empty icon="check" title={t('operator.traders.empty')}>
            {status === 'submitted' && <p>{t('operator.traders.emptyText')}</p>}
          </Empty>
        }
        columns={[
          {
            title: t('operator.traders.name'),
            isName: true,
            cell: (trader) => (
              <>
                <a href={`/govern/traders/${trader.traderId}`}>{trader.tradeName}</a>
                <small class="quiet sub">{trader.legalName}</small>
              </>
            ),
          },
          {
            title: t('operator.traders.does'),
            cell: ({ tiers }) => tiers.map((tier) => t(`operator.tier.${tier}`)).join(', '),
          },
          { title: t('operator.traders.state'), cell: ({ state }) => (state ? stateName(lang, state) : '–') },
          { title: t('operator.traders.who'), cell: ({ contact }) => contact.name ?? contact.phone },
          { title: t('operator.traders.since'), cell: ({ statusSince }) => f.dateTime(statusSince) },
        ]}
      />
      <Pager next={page.nextCursor && `/govern/traders?status=${status}&cursor=${page.nextCursor}`} />
    </div>
  )
}
