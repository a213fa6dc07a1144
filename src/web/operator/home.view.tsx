import type { Reply } from '../api/client.ts'
import { Card, Facts, Figures, Notice } from '../components/index.ts'
import { isMessageKey } from '../i18n/index.ts'
import { useView } from '../page/index.ts'

type BoardFacts = Reply<'getBoard'>

/** Beyond this an operator should look. */
const slowMs = 30_000

const sum = (rows: readonly { count: number }[]): number =>
  rows.reduce((total, { count }) => total + count, 0)
const countOf = (rows: readonly { count: number; status?: string; state?: string }[], name: string): number =>
  rows.find((row) => (row.status ?? row.state) === name)?.count ?? 0

/** Counts by state as bars, largest first. */
function States({ rows, prefix }: { rows: readonly { state: string; count: number }[]; prefix: string }) {
  const { t, f } = useView()
  const most = Math.max(1, ...rows.map(({ count }) => count))
  const nameOf = (state: string) => {
    const key = `${prefix}.${state}`
    return isMessageKey(key) ? t(key) : state
  }
  if (rows.length === 0) return <p class="quiet">{t('operator.home.nothing')}</p>
  return (
    <dl class="state-bars">
      {[...rows]
        .sort((a, b) => b.count - a.count)
        .map(({ state, count }) => (
          <div key={state}>
            <dt>{nameOf(state)}</dt>
            <dd>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="chart-bar" width={(count / most) * 100} height="8" rx="1" />
              </svg>
              <span>{f.number(count)}</span>
            </dd>
          </div>
        ))}
    </dl>
  )
}

export function Board({ board }: { board: BoardFacts }) {
  const { t, f } = useView()
  const queueName = (name: string) => {
    const key = `operator.queueName.${name}`
    return isMessageKey(key) ? t(key) : name
  }
  const { ordersToday, parcels, stuck, traders, providers, outbox, index, queues } = board
  const waitingTraders = countOf(traders, 'submitted')
  const waitingProviders = countOf(providers, 'submitted')
  const triedOut = countOf(providers, 'sandbox')
  const since = traders.find(({ status }) => status === 'submitted')?.since
  const failed = queues?.reduce((total, queue) => total + queue.failed, 0) ?? 0
  const behind = index.reduce((total, { waiting }) => total + waiting, 0)
  const underway = parcels.filter(({ state }) => !['delivered', 'cancelled', 'returned'].includes(state))
  return (
    <div class="stack">
      <p class="quiet">{t('operator.home.at', { time: f.time(board.at) })}</p>
      {queues === null && <Notice tone="bad">{t('operator.home.queueAway')}</Notice>}
      {outbox.dead > 0 && <Notice tone="bad">{t('operator.home.dead', { n: outbox.dead })}</Notice>}
      <Figures
        figures={[
          {
            label: t('operator.home.ordersToday'),
            value: f.count(sum(ordersToday)),
          },
          {
            label: t('operator.home.underway'),
            value: f.count(sum(underway)),
          },
          {
            label: t('operator.home.stuck'),
            value: f.number(sum(stuck)),
            href: '/govern/stuck',
            ...(stuck.length > 0 ? { tone: 'bad' as const } : {}),
          },
          {
            label: t('operator.home.tradersWaiting'),
            value: f.number(waitingTraders),
            href: '/govern/traders',
            ...(waitingTraders > 0 && since
              ? { note: t('operator.home.since', { date: f.dateTime(since) }) }
              : {}),
          },
          {
            label: t('operator.home.providersWaiting'),
            value: f.number(waitingProviders),
            href:
              waitingProviders > 0 || triedOut === 0
                ? '/govern/providers'
                : '/govern/providers?status=sandbox',
            ...(triedOut > 0 ? { note: t('operator.home.triedOut', { n: triedOut }) } : {}),
          },
        ]}
      />
      <div class="two-columns">
        <Card title={t('operator.home.orders')}>
          <States rows={ordersToday} prefix="operator.orderState" />
        </Card>
        <Card title={t('operator.home.parcels')}>
          <States rows={parcels} prefix="provider.parcelState" />
          <p>
            <a href="/govern/points">{t('operator.home.points')}</a>
          </p>
        </Card>
        <Card title={t('operator.home.machine')}>
          <Facts
            facts={[
              [t('operator.home.outboxLag'), <Lag key="l" ms={outbox.lagMs} />],
              [t('operator.home.outboxWaiting'), f.number(outbox.pending + outbox.queued)],
              [t('operator.home.givenUp'), f.number(outbox.dead + failed)],
              [t('operator.home.indexBehind'), f.number(behind)],
            ]}
          />
        </Card>
        <Card title={t('operator.home.queues')}>
          {queues && queues.length > 0 ? (
            <Facts
              facts={queues.map((queue) => [
                queueName(queue.queue),
                t('operator.home.queue', { waiting: queue.waiting + queue.delayed, active: queue.active }),
              ])}
            />
          ) : (
            <p class="quiet">{t('operator.home.nothing')}</p>
          )}
          <p>
            <a href="/govern/queues">{t('operator.queues.title')}</a>
          </p>
        </Card>
      </div>
    </div>
  )
}

function Lag({ ms }: { ms: number }) {
  const { t } = useView()
  const text = t('operator.home.seconds', { n: Math.round(ms / 1000) })
  return ms > slowMs ? <strong class="bad-text">{text}</strong> : <span>{text}</span>
}
