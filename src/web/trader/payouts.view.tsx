import type { Reply } from '../api/client.ts'
import { Badge, Card, Empty, Facts, LinkButton, Notice, PageHead, Pager, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { stepUrl } from './register.view.tsx'

export type Next = Reply<'getNextPayout'>
export type Payouts = Reply<'listTraderPayouts'>
type Payout = Payouts['items'][number]

const path = '/trade/money/payouts'
const tones = { underWay: 'info', paid: 'good', returned: 'bad' } as const
const stateOf = ({ state }: Payout): keyof typeof tones =>
  state === 'paid' || state === 'returned' ? state : 'underWay'

function PayoutBadge({ payout }: { payout: Payout }) {
  const { t } = useView()
  const state = stateOf(payout)
  return <Badge tone={tones[state]}>{t(`trader.payouts.state.${state}`)}</Badge>
}

/** What the next payout is made of, as a small bill. */
function Bill({
  sums,
  total,
}: {
  sums: Pick<Next, 'goodsPaise' | 'takenBackPaise' | 'tcsPaise' | 'netPaise'>
  total: string
}) {
  const { t, f } = useView()
  return (
    <Facts
      facts={[
        [t('trader.payouts.goods'), f.money(sums.goodsPaise)],
        sums.takenBackPaise === 0 ? null : [t('trader.payouts.back'), f.money(-sums.takenBackPaise)],
        sums.tcsPaise === 0 ? null : [t('trader.payouts.tcs'), f.money(-sums.tcsPaise)],
        [total, <strong key="net">{f.money(sums.netPaise)}</strong>],
      ]}
    />
  )
}

function Account({ account }: { account: Next['account'] }) {
  const { t } = useView()
  if (!account) return null
  const to = account.kind === 'bank' ? `${account.bankCode} ••••${account.ending}` : account.upiId
  return <p>{t('trader.payouts.to', { account: to ?? '' })}</p>
}

/** What comes next and when, and what is in its way. */
export function NextPayout({ desk, next }: { desk: Desk; next: Next }) {
  const { t, f } = useView()
  const mend = desk.role === 'owner' && (
    <p>
      <a href={stepUrl(desk.trader, 'payout')}>{t('trader.payouts.mend')}</a>
    </p>
  )
  return (
    <Card title={t('trader.payouts.next')}>
      {next.account === null && (
        <Notice tone="warning">
          <p>{t('trader.payouts.noAccount')}</p>
          {mend || <p>{t('trader.payouts.askOwner')}</p>}
        </Notice>
      )}
      {next.lastReturn !== null && (
        <Notice tone="bad">
          <p>{t('trader.payouts.lastReturn', { reason: next.lastReturn })}</p>
          {mend || <p>{t('trader.payouts.askOwner')}</p>}
        </Notice>
      )}
      {next.standing === 'suspended' && <Notice tone="warning">{t('trader.payouts.suspended')}</Notice>}
      {next.orders > 0 ? (
        <>
          <Bill sums={next} total={t('trader.payouts.net')} />
          {next.standing === 'tooLittle' && (
            <p>{t(next.netPaise < 0 ? 'trader.payouts.owes' : 'trader.payouts.little')}</p>
          )}
          {next.standing === 'ready' && (
            <>
              <Account account={next.account} />
              <p>{whenOf(next)}</p>
            </>
          )}
        </>
      ) : (
        <p>{t('trader.payouts.nothing')}</p>
      )}
      {next.waits.length > 0 && (
        <Table
          caption={t('trader.payouts.waits')}
          rows={next.waits}
          keyOf={({ why }) => why}
          columns={[
            {
              title: t('trader.payouts.waits'),
              isName: true,
              cell: ({ why, until }) => (
                <>
                  {t(`trader.payouts.wait.${why}`)}
                  {until && (
                    <small class="quiet sub">{t('trader.payouts.firstOn', { date: f.date(until) })}</small>
                  )}
                </>
              ),
            },
            { title: t('trader.money.orders'), align: 'end', cell: ({ orders }) => f.number(orders) },
            { title: t('trader.money.goods'), align: 'end', cell: ({ goodsPaise }) => f.money(goodsPaise) },
          ]}
        />
      )}
    </Card>
  )

  function whenOf({ runIsOpen, nextRunAt }: Next): string {
    if (runIsOpen) return t('trader.payouts.when.open')
    return nextRunAt
      ? t('trader.payouts.when.at', { at: f.dateTime(nextRunAt) })
      : t('trader.payouts.when.soon')
  }
}

function PayoutTable({ payouts }: { payouts: readonly Payout[] }) {
  const { t, f } = useView()
  return (
    <Table
      caption={t('trader.payouts.title')}
      rows={payouts}
      keyOf={({ payoutId }) => payoutId}
      empty={<Empty icon="money" title={t('trader.payouts.none')} />}
      columns={[
        {
          title: t('trader.payouts.date'),
          isName: true,
          cell: ({ payoutId, approvedAt }) => (
            <a href={`${path}/${payoutId}`}>{approvedAt ? f.date(approvedAt) : '–'}</a>
          ),
        },
        { title: t('trader.payouts.sum'), align: 'end', cell: ({ netPaise }) => f.money(netPaise) },
        {
          title: t('trader.payouts.state'),
          cell: (payout) => (
            <div>
              <PayoutBadge payout={payout} />
              {payout.state === 'paid' && <small class="quiet sub">{`UTR ${payout.utr}`}</small>}
              {payout.returnReason && <small class="sub">{payout.returnReason}</small>}
            </div>
          ),
        },
      ]}
    />
  )
}

/** The last payouts, on the page of money. */
export function LastPayouts({ payouts }: { payouts: Payouts }) {
  const { t } = useView()
  return (
    <Card title={t('trader.payouts.title')}>
      <PayoutTable payouts={payouts.items} />
      {payouts.items.length > 0 && (
        <div class="row">
          <LinkButton href={path} tone="plain" icon="list">
            {t('trader.payouts.all')}
          </LinkButton>
          <LinkButton href={`${path}/statement.csv`} tone="plain" icon="download">
            {t('trader.payouts.statement')}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}

const back = (text: string) => ({ href: '/trade/money', text })

/** All payouts. */
export function PayoutsPage({ desk, page }: { desk: Desk; page: Payouts }) {
  const { t } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.payouts.title')} back={back(t('trader.nav.money'))} />
      <Card>
        <PayoutTable payouts={page.items} />
        <Pager next={page.nextCursor && `${path}?cursor=${page.nextCursor}`} />
      </Card>
      <Card title={t('trader.payouts.statement')}>
        <p>{t('trader.payouts.statement.text')}</p>
        <form class="inline-form" method="get" action={`${path}/statement.csv`}>
          {(['from', 'to'] as const).map((name) => (
            <div class="field" key={name}>
              <label for={`f-${name}`}>
                {t(name === 'from' ? 'trader.payouts.from' : 'trader.payouts.to.day')}
              </label>
              <input id={`f-${name}`} type="date" name={name} />
            </div>
          ))}
          <button class="button plain" type="submit">
            {t('trader.payouts.download')}
          </button>
        </form>
      </Card>
    </div>
  )
}

/** One payout, order by order. */
export function PayoutPage({ desk, payout }: { desk: Desk; payout: Reply<'getTraderPayout'> }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead
        title={t('trader.payouts.one')}
        back={{ href: path, text: t('trader.payouts.title') }}
        lead={payout.approvedAt && f.dateTime(payout.approvedAt)}
      />
      {payout.state === 'returned' && (
        <Notice tone="bad">
          <p>{t('trader.payouts.lastReturn', { reason: payout.returnReason ?? '' })}</p>
          {desk.role === 'owner' && (
            <p>
              <a href={stepUrl(desk.trader, 'payout')}>{t('trader.payouts.mend')}</a>
            </p>
          )}
        </Notice>
      )}
      <Card>
        <p>
          <PayoutBadge payout={payout} />{' '}
          {payout.state === 'paid' &&
            `UTR ${payout.utr} · ${payout.settledAt ? f.dateTime(payout.settledAt) : ''}`}
        </p>
        <Bill sums={payout} total={t('trader.payouts.sum')} />
        <Account account={payout.account} />
        <p class="quiet">{t('trader.payouts.reference', { id: payout.payoutId })}</p>
      </Card>
      <Card title={t('trader.payouts.madeOf')}>
        <Table
          caption={t('trader.payouts.madeOf')}
          rows={payout.items}
          keyOf={({ orderId }) => orderId}
          columns={[
            {
              title: t('trader.payouts.order'),
              isName: true,
              cell: ({ orderId, invoiceNumber, goodsPaise, ownPaise }) => (
                <>
                  <a href={`/trade/orders/${orderId}`}>{invoiceNumber ?? orderId.slice(-8).toUpperCase()}</a>
                  {goodsPaise < 0 && <small class="quiet sub">{t('trader.payouts.cameBack')}</small>}
                  {ownPaise > 0 && <small class="quiet sub">{t('trader.payouts.own')}</small>}
                </>
              ),
            },
            {
              title: t('trader.payouts.goods'),
              align: 'end',
              cell: ({ goodsPaise, ownPaise }) => f.money(goodsPaise - ownPaise),
            },
            { title: t('trader.payouts.tcs'), align: 'end', cell: ({ tcsPaise }) => f.money(-tcsPaise) },
            { title: t('trader.payouts.sum'), align: 'end', cell: ({ netPaise }) => f.money(netPaise) },
          ]}
        />
      </Card>
    </div>
  )
}
