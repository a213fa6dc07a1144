import type { ComponentChildren } from 'preact'
import type { Problem, Reply } from '../api/client.ts'
import { isMessageKey } from '../i18n/index.ts'
import { useView } from '../page/view.ts'
import { Button } from './button.tsx'
import { FieldFrame, Form, TextArea } from './form.tsx'
import { Badge, Card, Figures, Pager, Table } from './layout.tsx'
import { Empty, Notice, ProblemNotice } from './message.tsx'
import { WrongSheet } from './sheet.tsx'

export type Settlement = Reply<'listRemittances'>['items'][number]
export type SettlementReport = Reply<'getRemittance'>
type Line = SettlementReport['rows'][number]

const columns = ['reference', 'amount', 'date', 'utr'] as const
const tones = { told: 'info', booked: 'good', withdrawn: 'neutral' } as const
const lineTones = {
  matched: 'good',
  short: 'warning',
  over: 'warning',
  unknown: 'bad',
  repeated: 'neutral',
} as const

/** Where a settlement file stands. */
export function SettlementState({ state }: Pick<Settlement, 'state'>) {
  const { t } = useView()
  return <Badge tone={tones[state]}>{t(`common.settlement.state.${state}`)}</Badge>
}

/** Settlement files, the newest first, each with a way to its report below `at`. */
export function SettlementFiles<One extends Settlement>({
  files,
  at,
  nameOf,
  next,
}: {
  files: readonly One[]
  at: string
  /** Who handed it in, where they are of several. */
  nameOf?: (file: One) => string
  next?: string | undefined
}) {
  const { t, f } = useView()
  return (
    <>
      <Table
        caption={t('common.settlement.files')}
        rows={files}
        keyOf={({ remittanceId }) => remittanceId}
        empty={
          <Empty icon="money" title={t('common.settlement.none')}>
            <p>{t('common.settlement.noneText')}</p>
          </Empty>
        }
        columns={[
          {
            title: t('common.settlement.file'),
            isName: true,
            cell: (file) => (
              <>
                <a href={`${at}/${file.remittanceId}`}>{f.dateTime(file.toldAt)}</a>
                {nameOf && <small class="quiet sub">{nameOf(file)}</small>}
              </>
            ),
          },
          { title: t('common.settlement.lines'), align: 'end', cell: ({ lines }) => f.number(lines) },
          {
            title: t('common.settlement.sum'),
            align: 'end',
            cell: ({ amountPaise }) => f.money(amountPaise),
          },
          { title: t('common.settlement.state'), cell: ({ state }) => <SettlementState state={state} /> },
          { title: t('common.settlement.result'), cell: (file) => <Result file={file} /> },
        ]}
      />
      <Pager next={next} />
    </>
  )
}

/** How much of it agreed, and what is still open. */
function Result({ file: { state, matched, short, over, unknown, open } }: { file: Settlement }) {
  const { t } = useView()
  if (state !== 'booked') return <>–</>
  return (
    <div>
      {t('common.settlement.agreed', { matched, differing: short + over + unknown })}
      {open > 0 && (
        <small class="sub">
          <Badge tone="warning">{t('common.settlement.open', { n: open })}</Badge>
        </small>
      )}
    </div>
  )
}

/** What was refused of a file: its rows where it is them. */
export function SettlementProblem({ problem }: { problem: Problem | undefined }) {
  const { t } = useView()
  const errors = problem?.errors?.filter(({ pointer }) => pointer === '/csv') ?? []
  if (errors.length === 0) return <ProblemNotice problem={problem} />
  return (
    <WrongSheet
      errors={errors}
      columns={columns}
      why={(column) => {
        const key = `common.settlement.wrong.${column}`
        return isMessageKey(key) ? t(key) : undefined
      }}
    />
  )
}

/** Hands a settlement file in: as a file, or written here. */
export function SettlementForm({ action, typed }: { action: string; typed?: string | undefined }) {
  const { t } = useView()
  return (
    <>
      <Form action={action} files>
        <FieldFrame
          id="f-file"
          name="file"
          label={t('common.settlement.csv')}
          hint={t('common.settlement.hint')}
        >
          <input id="f-file" type="file" name="file" accept=".csv,text/csv" aria-describedby="f-file-hint" />
        </FieldFrame>
        <Button icon="upload">{t('common.settlement.send')}</Button>
      </Form>
      <details open={typed !== undefined}>
        <summary>{t('common.settlement.write')}</summary>
        <Form action={action} class="stack-tight">
          <TextArea
            name="csv"
            label={t('common.settlement.text')}
            hint={t('common.settlement.textHint')}
            value={typed ?? ''}
            rows={6}
            maxLength={200_000}
          />
          <Button tone="plain">{t('common.settlement.send')}</Button>
        </Form>
      </details>
    </>
  )
}

/** What a file said and what came of it, line by line; `act` for what its reader may do about a line. */
export function SettlementLines({
  report,
  withdrawAt,
  act,
}: {
  report: SettlementReport
  /** Where it is taken back, for who handed it in. */
  withdrawAt?: string
  act?: (line: Line) => ComponentChildren
}) {
  const { t, f } = useView()
  const { state, rows, lines, amountPaise, matched, short, over, unknown, repeated, open } = report
  const isBooked = state === 'booked'
  return (
    <>
      <Figures
        figures={[
          { label: t('common.settlement.sum'), value: f.money(amountPaise) },
          { label: t('common.settlement.lines'), value: f.number(lines) },
          ...(isBooked
            ? [
                { label: t('common.settlement.outcome.matched'), value: f.number(matched) },
                {
                  label: t('common.settlement.differing'),
                  value: f.number(short + over + unknown),
                  note: t('common.settlement.open', { n: open }),
                  ...(open > 0 ? { tone: 'bad' as const } : {}),
                },
                { label: t('common.settlement.outcome.repeated'), value: f.number(repeated) },
              ]
            : []),
        ]}
      />
      {state === 'told' && withdrawAt && (
        <Notice tone="info">
          <p>{t('common.settlement.waits')}</p>
          <details>
            <summary>{t('common.settlement.withdraw')}</summary>
            <Form action={withdrawAt} class="stack-tight">
              <p>{t('common.settlement.withdrawText')}</p>
              <Button tone="danger">{t('common.settlement.withdraw')}</Button>
            </Form>
          </details>
        </Notice>
      )}
      {state === 'withdrawn' && <Notice tone="warning">{t('common.settlement.withdrawnText')}</Notice>}
      <Card title={t('common.settlement.rows')}>
        <Table
          caption={t('common.settlement.rows')}
          rows={rows}
          keyOf={({ lineId }) => lineId}
          columns={[
            {
              title: t('common.settlement.reference'),
              isName: true,
              cell: ({ reference, utr, paidOn }) => (
                <>
                  <code class="reference">{reference}</code>
                  <small class="quiet sub">
                    {t('common.settlement.sent', { day: f.date(`${paidOn}T12:00:00+05:30`), utr })}
                  </small>
                </>
              ),
            },
            {
              title: t('common.settlement.sum'),
              align: 'end',
              cell: (line) => f.money(line.amountPaise),
            },
            {
              title: t('common.settlement.held'),
              align: 'end',
              cell: ({ heldPaise }) => (heldPaise === null ? '–' : f.money(heldPaise)),
            },
            {
              title: t('common.settlement.result'),
              cell: (line) => <Outcome line={line} act={act} />,
            },
          ]}
        />
      </Card>
    </>
  )
}

function Outcome({ line, act }: { line: Line; act: ((line: Line) => ComponentChildren) | undefined }) {
  const { t, f } = useView()
  const { outcome, closedAt, closeReason } = line
  if (!outcome) return <>–</>
  const differs = outcome === 'short' || outcome === 'over' || outcome === 'unknown'
  return (
    <div class="stack-tight">
      <Badge tone={lineTones[outcome]}>{t(`common.settlement.outcome.${outcome}`)}</Badge>
      {closedAt && (
        <small class="quiet sub">
          {t('common.settlement.closed', { day: f.date(closedAt), reason: closeReason ?? '' })}
        </small>
      )}
      {differs &&
        !closedAt &&
        (act ? act(line) : <small class="sub">{t('common.settlement.stillOpen')}</small>)}
    </div>
  )
}
