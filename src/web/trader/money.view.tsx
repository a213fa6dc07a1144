import type { Problem, Reply } from '../api/client.ts'
import {
  BarChart,
  Button,
  Card,
  Empty,
  Field,
  Figures,
  Form,
  Notice,
  PageHead,
  ProblemNotice,
  Table,
  Tabs,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk, ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { goodsName } from './goods.data.ts'
import { LastPayouts, type Next, NextPayout, type Payouts } from './payouts.view.tsx'

type Money = Reply<'getTraderMoney'>
type Sales = Reply<'getSales'>
type ToConfirm = Reply<'listPaymentsToConfirm'>['items'][number]
type Refund = Reply<'listOpenRefunds'>['items'][number]

function MoneyTabs({ current }: { current: 'money' | 'sales' }) {
  const { t } = useView()
  return (
    <Tabs
      label={t('trader.money.tabs')}
      tabs={(['money', 'sales'] as const).map((name) => ({
        href: `/trade/${name}`,
        text: t(`trader.money.tab.${name}`),
        current: name === current,
      }))}
    />
  )
}

/** What was sold, who has the money now, and what waits for the trader's word. */
export function MoneyPage({
  desk,
  money,
  toConfirm,
  refunds,
  next,
  payouts,
  problem,
  refused,
}: {
  desk: Desk
  money: Money
  toConfirm: readonly ToConfirm[]
  refunds: readonly Refund[]
  next: Next
  payouts: Payouts
  problem: Problem | undefined
  /** The payment or refund whose form was refused, and what was typed into it. */
  refused: { id: string; typed: string } | undefined
}) {
  const { t, f } = useView()
  const hand = ({ holder, cash }: Money['places'][number]) =>
    t(holder === 'trader' && cash ? 'trader.money.holder.traderCash' : `trader.money.holder.${holder}`)
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.nav.money')} />
      <MoneyTabs current="money" />
      <ProblemNotice
        problem={problem}
        rename={refused ? { bankReference: `bankReference-${refused.id}` } : {}}
        texts={refused ? { [`bankReference-${refused.id}`]: t('trader.money.utr.wrong') } : {}}
      />
      <Figures
        figures={[
          {
            label: t('trader.money.sold'),
            value: f.money(money.soldPaise),
            note: t('trader.money.sold.note'),
          },
          { label: t('trader.money.received'), value: f.money(money.receivedPaise), tone: 'good' },
          {
            label: t('trader.money.owed'),
            value: f.money(money.owedPaise),
            note: t('trader.money.owed.note'),
          },
          {
            label: t('trader.money.unpaid'),
            value: f.money(money.unpaidPaise),
            note: t('trader.money.unpaid.note'),
          },
          ...(money.paidOutPaise + money.underWayPaise > 0
            ? [
                {
                  label: t('trader.money.paidOut'),
                  value: f.money(money.paidOutPaise),
                  tone: 'good' as const,
                  ...(money.underWayPaise > 0
                    ? { note: t('trader.money.underWay', { sum: f.money(money.underWayPaise) }) }
                    : {}),
                },
              ]
            : []),
        ]}
      />
      {toConfirm.length > 0 && (
        <Card title={t('trader.money.confirm')}>
          <p>{t('trader.money.confirm.lead')}</p>
          <ul class="plain-list claims">
            {toConfirm.map((payment) => (
              <li key={payment.paymentId}>
                <p>
                  <strong class="money">{f.money(payment.amountPaise)}</strong>{' '}
                  <span class="quiet">{f.dateTime(payment.createdAt)}</span>
                </p>
                <ReferenceForm
                  action={`/trade/payments/${payment.paymentId}/confirm`}
                  id={payment.paymentId}
                  button={t('trader.money.confirm.do')}
                  typed={refused?.id === payment.paymentId ? refused.typed : undefined}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {refunds.length > 0 && (
        <Card title={t('trader.money.refunds')}>
          <Notice tone="warning">
            {t('trader.money.refunds.lead', { amount: f.money(money.openRefunds.amountPaise) })}
          </Notice>
          <ul class="plain-list claims">
            {refunds.map((refund) => (
              <li key={refund.refundId}>
                <p>
                  <strong class="money">{f.money(refund.amountPaise)}</strong>{' '}
                  <span class="quiet">{f.dateTime(refund.createdAt)}</span>
                  <br />
                  {refund.reason}
                </p>
                <ReferenceForm
                  action={`/trade/refunds/${refund.refundId}/confirm`}
                  id={refund.refundId}
                  button={t('trader.money.refunds.do')}
                  typed={refused?.id === refund.refundId ? refused.typed : undefined}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <NextPayout desk={desk} next={next} />
      <LastPayouts payouts={payouts} />
      <Card title={t('trader.money.where')}>
        <Table
          caption={t('trader.money.where')}
          rows={money.places}
          keyOf={(place) => `${place.holder}${place.cash}${place.providerId}`}
          empty={<Empty icon="money" title={t('trader.money.none')} />}
          columns={[
            { title: t('trader.money.hand'), isName: true, cell: hand },
            { title: t('trader.money.orders'), align: 'end', cell: ({ orders }) => f.number(orders) },
            { title: t('trader.money.goods'), align: 'end', cell: ({ goodsPaise }) => f.money(goodsPaise) },
          ]}
        />
        <p class="quiet">{t('trader.money.note')}</p>
      </Card>
    </div>
  )
}

/** The bank's reference of a transfer, twelve digits. */
function ReferenceForm({
  action,
  id,
  button,
  typed,
}: {
  action: string
  id: string
  button: string
  /** What was typed and refused. */
  typed: string | undefined
}) {
  const { t } = useView()
  return (
    <Form action={action} class="form reference">
      <Field
        name={`bankReference-${id}`}
        label={t('trader.money.utr')}
        hint={t('trader.money.utr.hint')}
        value={typed ?? ''}
        error={typed === undefined ? undefined : t('trader.money.utr.wrong')}
        inputMode="numeric"
        maxLength={14}
        size={16}
      />
      <Button>{button}</Button>
    </Form>
  )
}

export const periods = [7, 30, 90] as const
export type Period = (typeof periods)[number]

/** Sales at a glance: figures, the days as bars, and what sells best. */
export function SalesPage({ desk, sales, days }: { desk: ShopDesk; sales: Sales; days: Period }) {
  const { t, f, lang } = useView()
  const lost = sales.lost.byBuyer + sales.lost.byShop + sales.lost.undelivered
  const dayName = new Intl.DateTimeFormat(lang === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
  })
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.sales.title')} />
      <MoneyTabs current="sales" />
      <nav class="picks" aria-label={t('trader.sales.period')}>
        {periods.map((period) => (
          <a
            key={period}
            href={`/trade/sales?days=${period}`}
            aria-current={period === days ? 'true' : undefined}
          >
            {t('trader.sales.days', { n: period })}
          </a>
        ))}
      </nav>
      <Figures
        figures={[
          {
            label: t('trader.sales.goods'),
            value: f.money(sales.goodsPaise),
            ...(sales.returnedPaise > 0
              ? { note: t('trader.sales.returned', { sum: f.money(sales.returnedPaise) }) }
              : {}),
          },
          { label: t('trader.sales.orders'), value: f.number(sales.orders) },
          { label: t('trader.sales.pieces'), value: f.number(sales.pieces) },
          {
            label: t('trader.sales.lost'),
            value: f.number(lost),
            ...(lost > 0
              ? {
                  note: t('trader.sales.lost.note', { ...sales.lost }),
                  ...(sales.lost.byShop > 0 ? { tone: 'bad' as const } : {}),
                }
              : {}),
          },
        ]}
      />
      {sales.orders === 0 ? (
        <Empty icon="chart" title={t('trader.sales.none')}>
          <p>{t('trader.sales.none.text')}</p>
        </Empty>
      ) : (
        <>
          <Card>
            <BarChart
              title={t('trader.sales.byDay')}
              points={sales.days.map(({ date, goodsPaise }) => ({
                label: dayName.format(new Date(`${date}T00:00:00Z`)),
                value: goodsPaise,
              }))}
              show={f.money}
            />
          </Card>
          <Card title={t('trader.sales.best')}>
            <Table
              caption={t('trader.sales.best')}
              rows={sales.best}
              keyOf={({ listingId }) => listingId}
              columns={[
                {
                  title: t('trader.column.name'),
                  isName: true,
                  cell: (item) => <a href={`/trade/goods/${item.listingId}`}>{goodsName(item, lang)}</a>,
                },
                { title: t('trader.sales.pieces'), align: 'end', cell: ({ pieces }) => f.number(pieces) },
                {
                  title: t('trader.sales.goods'),
                  align: 'end',
                  cell: ({ goodsPaise }) => f.money(goodsPaise),
                },
              ]}
            />
          </Card>
        </>
      )}
    </div>
  )
}
