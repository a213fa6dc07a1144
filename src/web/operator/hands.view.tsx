import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
  Tabs,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { LimitForm } from './cash.view.tsx'

type Held = Reply<'listCashByAge'>['items'][number]

export const handKinds = ['provider', 'rider', 'point', 'shop'] as const

const path = '/govern/cash/hands'
const hourMs = 3_600_000

/** Every hand with cash, the oldest first, with a filter by whose hand it is. */
export function HandsPage({
  page,
  kind,
  now,
  problem,
  found,
}: {
  page: Reply<'listCashByAge'>
  kind: Held['kind'] | undefined
  now: Date
  problem: Problem | undefined
  /** Points near a PIN, with cash or without. */
  found: FoundPoints | undefined
}) {
  const { t, f } = useView()
  const filter = kind ? `kind=${kind}&` : ''
  return (
    <div class="stack">
      <PageHead
        title={t('operator.hands.title')}
        lead={t('operator.hands.lead')}
        back={{ href: '/govern/cash', text: t('operator.cash.title') }}
      />
      <ProblemNotice problem={problem} />
      <Tabs
        label={t('operator.hands.title')}
        tabs={[
          { href: path, text: t('operator.hands.all'), current: kind === undefined },
          ...handKinds.map((one) => ({
            href: `${path}?kind=${one}`,
            text: t(`operator.hands.kind.${one}`),
            current: one === kind,
          })),
        ]}
      />
      <Card>
        <Table
          caption={t('operator.hands.title')}
          rows={page.items}
          keyOf={({ party, riderId }) => `${party} ${riderId ?? ''}`}
          empty={
            <Empty icon="check" title={t('operator.hands.none')}>
              <p>{t('operator.hands.noneText')}</p>
            </Empty>
          }
          columns={[
            { title: t('operator.hands.who'), isName: true, cell: (held) => <Who held={held} /> },
            {
              title: t('operator.hands.held'),
              align: 'end',
              cell: ({ heldPaise }) => f.money(heldPaise),
            },
            {
              title: t('operator.hands.oldest'),
              cell: ({ since }) => <Age since={since} now={now} />,
            },
            { title: t('operator.hands.limit'), cell: (held) => <Limit held={held} /> },
          ]}
        />
        <Pager next={page.nextCursor && `${path}?${filter}cursor=${page.nextCursor}`} />
      </Card>
      <p class="quiet">{t('operator.hands.drawn')}</p>
      {kind === 'point' && <FindPoint found={found} />}
    </div>
  )
}

interface FoundPoints {
  pin: string
  points: Reply<'listPointsNear'>['items']
  problem: Problem | undefined
}

/** The way to a point that has no cash now: by where it is. */
function FindPoint({ found }: { found: FoundPoints | undefined }) {
  const view = useView()
  const { t, f } = view
  return (
    <Card title={t('operator.hands.find')} id="find">
      <form method="get" action={`${path}#find`} class="inline-form">
        <input type="hidden" name="kind" value="point" />
        <Field
          name="pin"
          label={t('operator.hands.pin')}
          value={found?.pin ?? ''}
          error={fieldTexts(view, found?.problem).pin}
          inputMode="numeric"
          maxLength={7}
          size={8}
        />
        <Button tone="plain" icon="search">
          {t('common.action.search')}
        </Button>
      </form>
      {found && !found.problem && found.points.length === 0 && (
        <p class="quiet">{t('operator.hands.noneNear')}</p>
      )}
      <ul class="plain-list stack-tight">
        {found?.points.map(({ pointId, name, line1, pin, distanceMetres }) => (
          <li key={pointId}>
            <a href={`${hrefs.point}/${pointId}`}>{name}</a>
            <small class="quiet sub">
              {line1}, {pin} · {f.distance(distanceMetres)}
            </small>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where more stands of who has it. */
const hrefs: Partial<Record<Held['kind'], string>> = {
  provider: '/govern/cash/startups',
  point: '/govern/cash/points',
}

function Who({ held }: { held: Held }) {
  const { t } = useView()
  const { kind, party, riderId, name } = held
  const what = <small class="quiet sub">{t(`operator.hands.one.${kind}`, { name })}</small>
  if (kind === 'rider')
    return (
      <>
        {riderId}
        {what}
      </>
    )
  return (
    <>
      {hrefs[kind] ? <a href={`${hrefs[kind]}/${party}`}>{name}</a> : name}
      {what}
    </>
  )
}

/** How long ago, in whole hours or days, and the day and hour itself. */
function Age({ since, now }: { since: string; now: Date }) {
  const { t, f } = useView()
  const hours = Math.max(0, Math.floor((now.getTime() - Date.parse(since)) / hourMs))
  return (
    <div>
      {hours < 48
        ? t('operator.hands.age.hours', { n: hours })
        : t('operator.hands.age.days', { n: Math.floor(hours / 24) })}
      <small class="quiet sub">{f.dateTime(since)}</small>
    </div>
  )
}

/** What it may have; for a point the way to set it. */
function Limit({ held }: { held: Held }) {
  const { t, f } = useView()
  const { kind, party, limitPaise, full } = held
  return (
    <div>
      {limitPaise === 0 ? t('operator.cash.noLimit') : f.money(limitPaise)}{' '}
      {full && <Badge tone="warning">{t('operator.hands.full')}</Badge>}
      {kind === 'point' && (
        <details>
          <summary>{t('operator.hands.setLimit')}</summary>
          <LimitForm action={`${path}/points/${party}/limit`} party={party} limitPaise={limitPaise} />
        </details>
      )}
    </div>
  )
}
