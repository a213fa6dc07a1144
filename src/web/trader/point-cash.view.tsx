import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  CheckboxGroup,
  Empty,
  Field,
  Figures,
  Form,
  Notice,
  PageHead,
  ProblemNotice,
  SettlementFiles,
  SettlementForm,
  SettlementLines,
  SettlementProblem,
  SettlementState,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { choiceOf, wrongFields } from './point-cash.data.ts'

const home = '/trade/parcels'
const at = `${home}/files`

/** What was typed into the form of a transfer. */
interface Picked {
  orders: readonly string[]
  day: string
  utr: string
}

interface PointCashProps {
  desk: ShopDesk
  pointId: string
  cash: Reply<'getPointCash'>
  open: Reply<'listOpenCashOfPoint'>
  files: Reply<'listPointRemittances'>
  /** The day that it is in India. */
  today: string
  problem: Problem | undefined
  typed: string | undefined
  picked: Picked | undefined
}

/** What the point has still to send on, its settlement files, and two ways to hand one in. */
export function PointCashPage(props: PointCashProps) {
  const { desk, pointId, cash, files, problem, typed, picked } = props
  const { t, f } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead
        title={t('trader.pointCash.title')}
        lead={t('trader.pointCash.lead')}
        back={{ href: home, text: t('trader.point.title') }}
      />
      {!picked && <SettlementProblem problem={problem} />}
      {cash.full && <Notice tone="warning">{t('trader.pointCash.full')}</Notice>}
      <Figures
        figures={[
          {
            label: t('trader.pointCash.held'),
            value: f.money(cash.heldPaise),
            ...(cash.limitPaise > 0
              ? { note: t('trader.pointCash.limit', { sum: f.money(cash.limitPaise) }) }
              : {}),
          },
          { label: t('trader.pointCash.waiting'), value: f.number(cash.waiting) },
          {
            label: t('trader.pointCash.differences'),
            value: f.number(cash.open),
            ...(cash.open > 0 ? { tone: 'bad' as const } : {}),
          },
        ]}
      />
      <TransferCard {...props} />
      <Card title={t('common.settlement.files')}>
        <SettlementFiles
          files={files.items}
          at={at}
          next={files.nextCursor && `${at}?cursor=${files.nextCursor}`}
        />
      </Card>
      <Card title={t('common.settlement.tell')}>
        <p class="quiet">{t('trader.pointCash.fileText')}</p>
        <SettlementForm action={`${home}/${pointId}/files`} typed={typed} />
      </Card>
    </div>
  )
}

/** Orders whose cash is here, to be ticked off with the bank's reference. */
function TransferCard({ pointId, open, today, problem, picked }: PointCashProps) {
  const { t, f } = useView()
  const wrong = picked ? wrongFields(problem) : new Set<string>()
  const told = open.items.filter((one) => one.told)
  const free = open.items.filter((one) => !one.told)
  const sum = (some: typeof free) => f.money(some.reduce((all, { heldPaise }) => all + heldPaise, 0))
  const errorOf = (name: 'order' | 'day' | 'utr') =>
    wrong.has(name) ? t(`trader.pointCash.wrong.${name}`) : undefined
  if (open.items.length === 0)
    return (
      <Card title={t('trader.pointCash.send')}>
        <Empty icon="check" title={t('trader.pointCash.none')}>
          <p>{t('trader.pointCash.noneText')}</p>
        </Empty>
      </Card>
    )
  return (
    <Card title={t('trader.pointCash.send')}>
      {picked && wrong.size === 0 && <ProblemNotice problem={problem} />}
      {wrong.size > 0 && <Notice tone="bad">{t('trader.pointCash.refused')}</Notice>}
      {told.length > 0 && (
        <p>
          <Badge tone="info">{t('trader.pointCash.told', { n: told.length, sum: sum(told) })}</Badge>
        </p>
      )}
      {free.length > 0 && (
        <Form action={`${home}/${pointId}/transfers`}>
          <p class="quiet">{t('trader.pointCash.sendText')}</p>
          <CheckboxGroup
            name="order"
            label={t('trader.pointCash.orders', { n: free.length, sum: sum(free) })}
            error={errorOf('order')}
            values={picked?.orders ?? free.map(choiceOf)}
            choices={free.map((one) => ({
              value: choiceOf(one),
              label: f.money(one.heldPaise),
              hint: t('trader.pointCash.order', { id: one.orderId.slice(-6), since: f.dateTime(one.since) }),
            }))}
          />
          <Field
            name="day"
            type="date"
            label={t('trader.pointCash.day')}
            value={picked?.day ?? today}
            error={errorOf('day')}
          />
          <Field
            name="utr"
            label={t('trader.pointCash.utr')}
            hint={t('trader.pointCash.utrHint')}
            value={picked?.utr ?? ''}
            error={errorOf('utr')}
            maxLength={30}
            upperCase
          />
          <Button icon="check">{t('common.settlement.send')}</Button>
        </Form>
      )}
      {open.nextCursor && <p class="quiet">{t('trader.pointCash.more')}</p>}
    </Card>
  )
}

/** One settlement file of the point, line by line. */
export function PointSettlementPage({
  desk,
  report,
  problem,
}: {
  desk: ShopDesk
  report: Reply<'getPointRemittance'>
  problem: Problem | undefined
}) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead
        title={t('common.settlement.title')}
        lead={f.dateTime(report.toldAt)}
        back={{ href: at, text: t('trader.pointCash.title') }}
      >
        <SettlementState state={report.state} />
      </PageHead>
      <ProblemNotice problem={problem} />
      <SettlementLines
        report={report}
        withdrawAt={`${home}/${report.hand}/files/${report.remittanceId}/withdraw`}
      />
    </div>
  )
}
