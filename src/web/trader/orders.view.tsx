import { Badge, Card, Empty, Icon, LinkButton, Live, Notice, PageHead, Tabs } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { JobCard } from './job.view.tsx'
import { type Lane, type Order, type OrderState, shortCode } from './orders.data.ts'

export const stateTone = (state: OrderState) =>
  state === 'confirmed'
    ? 'warning'
    : state === 'delivered'
      ? 'good'
      : state === 'cancelled' || state === 'rejected' || state === 'undelivered' || state === 'expired'
        ? 'bad'
        : 'info'

/** Links between what waits, parcels on their way, and what is over. */
export function OrderTabs({ current }: { current: 'today' | 'deliveries' | 'past' }) {
  const { t } = useView()
  const tabs = [
    ['today', '/trade'],
    ['deliveries', '/trade/deliveries'],
    ['past', '/trade/orders'],
  ] as const
  return (
    <Tabs
      label={t('trader.orders.tabs')}
      tabs={tabs.map(([name, href]) => ({
        href,
        text: t(`trader.orders.tab.${name}`),
        current: name === current,
      }))}
    />
  )
}

/** What the shop has to do now; it keeps itself up to date. */
export function TodayPage({
  desk,
  lanes,
  toConfirm,
}: {
  desk: ShopDesk
  lanes: readonly Lane[]
  /** Payments by UPI that wait for the trader's word. */
  toConfirm: number
}) {
  const { t } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.today.title')}>
        <button
          class="button plain"
          type="button"
          data-sound
          data-on={t('trader.sound.on')}
          data-off={t('trader.sound.off')}
          aria-pressed="false"
          hidden
        >
          <Icon name="bell" />
          <span>{t('trader.sound.off')}</span>
        </button>
      </PageHead>
      <OrderTabs current="today" />
      <Live
        id="today"
        src={`/trade/today/${desk.shop.shopId}?trader=${desk.trader.traderId}${desk.shop.paused ? '&paused=yes' : ''}`}
        seconds={8}
      >
        <TodayBoard lanes={lanes} toConfirm={toConfirm} paused={desk.shop.paused} />
      </Live>
    </div>
  )
}

/** The part that is asked for again and again. `data-new` tells the sound which orders are new. */
export function TodayBoard({
  lanes,
  toConfirm,
  paused,
}: {
  lanes: readonly Lane[]
  toConfirm: number
  paused: boolean
}) {
  const { t } = useView()
  const fresh = lanes.find(({ state }) => state === 'confirmed')?.jobs ?? []
  const isQuiet = lanes.every(({ jobs }) => jobs.length === 0)
  return (
    <div class="stack" data-new={fresh.map(({ order }) => order.orderId).join(' ')}>
      {paused && (
        <Notice tone="warning">
          {t('trader.shop.pausedNow')} <a href="/trade/shop">{t('trader.shop.resume')}</a>
        </Notice>
      )}
      {toConfirm > 0 && (
        <Notice tone="warning">
          {t('trader.today.toConfirm', { n: toConfirm })}{' '}
          <a href="/trade/money">{t('trader.today.toConfirm.go')}</a>
        </Notice>
      )}
      {isQuiet && (
        <Empty icon="clock" title={t('trader.today.empty')}>
          <p>{t('trader.today.empty.text')}</p>
          <p>
            <LinkButton href="/trade/goods" tone="plain" icon="box">
              {t('trader.nav.goods')}
            </LinkButton>
          </p>
        </Empty>
      )}
      {lanes
        .filter(({ jobs }) => jobs.length > 0)
        .map(({ state, jobs, more }) => (
          <section key={state} class="lane stack-tight" aria-labelledby={`lane-${state}`}>
            <h2 id={`lane-${state}`}>
              {t(`trader.lane.${state}`)}{' '}
              <span class="tab-count">{more ? `${jobs.length}+` : jobs.length}</span>
            </h2>
            <ul class="jobs">
              {jobs.map((job) => (
                <li key={job.order.orderId}>
                  <JobCard job={job} />
                </li>
              ))}
            </ul>
            {more && <a href={`/trade/orders?state=${state}`}>{t('common.action.more')}</a>}
          </section>
        ))}
    </div>
  )
}

/** Orders that came before, of one state or of all. */
export function PastPage({
  desk,
  orders,
  next,
  state,
}: {
  desk: ShopDesk
  orders: readonly Omit<Order, 'lines' | 'gst' | 'seller' | 'drop' | 'method'>[]
  next: string | undefined
  state: OrderState | undefined
}) {
  const { t, f } = useView()
  const shown: (OrderState | undefined)[] = [undefined, 'delivered', 'cancelled', 'rejected', 'undelivered']
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.orders.past')} />
      <OrderTabs current="past" />
      <nav class="picks" aria-label={t('trader.orders.filter')}>
        {shown.map((one) => (
          <a
            key={one ?? 'all'}
            href={one ? `/trade/orders?state=${one}` : '/trade/orders'}
            aria-current={one === state ? 'true' : undefined}
          >
            {one ? t(`trader.state.${one}`) : t('trader.orders.all')}
          </a>
        ))}
      </nav>
      {orders.length === 0 ? (
        <Empty icon="list" title={t('trader.orders.none')} />
      ) : (
        <Card>
          <ul class="plain-list order-list">
            {orders.map((order) => (
              <li key={order.orderId}>
                <a href={`/trade/orders/${order.orderId}`}>
                  {t('trader.order.name', { code: shortCode(order.orderId) })}
                </a>
                <span class="quiet">{f.dateTime(order.createdAt)}</span>
                <Badge tone={stateTone(order.state)}>{t(`trader.state.${order.state}`)}</Badge>
                <strong class="money">{f.money(order.totalPaise)}</strong>
              </li>
            ))}
          </ul>
          {next && (
            <p class="pager">
              <a class="button plain" href={next} rel="next">
                {t('common.action.more')}
              </a>
            </p>
          )}
        </Card>
      )}
    </div>
  )
}
