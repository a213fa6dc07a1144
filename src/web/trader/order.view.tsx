import type { Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  ContactCard,
  Facts,
  Form,
  HiddenField,
  Icon,
  LinkButton,
  PageHead,
  ProblemNotice,
  returnEntries,
  Timeline,
  type TimelineEntry,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DoorCard } from './door.view.tsx'
import { Bringer, PaidBadge } from './job.view.tsx'
import { NextStep, type NextStepProps, wordsOf } from './next-step.view.tsx'
import { OrderLines, RejectForm } from './order-lines.view.tsx'
import { isSearching, type Job, type Order, shortCode } from './orders.data.ts'
import { stateTone } from './orders.view.tsx'
import { type Returns, ReturnsCard } from './returns.view.tsx'
import { PointCard, type Way, WayOfParcel } from './way.view.tsx'

export interface OrderPageProps extends NextStepProps {
  desk: ShopDesk
  returns: Returns
  /** Of a parcel that goes over several hands. */
  way: Way | undefined
  /** The point where its buyer fetches it. */
  point: Reply<'getPoint'> | undefined
  contact: { buyer: Reply<'getBuyerContact'>; rider: Reply<'getRiderContact'> } | undefined
}

/** One order with everything that the shop may do with it. */
export function OrderPage(props: OrderPageProps) {
  const { t, f } = useView()
  const { job, problem } = props
  const { order, shipment } = job
  const at = `/trade/orders/${order.orderId}/contact`
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
                order.returnedPaise > 0 ? [t('common.return.paidBack'), f.money(-order.returnedPaise)] : null,
                order.slot && [
                  t('trader.order.slot'),
                  <strong>{f.span(order.slot.from, order.slot.until)}</strong>,
                ],
                order.invoiceNumber === null
                  ? null
                  : [
                      t('trader.order.invoice'),
                      <a href={`/orders/${order.orderId}/bill?from=trade`}>{order.invoiceNumber}</a>,
                    ],
              ]}
            />
          </Card>
          <Card title={t('trader.order.story')}>
            <Timeline entries={[...storyOf(t, order), ...returnEntries({ t }, props.returns)]} />
          </Card>
        </div>
        <div class="stack">
          {order.drop &&
            (props.point ? (
              <PointCard point={props.point} name={order.drop.name} />
            ) : (
              <DropCard order={order} />
            ))}
          {shipment && (
            <Card title={t('trader.order.parcel')}>
              <Bringer job={job} atPoint={Boolean(props.way?.collect?.until)} />
              {props.way && <WayOfParcel way={props.way} />}
              {shipment.awb && (
                <p>
                  {t('trader.order.awb')}: <strong>{shipment.awb}</strong>
                </p>
              )}
              <p>
                <a href={`/trade/orders/${order.orderId}/carrier`}>{t('trader.carrier.link')}</a>
              </p>
              {shipment.mayTakeBack && <TakeBack job={job} />}
              {shipment.mayDeliverItself && <TakeParcel job={job} />}
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
          {props.contact && (
            <>
              <ContactCard contact={props.contact.rider} line="counter" side="shop" action={`${at}/rider`} />
              <ContactCard contact={props.contact.buyer} line="shop" side="shop" action={`${at}/buyer`} />
            </>
          )}
          {shipment && <DoorCard shipment={shipment} />}
          {mayReject(order) && <RejectForm order={order} />}
        </div>
      </div>
    </div>
  )
}

const mayReject = ({ state }: Order): boolean =>
  state === 'confirmed' || state === 'accepted' || state === 'packed'

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
      {drop.phone ? (
        <p>
          <a class="button plain" href={`tel:${drop.phone}`}>
            <Icon name="phone" />
            <span>{drop.phone}</span>
          </a>
        </p>
      ) : (
        <p class="quiet">{t('trader.order.noPhone')}</p>
      )}
    </Card>
  )
}

/** A parcel that waits for the post: it may be taken back before it is handed in there. */
function TakeBack({ job: { order, shipment } }: { job: Job }) {
  const { t } = useView()
  if (!shipment) return null
  return (
    <details>
      <summary>{t('trader.parcel.back')}</summary>
      <Form action={`/trade/orders/${order.orderId}/parcel/${shipment.shipmentId}/back`} class="stack-tight">
        <p>{t('trader.parcel.back.what')}</p>
        <Button tone="plain" icon="repeat">
          {t('trader.parcel.back.do')}
        </Button>
      </Form>
    </details>
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
