import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Field,
  Form,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  RadioGroup,
  returnEntries,
  Table,
  TextArea,
  Timeline,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { Decisions } from './audit.view.tsx'

type Returned = Reply<'getReturn'>

/** All that wants an operator, the oldest first. */
export function ReturnsPage({ page }: { page: Reply<'listEscalatedReturns'> }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('operator.returns.title')}
        lead={t('operator.returns.lead')}
        back={{ href: '/govern/stuck', text: t('operator.stuck.title') }}
      />
      <Table
        caption={t('operator.returns.title')}
        rows={page.items}
        keyOf={({ returnId }) => returnId}
        empty={
          <Empty icon="check" title={t('operator.returns.empty')}>
            <p>{t('operator.returns.emptyText')}</p>
          </Empty>
        }
        columns={[
          {
            title: t('operator.returns.case'),
            isName: true,
            cell: (one) => (
              <>
                <a href={`/govern/returns/${one.returnId}`}>{one.returnId.slice(-6).toUpperCase()}</a>
                <small class="quiet sub">
                  {one.lines.map((line) => `${f.number(line.quantity)} × ${line.name}`).join(', ')}
                </small>
              </>
            ),
          },
          {
            title: t('operator.stuck.why'),
            cell: (one) => one.case && <Badge tone="warning">{t(`operator.returns.case.${one.case}`)}</Badge>,
          },
          {
            title: t('trader.return.reason'),
            cell: ({ reason }) => t(`trader.return.reason.${reason}`),
          },
          { title: t('operator.stuck.since'), cell: ({ steps }) => f.dateTime(steps.at(-1)!.at) },
          {
            title: t('trader.return.sum'),
            align: 'end',
            cell: ({ goodsPaise }) => f.money(goodsPaise),
          },
        ]}
      />
      <Pager next={page.nextCursor && `/govern/returns?cursor=${page.nextCursor}`} />
    </div>
  )
}

interface CaseProps {
  one: Returned
  /** The leg that fetches, or fetched it. */
  parcel: Reply<'getShipment'> | undefined
  audit: Reply<'listAuditEntries'>['items']
  names: ReadonlyMap<string, string>
  typed: Readonly<Record<string, string>>
  problem: Problem | undefined
}

/** One case: what was said and found, its story, and what can be decided. */
export function ReturnPage(props: CaseProps) {
  const { t, f } = useView()
  const { one, parcel, problem } = props
  return (
    <div class="stack">
      <PageHead
        title={t('operator.returns.named', { id: one.returnId.slice(-6).toUpperCase() })}
        back={{ href: '/govern/returns', text: t('operator.returns.title') }}
      >
        <Badge tone={one.case ? 'warning' : 'neutral'}>
          {one.case ? t(`operator.returns.case.${one.case}`) : t(`common.return.step.${one.state}`)}
        </Badge>
      </PageHead>
      <ProblemNotice problem={problem} />
      {one.ruling && (
        <Notice tone="info">
          <p>
            {t('operator.returns.ruled', { sum: f.money(one.ruling.goodsPaise), reason: one.ruling.reason })}
          </p>
          {one.ruling.undoUntil && (
            <p>{t('operator.returns.undoUntil', { time: f.time(one.ruling.undoUntil) })}</p>
          )}
        </Notice>
      )}
      {mayUndo(one) && (
        <div>
          <Form action={`/govern/returns/${one.returnId}/undo`} class="inline">
            <Button tone="plain" icon="repeat">
              {t('operator.returns.undo')}
            </Button>
          </Form>
        </div>
      )}
      <div class="two-columns">
        {mayDecide(one) && <Decide {...props} />}
        <Card title={t('operator.returns.facts')}>
          <Facts
            facts={[
              [
                t('operator.returns.goods'),
                one.lines.map((line) => `${f.number(line.quantity)} × ${line.name}`).join(', '),
              ],
              [t('trader.return.sum'), f.money(one.goodsPaise)],
              [t('trader.return.reason'), t(`trader.return.reason.${one.reason}`)],
              one.note ? [t('trader.return.note'), one.note] : null,
              one.photoUrl
                ? [t('trader.return.photo'), <a href={one.photoUrl}>{t('trader.return.see')}</a>]
                : null,
              one.refusal ? [t('operator.returns.refusal'), one.refusal] : null,
              [t('operator.parcel.order'), <code key="o">{one.orderId}</code>],
            ]}
          />
        </Card>
        <Found one={one} />
        <Card title={t('operator.parcel.timeline')}>
          <Timeline entries={returnEntries({ t }, [one])} />
        </Card>
        {parcel && (
          <Card title={t('operator.returns.leg')}>
            <p>
              <a href={`/govern/parcels/${parcel.shipmentId}`}>
                {t('operator.parcel.named', { id: parcel.shipmentId.slice(-6).toUpperCase() })}
              </a>{' '}
              {parcel.provider?.name}
            </p>
            <Timeline
              entries={parcel.timeline
                .filter(({ effect }) => effect === 'moved')
                .map((entry) => ({
                  title: t(`provider.parcelState.${entry.state}`),
                  at: entry.occurredAt,
                  note: entry.reason,
                  state: 'done' as const,
                }))}
            />
          </Card>
        )}
        <Card title={t('operator.audit.title')}>
          <Decisions entries={props.audit} names={props.names} bare />
        </Card>
      </div>
    </div>
  )
}

const mayDecide = ({ state }: Returned): boolean =>
  ['escalated', 'notTaken', 'accepted', 'pickedUp'].includes(state)

const mayUndo = ({ state, decidedBy }: Returned): boolean =>
  decidedBy === 'operator' && ['ruled', 'refused', 'accepted'].includes(state)

/** The check list as the rider answered it at the door. */
function Found({ one: { look } }: { one: Returned }) {
  const { t, f } = useView()
  if (!look) return null
  const checks = ['pieces', 'article', 'seal', 'condition'] as const
  return (
    <Card title={t('operator.returns.found')}>
      <Facts
        facts={[
          ...checks.flatMap((check) => {
            const answer = look.found[check]
            if (answer === undefined) return []
            const said =
              typeof answer === 'number'
                ? f.number(answer)
                : t(`operator.returns.fits.${answer ? 'yes' : 'no'}`)
            const differs = look.differs.includes(check)
            const shown = differs ? <Badge tone="bad">{said}</Badge> : said
            return [[t(`trader.return.check.${check}`), shown] as const]
          }),
          look.photoUrl
            ? [t('trader.return.riderPhoto'), <a href={look.photoUrl}>{t('trader.return.see')}</a>]
            : null,
          look.note ? [t('trader.return.riderNote'), look.note] : null,
          [t('operator.audit.when'), f.dateTime(look.at)],
        ]}
      />
    </Card>
  )
}

function Decide({ one, typed, problem }: CaseProps) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem, { goodsPaise: 'rupees' })
  const untouched = one.state === 'escalated' || one.state === 'notTaken'
  const choices = untouched ? (['fetch', 'refund', 'part', 'none'] as const) : (['refund', 'part'] as const)
  return (
    <Card title={t('operator.returns.decide')}>
      <Form action={`/govern/returns/${one.returnId}/decide`}>
        <RadioGroup
          name="decision"
          label={t('operator.returns.decision')}
          value={typed.decision ?? choices[0]}
          choices={choices.map((choice) => ({
            value: choice,
            label: t(`operator.returns.decision.${choice}`),
          }))}
        />
        <Field
          name="rupees"
          label={t('operator.returns.rupees')}
          value={typed.rupees ?? ''}
          error={errors.rupees}
          inputMode="decimal"
          size={8}
          optional
        />
        <TextArea
          name="reason"
          label={t('operator.reason')}
          hint={t('operator.returns.reasonHint')}
          value={typed.reason ?? ''}
          error={errors.reason}
          rows={3}
          maxLength={500}
        />
        <p class="quiet">{t('operator.returns.undoHint')}</p>
        <Button icon="check">{t('operator.returns.decideNow')}</Button>
      </Form>
    </Card>
  )
}
