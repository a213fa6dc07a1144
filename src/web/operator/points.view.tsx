import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  Form,
  HiddenField,
  LinkButton,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'

type Point = Reply<'listPoints'>['items'][number]

export const pointStatuses = ['open', 'paused', 'suspended'] as const satisfies Point['status'][]
const tones = { open: 'good', paused: 'neutral', suspended: 'bad' } as const
const path = '/govern/points'

/** By what the list is narrowed; `pin`: a PIN, or its first digits. */
export interface PointsFilter {
  status?: Point['status']
  pin?: string
}

/** The list, narrowed so; `suffix` for an address below it. */
export function pointsUrl(filter: PointsFilter & { cursor?: string }, suffix = ''): string {
  const query = new URLSearchParams({ ...filter }).toString()
  return `${path}${suffix}${query && '?'}${query}`
}

interface PointsProps {
  page: Reply<'listPoints'>
  filter: PointsFilter
  /** Names of startups by their ids. */
  names: ReadonlyMap<string, string>
  problem: Problem | undefined
  /** The point whose suspension was not taken, and the reason that was typed. */
  refused: { pointId: string; reason: string } | undefined
}

/** Neighbourhood points and hubs, with how full they are. */
export function PointsPage(props: PointsProps) {
  const view = useView()
  const { t } = view
  const { page, filter, problem, refused } = props
  const { status, pin } = filter
  const rename = { reason: `reason-${refused?.pointId}` }
  return (
    <div class="stack">
      <PageHead title={t('operator.points.title')} lead={t('operator.points.lead')}>
        <LinkButton href={`${path}/hub`} icon="plus">
          {t('operator.hub.title')}
        </LinkButton>
      </PageHead>
      <ProblemNotice problem={problem} rename={rename} />
      <nav class="picks" aria-label={t('operator.points.filter')}>
        {[undefined, ...pointStatuses].map((one) => (
          <a
            key={one ?? 'all'}
            href={pointsUrl({ ...(one ? { status: one } : {}), ...(pin ? { pin } : {}) })}
            aria-current={one === status ? 'true' : undefined}
          >
            {t(one ? `operator.points.status.${one}` : 'operator.points.all')}
          </a>
        ))}
      </nav>
      <form method="get" action={path} class="inline-form">
        {status && <HiddenField name="status" value={status} />}
        <Field
          name="pin"
          label={t('operator.points.pin')}
          hint={t('operator.points.pinHint')}
          value={pin ?? ''}
          error={refused ? undefined : fieldTexts(view, problem).pin}
          inputMode="numeric"
          maxLength={7}
          size={8}
          optional
        />
        <Button tone="plain" icon="search">
          {t('common.action.search')}
        </Button>
      </form>
      <Card>
        <PointsTable {...props} />
        <Pager next={page.nextCursor && pointsUrl({ ...filter, cursor: page.nextCursor })} />
      </Card>
    </div>
  )
}

function PointsTable({ page, filter, names, problem, refused }: PointsProps) {
  const { t, f } = useView()
  const narrowed = filter.status !== undefined || filter.pin !== undefined
  return (
    <Table
      caption={t('operator.points.title')}
      rows={page.items}
      keyOf={({ pointId }) => pointId}
      empty={
        narrowed ? (
          <Empty icon="search" title={t('operator.points.noneSuch')}>
            <p>
              <a href={path}>{t('operator.points.showAll')}</a>
            </p>
          </Empty>
        ) : (
          <Empty icon="pin" title={t('operator.points.none')}>
            <p>{t('operator.points.noneText')}</p>
          </Empty>
        )
      }
      columns={[
        {
          title: t('operator.points.name'),
          isName: true,
          cell: (point) => <Who point={point} names={names} />,
        },
        {
          title: t('operator.points.state'),
          cell: ({ status, statusReason }) => (
            <div>
              <Badge tone={tones[status]}>{t(`operator.points.status.${status}`)}</Badge>
              {statusReason && <small class="quiet sub">{statusReason}</small>}
            </div>
          ),
        },
        {
          title: t('operator.points.room'),
          cell: ({ taken, shelfParcels, today, parcelsPerDay }) => (
            <div>
              {t('operator.points.shelf', { taken, shelf: shelfParcels })}{' '}
              {taken >= shelfParcels && <Badge tone="warning">{t('operator.points.full')}</Badge>}
              <small class="quiet sub">{t('operator.points.today', { today, day: parcelsPerDay })}</small>
            </div>
          ),
        },
        {
          title: t('operator.points.parcels'),
          cell: ({ here, expected }) => (
            <div>
              {t('operator.points.here', { n: f.number(here) })}
              <small class="quiet sub">{t('operator.points.expected', { n: f.number(expected) })}</small>
            </div>
          ),
        },
        {
          title: t('operator.points.do'),
          cell: (point) => (
            <Act
              point={point}
              filter={filter}
              refused={refused?.pointId === point.pointId ? { typed: refused.reason, problem } : undefined}
            />
          ),
        },
      ]}
    />
  )
}

/** Name, what it is, and where. */
function Who({ point, names }: { point: Point; names: PointsProps['names'] }) {
  const { t } = useView()
  const { kind, shopId, providerId, pointId, name, line1, pin, district } = point
  return (
    <>
      {shopId ? <a href={`/shops/${shopId}`}>{name}</a> : name}
      <small class="quiet sub">{[line1, district, pin].filter(Boolean).join(', ')}</small>
      <small class="quiet sub">
        {t(`operator.points.kind.${kind}`)}
        {kind === 'hub' && ' · '}
        {kind === 'hub' &&
          (providerId ? (
            <a href={`/govern/providers/${providerId}`}>
              {names.get(providerId) ?? t('operator.points.startup')}
            </a>
          ) : (
            t('operator.points.operators')
          ))}
        {kind === 'kirana' && (
          <>
            {' · '}
            <a href={`/govern/cash/points/${pointId}`}>{t('operator.points.cash')}</a>
          </>
        )}
      </small>
    </>
  )
}

/** Suspend with a reason, or take that back. */
function Act({
  point: { pointId, status, name },
  filter,
  refused,
}: {
  point: Point
  filter: PointsFilter
  refused: { typed: string; problem: Problem | undefined } | undefined
}) {
  const view = useView()
  const { t } = view
  if (status === 'suspended')
    return (
      <Form action={pointsUrl(filter, `/${pointId}/resume`)} class="alone">
        <Button tone="plain">
          {t('operator.points.resume')}
          <span class="unseen">: {name}</span>
        </Button>
      </Form>
    )
  const field = `reason-${pointId}`
  return (
    <details open={refused !== undefined}>
      <summary>
        {t('operator.points.suspend')}
        <span class="unseen">: {name}</span>
      </summary>
      <Form action={pointsUrl(filter, `/${pointId}/suspend`)}>
        <Field
          name={field}
          label={t('operator.points.reason')}
          hint={t('operator.points.reasonHint')}
          value={refused?.typed ?? ''}
          error={fieldTexts(view, refused?.problem).reason}
          maxLength={500}
        />
        <Button tone="danger">{t('operator.points.suspend')}</Button>
      </Form>
    </details>
  )
}
