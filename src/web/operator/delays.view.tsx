import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  delayCosts,
  Empty,
  Field,
  Form,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'

const path = '/govern/delays'

/** What was not kept, with the way to excuse it; and the clocks that stand still. */
export function DelaysPage({
  page,
  stops,
  values,
  problem,
}: {
  page: Reply<'listAllBreaches'>
  stops: Reply<'listClockStops'>['items']
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t, f } = view
  return (
    <div class="stack">
      <PageHead title={t('operator.delays.title')} lead={t('operator.delays.lead')} />
      <ProblemNotice problem={problem} />
      <Card>
        <DelaysTable items={page.items} />
        <Pager next={page.nextCursor && `${path}?cursor=${page.nextCursor}`} />
      </Card>
      <Card title={t('operator.delays.stops')}>
        <p class="quiet">{t('operator.delays.stopsText')}</p>
        <ul class="plain-list stack-tight">
          {stops.map((stop) => (
            <li key={stop.pauseId}>
              <strong>
                {stop.pinPrefix === '' ? t('operator.delays.everywhere') : `${stop.pinPrefix}…`}
              </strong>{' '}
              {f.dateTime(stop.begins)} – {f.dateTime(stop.ends)}: {stop.reason}
            </li>
          ))}
        </ul>
        <StopForm values={values} errors={fieldTexts(view, problem)} />
      </Card>
    </div>
  )
}

/** Promises that were not kept, each with the way to excuse it. */
export function DelaysTable({ items }: { items: Reply<'listAllBreaches'>['items'] }) {
  const { t, f } = useView()
  return (
    <Table
      caption={t('operator.delays.title')}
      rows={items}
      keyOf={({ breachId }) => breachId}
      empty={<Empty icon="check" title={t('operator.delays.none')} />}
      columns={[
        {
          title: t('operator.delays.startup'),
          isName: true,
          cell: ({ providerId, providerName, dueBy, promisedBy }) => (
            <>
              <a href={`/govern/providers/${providerId}`}>{providerName}</a>
              <small class="quiet sub">
                {t('operator.delays.due', { time: f.dateTime(dueBy ?? promisedBy) })}
              </small>
            </>
          ),
        },
        {
          title: t('operator.delays.what'),
          cell: ({ kind, lane }) => (
            <>
              {t(`provider.delay.kind.${kind}`)}
              <small class="quiet sub">{t(`provider.delay.lane.${lane}`)}</small>
            </>
          ),
        },
        ...delayCosts({ t, f }),
        {
          title: t('provider.delay.state'),
          cell: ({ breachId, state, excuse }) =>
            state === 'excused' ? (
              <>
                <Badge>{t('provider.delay.state.excused')}</Badge>
                <small class="quiet sub">{excuse}</small>
              </>
            ) : (
              <Form action={`${path}/${breachId}/excuse`} class="inline-form">
                <Field
                  name={`reason-${breachId}`}
                  label={t('operator.delays.reason')}
                  value=""
                  maxLength={500}
                />
                <Button tone="plain">{t('operator.delays.excuse')}</Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

function StopForm({
  values,
  errors,
}: {
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
}) {
  const { t } = useView()
  const field = (name: string, label: string, more: object = {}) => (
    <Field name={name} label={label} value={values[name] ?? ''} error={errors[name]} {...more} />
  )
  return (
    <Form action={`${path}/stops`} class="stack">
      {field('pinPrefix', t('operator.delays.pins'), {
        ...{ hint: t('operator.delays.pinsHint'), inputMode: 'numeric', maxLength: 6, size: 8 },
      })}
      <div class="inline-form">
        {field('begins', t('operator.delays.begins'), { type: 'datetime-local' })}
        {field('ends', t('operator.delays.ends'), { type: 'datetime-local' })}
      </div>
      {field('reason', t('operator.delays.reason'), { maxLength: 500 })}
      <div class="button-row">
        <Button>{t('operator.delays.stop')}</Button>
      </div>
    </Form>
  )
}
