import type { Problem } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Checkbox,
  Facts,
  Field,
  Form,
  HiddenField,
  Icon,
  LinkButton,
  Notice,
  PageHead,
  ProblemNotice,
  Select,
  Timeline,
  type TimelineEntry,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DoorCard } from './door.view.tsx'
import { OwnErrand } from './errand.view.tsx'
import { Bringer, PaidBadge } from './job.view.tsx'
import { OrderLines, RejectForm } from './order-lines.view.tsx'
import { isOwnErrand, isSearching, type Job, mayTake, type Order, shortCode } from './orders.data.ts'
import { stateTone } from './orders.view.tsx'
import { type Returns, ReturnsCard } from './returns.view.tsx'

export interface OrderPageProps {
  desk: ShopDesk
  job: Job
  returns: Returns
  problem?: Problem | undefined
  /** Which form was refused. */
  refused?: string | undefined
  typed?: Readonly<Record<string, string>>
}

/** One order with everything that the shop may do with it. */
export function OrderPage(props: OrderPageProps) {
  const { t, f } = useView()
  const { job, problem } = props
  const { order, shipment } = job
  return (
    <div class="stack">
      <PageHead
        title={t('trader.order.name', { code: shortCode(order.orderId) })}
        lead={
          <>
            <Badge tone={stateTone(order.state)}>{t(`trader.state.${order.state}`)}</Badge>{' '}
            <PaidBadge order={order} /> <Badge>{t(`trader.fulfilment.${order.fulfilment}`)}</Badge>
          </>
        }
        back={{ href: '/trade', text: t('trader.nav.today') }}
      >
        {order.state === 'packed' && order.drop && (
          <LinkButton href={`/trade/orders/${order.orderId}/label`} tone="plain" icon="print">
            {t('trader.label.print')}
          </LinkButton>
        )}
      </PageHead>
      <ProblemNotice problem={problem} texts={wordsOf(t)} />
      <div class="aside">
        <div class="stack">
          <NextStep {...props} />
          <ReturnsCard returns={props.returns} />
          <Card title={t('trader.order.lines')}>
            <OrderLines order={order} />
            <Facts
              facts={[
                [t('trader.order.goods'), f.money(order.goodsPaise)],
                [t('trader.order.delivery'), f.money(order.deliveryPaise)],
                [t('trader.order.total'), <strong>{f.money(order.totalPaise)}</strong>],
                order.slot && [
                  t('trader.order.slot'),
                  <strong>{f.span(order.slot.from, order.slot.until)}</strong>,
                ],
                order.invoiceNumber === null ? null : [t('trader.order.invoice'), order.invoiceNumber],
              ]}
            />
          </Card>
          <Card title={t('trader.order.story')}>
            <Timeline entries={storyOf(t, order)} />
          </Card>
        </div>
        <div class="stack">
          {order.drop && <DropCard order={order} />}
          {shipment && (
            <Card title={t('trader.order.parcel')}>
              <Bringer job={job} />
              {shipment.awb && (
                <p>
                  {t('trader.order.awb')}: <strong>{shipment.awb}</strong>
                </p>
              )}
              <p>
                <a href={`/trade/orders/${order.orderId}/carrier`}>{t('trader.carrier.link')}</a>
              </p>
              {mayTake(shipment) && <TakeParcel job={job} />}
              {(shipment.state === 'delivered' || shipment.state === 'returned') && (
                <>
                  <LinkButton href={`/trade/orders/${order.orderId}/receipt.json`} tone="plain" icon="check">
                    {t('trader.order.receipt')}
                  </LinkButton>
                  <p class="quiet">{t('trader.order.receiptHint')}</p>
                </>
              )}
            </Card>
          )}
          {shipment && <DoorCard shipment={shipment} />}
          {mayReject(order) && <RejectForm order={order} />}
        </div>
      </div>
    </div>
  )
}

/** What is wrong with a field, said for who stands in the shop or at a door. */
export const wordsOf = (t: ReturnType<typeof useView>['t']) => ({
  weightGrams: t('trader.order.pack.weight.wrong'),
  deliveryCode: t('trader.errand.code.wrong'),
  cashCollectedPaise: t('trader.errand.cash.wrong'),
  reason: t('trader.reason.wrong'),
})

const mayReject = ({ state }: Order): boolean =>
  state === 'confirmed' || state === 'accepted' || state === 'packed'

/** What comes next, as the first thing on the page. */
function NextStep({ job, problem, refused, typed }: OrderPageProps) {
  const view = useView()
  const { t } = view
  const { order, shipment } = job
  const url = `/trade/orders/${order.orderId}`
  if (order.state === 'confirmed') {
    return (
      <Card title={t('trader.order.accept.title')}>
        <Form action={`${url}/accept`}>
          <Select
            name="minutes"
            label={t('trader.order.accept.minutes')}
            value={typed?.minutes ?? '20'}
            choices={[10, 20, 30, 45, 60, 120, 1440].map((n) => ({
              value: String(n),
              label: n < 120 ? t('common.units.minutes', { n }) : t('common.units.hours', { n: n / 60 }),
            }))}
          />
          <Button icon="check">{t('trader.order.accept')}</Button>
        </Form>
      </Card>
    )
  }
  if (order.state === 'accepted') {
    return (
      <Card title={t('trader.order.pack.title')}>
        <Form action={`${url}/pack`}>
          <Field
            name="weightGrams"
            label={t('trader.order.pack.weight')}
            hint={t('trader.order.pack.weight.hint', { weight: view.f.weight(order.weightGrams) })}
            value={typed?.weightGrams ?? ''}
            error={
              refused === 'pack' && fieldTexts(view, problem).weightGrams ? wordsOf(t).weightGrams : undefined
            }
            inputMode="numeric"
            size={8}
            maxLength={8}
            optional
          />
          {refused === 'pack' && problem?.code === 'weightDiffers' && (
            <Checkbox name="sure" label={t('trader.order.pack.sure')} />
          )}
          <Button icon="box">{t('trader.order.pack')}</Button>
        </Form>
      </Card>
    )
  }
  if (order.state === 'packed' && order.fulfilment === 'pickup') {
    return (
      <Card title={t('trader.order.collect.title')}>
        <p>{t('trader.order.collect.text')}</p>
        <Form action={`${url}/collected`}>
          <Button icon="check">
            {t(order.method === 'cod' ? 'trader.order.collectedCash' : 'trader.order.collected')}
          </Button>
        </Form>
      </Card>
    )
  }
  if (shipment && isOwnErrand(shipment)) {
    return <OwnErrand job={job} {...(refused === 'tell' ? { problem, typed } : {})} />
  }
  if (order.endReason) {
    return (
      <Notice tone="warning">
        <p>{t(`trader.ended.${order.endedBy ?? 'time'}`)}</p>
        <p>{order.endReason}</p>
      </Notice>
    )
  }
  return null
}

function DropCard({ order }: { order: Order }) {
  const { t } = useView()
  const drop = order.drop!
  return (
    <Card title={t('trader.order.drop')}>
      <p>
        <strong>{drop.name}</strong>
        <br />
        {[drop.line1, drop.line2, drop.landmark].filter(Boolean).join(', ')}
        <br />
        {[drop.pin, drop.district, drop.state].filter(Boolean).join(', ')}
      </p>
      <p>
        <a class="button plain" href={`tel:${drop.phone}`}>
          <Icon name="phone" />
          <span>{drop.phone}</span>
        </a>
      </p>
    </Card>
  )
}

/** The shop brings it itself, or asks for another search. */
function TakeParcel({ job: { order, shipment } }: { job: Job }) {
  const { t } = useView()
  if (!shipment) return null
  const url = `/trade/orders/${order.orderId}/parcel/${shipment.shipmentId}`
  return (
    <div class="stack-tight">
      {isSearching(shipment) && shipment.attention && (
        <Form action={`${url}/retry`} class="alone">
          <Button tone="plain" icon="repeat" wide>
            {t('trader.parcel.retry')}
          </Button>
        </Form>
      )}
      <details>
        <summary>{t('trader.parcel.self')}</summary>
        <Form action={`${url}/self`} class="stack-tight">
          <HiddenField name="sure" value="yes" />
          <p>{t('trader.parcel.self.what')}</p>
          <Button tone="plain" icon="truck">
            {t('trader.parcel.self.do')}
          </Button>
        </Form>
      </details>
    </div>
  )
}

function storyOf(t: ReturnType<typeof useView>['t'], order: Order): TimelineEntry[] {
  const steps = [
    ['confirmedAt', 'trader.story.confirmed'],
    ['acceptedAt', 'trader.story.accepted'],
    ['packedAt', 'trader.story.packed'],
    ['handedOverAt', 'trader.story.handedOver'],
  ] as const
  const told: TimelineEntry[] = [{ title: t('trader.story.created'), at: order.createdAt, state: 'done' }]
  for (const [key, text] of steps) {
    if (order[key]) told.push({ title: t(text), at: order[key], state: 'done' })
  }
  if (order.closedAt) {
    const isGood = order.state === 'delivered'
    told.push({ title: t(`trader.state.${order.state}`), at: order.closedAt, state: isGood ? 'done' : 'bad' })
  }
  return told
}
