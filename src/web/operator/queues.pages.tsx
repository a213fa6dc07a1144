import type { Reply } from '../api/client.ts'
import { Card, LinkButton, Notice, PageHead, Table } from '../components/index.ts'
import { isMessageKey } from '../i18n/index.ts'
import { html, useView, type WebRoutes } from '../page/index.ts'

/** What waits in which queue; where there is a board that looks into them, the way to it. */
export const queuesPages: WebRoutes = (pages) => {
  pages('operator').get('/govern/queues', { access: 'operator' }, async (view) =>
    html({
      title: view.t('operator.queues.title'),
      current: '/govern',
      refreshSeconds: 30,
      body: <QueuesPage board={await view.api('getBoard')} />,
    }),
  )
}

function QueuesPage({ board: { at, queues, queueEngine, outbox } }: { board: Reply<'getBoard'> }) {
  const { t, f } = useView()
  const nameOf = (queue: string) => {
    const key = `operator.queueName.${queue}`
    return isMessageKey(key) ? t(key) : queue
  }
  return (
    <div class="stack">
      <PageHead title={t('operator.queues.title')} lead={t('operator.queues.lead')}>
        {queueEngine === 'redis' && (
          <LinkButton href="/govern/queues/board/" tone="plain" icon="chart">
            {t('operator.queues.board')}
          </LinkButton>
        )}
      </PageHead>
      {queues === null && <Notice tone="bad">{t('operator.home.queueAway')}</Notice>}
      {outbox.dead > 0 && <Notice tone="bad">{t('operator.home.dead', { n: outbox.dead })}</Notice>}
      <Card>
        <Table
          caption={t('operator.queues.title')}
          rows={queues ?? []}
          keyOf={({ queue }) => queue}
          columns={[
            { title: t('operator.queues.queue'), cell: ({ queue }) => nameOf(queue), isName: true },
            { title: t('operator.queues.waiting'), align: 'end', cell: ({ waiting }) => f.number(waiting) },
            { title: t('operator.queues.active'), align: 'end', cell: ({ active }) => f.number(active) },
            { title: t('operator.queues.delayed'), align: 'end', cell: ({ delayed }) => f.number(delayed) },
            { title: t('operator.queues.failed'), align: 'end', cell: ({ failed }) => f.number(failed) },
          ]}
        />
      </Card>
      <p class="quiet">
        {t('operator.home.at', { time: f.time(at) })} {t(`operator.queues.engine.${queueEngine}`)}
      </p>
    </div>
  )
}
