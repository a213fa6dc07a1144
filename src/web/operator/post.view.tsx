import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Form,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
} from '../components/index.ts'
import { useView } from '../page/index.ts'

type Tracking = Reply<'takePostTracking'>
const outcomes = [
  'moved',
  'kept',
  'repeated',
  'unknownEvent',
  'unknownArticle',
  'takenBack',
  'badNumber',
  'badCheckDigit',
  'badTime',
  'unreadable',
  'refused',
] as const
/** So few numbers are left that new ones should be asked for. */
const fewNumbers = 200

/** Numbers, booking files and tracking files. */
export function PostPage({
  state,
  bookings,
  tracking,
  problem,
}: {
  state: Reply<'getPost'>
  bookings: Reply<'listPostBookings'>
  tracking: Reply<'listPostTracking'>
  problem?: Problem | undefined
}) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.post.title')} lead={t('operator.post.lead')} />
      <ProblemNotice problem={problem} />
      {!state.open && <Notice tone="warning">{t('operator.post.shut')}</Notice>}
      <div class="two-columns">
        <Card title={t('operator.post.numbers')}>
          <Table
            caption={t('operator.post.numbers')}
            rows={state.ranges}
            keyOf={({ prefix, first }) => `${prefix}${first}`}
            empty={<p class="quiet">{t('operator.post.noNumbers')}</p>}
            columns={[
              {
                title: t('operator.post.range'),
                isName: true,
                cell: ({ prefix, first, last }) => `${prefix} ${first} – ${last}`,
              },
              {
                title: t('operator.post.left'),
                align: 'end',
                cell: ({ left }) => (
                  <>
                    {f.number(left)}{' '}
                    {left < fewNumbers && <Badge tone="warning">{t('operator.post.few')}</Badge>}
                  </>
                ),
              },
            ]}
          />
        </Card>
        <Card title={t('operator.post.waiting')}>
          <p>{t('operator.post.waitingText', { n: state.waiting })}</p>
          {state.calledOff > 0 && <p>{t('operator.post.calledOff', { n: state.calledOff })}</p>}
          <Form action="/govern/post/close">
            <Button icon="check">{t('operator.post.close')}</Button>
          </Form>
          <p class="quiet">{t('operator.post.closeHint')}</p>
        </Card>
      </div>
      <Card title={t('operator.post.bookings')}>
        <Table
          caption={t('operator.post.bookings')}
          rows={bookings.items}
          keyOf={({ bookingId }) => bookingId}
          empty={<Empty icon="list" title={t('operator.post.noBookings')} />}
          columns={[
            {
              title: t('operator.post.file'),
              isName: true,
              cell: ({ bookingId, officePin, day, number }) => (
                <a href={`/govern/post/bookings/${bookingId}.csv`}>
                  {officePin} · {day} · {number}
                </a>
              ),
            },
            { title: t('operator.post.articles'), align: 'end', cell: ({ articles }) => f.number(articles) },
            {
              title: t('operator.post.cancellations'),
              align: 'end',
              cell: ({ cancellations }) => f.number(cancellations),
            },
            { title: t('operator.post.cash'), align: 'end', cell: ({ codPaise }) => f.money(codPaise) },
            { title: t('operator.post.made'), cell: ({ madeAt }) => f.dateTime(madeAt) },
            {
              title: t('operator.post.laid'),
              cell: ({ laidAt }) => (laidAt ? f.dateTime(laidAt) : t('operator.post.notLaid')),
            },
          ]}
        />
        <Pager next={bookings.nextCursor && `/govern/post?bookings=${bookings.nextCursor}`} />
      </Card>
      <Card title={t('operator.post.handIn')}>
        <p class="quiet">{t('operator.post.handInText')}</p>
        <Form action="/govern/post/tracking" files>
          <div class="field">
            <label for="f-tracking">{t('operator.post.trackingFile')}</label>
            <input id="f-tracking" type="file" name="file" accept=".csv,text/csv" required />
          </div>
          <Button icon="upload">{t('operator.post.send')}</Button>
        </Form>
      </Card>
      <Card title={t('operator.post.tracking')}>
        <Table
          caption={t('operator.post.tracking')}
          rows={tracking.items}
          keyOf={({ fileId }) => fileId}
          empty={<Empty icon="list" title={t('operator.post.noTracking')} />}
          columns={[
            { title: t('operator.post.file'), isName: true, cell: ({ name }) => name },
            { title: t('operator.post.came'), cell: ({ startedAt }) => f.dateTime(startedAt) },
            { title: t('operator.post.outcome'), cell: (file) => <Summary file={file} /> },
          ]}
        />
        <Pager next={tracking.nextCursor && `/govern/post?files=${tracking.nextCursor}`} />
      </Card>
    </div>
  )
}

/** What came of a tracking file that was handed in. */
export function TrackingPage({ file }: { file: Tracking }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('operator.post.report')}
        lead={file.name}
        back={{ href: '/govern/post', text: t('operator.post.title') }}
      />
      {!file.whole && <Notice tone="bad">{t('operator.post.broken')}</Notice>}
      <Card title={t('operator.post.outcome')}>
        <Facts
          facts={outcomes.map((outcome) => [
            t(`operator.post.row.${outcome}`),
            f.number(file.counts?.[outcome] ?? 0),
          ])}
        />
      </Card>
      {file.problems.length > 0 && (
        <Card title={t('operator.post.problems')}>
          <Table
            caption={t('operator.post.problems')}
            rows={file.problems}
            keyOf={({ line }) => String(line)}
            columns={[
              { title: t('operator.post.line'), isName: true, cell: ({ line }) => f.number(line) },
              { title: t('operator.post.outcome'), cell: ({ outcome }) => t(`operator.post.row.${outcome}`) },
              { title: t('operator.post.detail'), cell: ({ detail }) => detail ?? '–' },
            ]}
          />
        </Card>
      )}
    </div>
  )
}

function Summary({ file }: { file: Reply<'listPostTracking'>['items'][number] }) {
  const { t } = useView()
  if (file.state === 'working') return <Badge>{t('operator.post.working')}</Badge>
  const bad = file.problems.length
  return (
    <>
      {t('operator.post.summary', { moved: file.counts?.moved ?? 0, repeated: file.counts?.repeated ?? 0 })}{' '}
      {bad > 0 && <Badge tone="warning">{t('operator.post.rowsBad', { n: bad })}</Badge>}
      {!file.whole && <Badge tone="bad">{t('operator.post.brokenShort')}</Badge>}
    </>
  )
}
