import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Code,
  ContactCard,
  Facts,
  Form,
  LinkButton,
  Live,
  PageHead,
  ProblemNotice,
  returnEntries,
  Timeline,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { AtTheDoor, type Door, NeighbourCard } from './door.view.tsx'
import { LocalMap, type Mark } from './local-map.view.tsx'
import { Goods } from './order-goods.view.tsx'
import {
  type Collect,
  entriesOf,
  headlineOf,
  isOver,
  lastPlaceOf,
  type Order,
  OrderBadge,
  type Shipment,
} from './order-states.tsx'
import { Rate } from './rate.view.tsx'
import { type Returns, ReturnsCard } from './returns.view.tsx'
import { WeekHours } from './shop.view.tsx'

export interface OrderFacts {
  order: Order
  shipment: Shipment | undefined
  shop: Reply<'getShop'> | undefined
  rating: Reply<'getOrderRating'> | undefined
  door: Door | undefined
  contact: { rider: Reply<'getContact'>; shop: Reply<'getShopContact'> } | undefined
  returns: Returns | undefined
  collect: Collect | undefined
}

export function OrderPage(
  props: OrderFacts & { problem?: Problem | undefined; typed?: Readonly<Record<string, string>> },
) {
  const { order } = props
  const { t } = useView()
  const path = `/orders/${order.orderId}`
  return (
    <>
      <PageHead
        title={t('consumer.order.title', { shop: order.seller?.shopName ?? '' })}
        back={{ href: `/purchases/${order.purchaseId}`, text: t('consumer.order.back') }}
      />
      <ProblemNotice problem={props.problem} />
      {isOver(order.state) ? (
        <OrderState {...props} />
      ) : (
        <Live id="order-state" src={`${path}/live`} seconds={4}>
          <OrderState {...props} />
        </Live>
      )}
      <AtTheDoor {...props} />
      <ReturnsCard {...props} />
      {props.rating && <Rate {...props} rating={props.rating} />}
      <div class="aside">
        <Goods order={order} />
        <div class="stack-tight">
          {props.collect && <FetchedAt {...props.collect} isOver={isOver(order.state)} />}
          {props.contact && (
            <>
              <ContactCard
                contact={props.contact.rider}
                line="door"
                side="buyer"
                action={`${path}/contact`}
              />
              <ContactCard
                contact={props.contact.shop}
                line="shop"
                side="buyer"
                action={`${path}/contact/shop`}
              />
            </>
          )}
          <Actions {...props} />
          {order.fulfilment === 'delivery' && !props.collect && !isOver(order.state) && props.shipment && (
            <NeighbourCard {...props} />
          )}
          {order.drop && order.fulfilment === 'delivery' && !props.collect && (
            <Card title={t('consumer.order.to')}>
              <p>
                {order.drop.name}
                <br />
                {[order.drop.line1, order.drop.line2, order.drop.landmark].filter(Boolean).join(', ')}
                <br />
                {order.drop.pin}
              </p>
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

/** What changes while the order is on its way: headline, code, map, timeline. */
export function OrderState({ order, shipment, shop, door, returns, collect }: OrderFacts) {
  const view = useView()
  const { t, f } = view
  const seen = lastPlaceOf(shipment)
  const showsCode = shipment?.deliveryCode && !isOver(order.state)
  return (
    <div class="order-state card">
      <div class="order-now">
        <OrderBadge {...order} />
        <p class="order-headline" role="status">
          {headlineOf(view, order, shipment, collect)}
        </p>
        {order.state === 'delivered' && order.closedAt && <p class="quiet">{f.dateTime(order.closedAt)}</p>}
        {shipment?.timeline.some(({ receivedBy }) => receivedBy === 'neighbour') && (
          <p>
            {door?.neighbour
              ? t('consumer.neighbour.took', { name: door.neighbour.name })
              : t('consumer.neighbour.tookIt')}
          </p>
        )}
        {isOver(order.state) && (
          <Form action={`/purchases/${order.purchaseId}/reorder`} class="inline">
            <Button tone="plain" icon="repeat">
              {t('consumer.purchase.reorder')}
            </Button>
          </Form>
        )}
        {showsCode && (
          <div class="order-code">
            <Code code={shipment.deliveryCode!} label={t('consumer.order.code')} />
            <p class="quiet">
              {collect
                ? t('consumer.order.codeHintPoint', { name: collect.point.name })
                : t('consumer.order.codeHint')}
            </p>
          </div>
        )}
        {shipment && shipment.codPaise > 0 && !isOver(order.state) && (
          <p>{t('consumer.order.cashReady', { sum: f.money(shipment.codPaise) })}</p>
        )}
        {shipment?.trackingUrl && (
          <LinkButton href={shipment.trackingUrl} tone="plain" small icon="map">
            {t('consumer.order.track', { name: shipment.provider?.name ?? '' })}
          </LinkButton>
        )}
        {seen?.place && !isOver(order.state) && (
          <>
            <LocalMap
              label={t('consumer.map.parcel')}
              marks={marksOf(view, { order, shop, collect, seen: seen.place })}
              path
            />
            <p class="quiet">{t('consumer.order.lastSeen', { time: f.time(seen.occurredAt) })}</p>
          </>
        )}
      </div>
      <Timeline
        entries={[...entriesOf(view, order, shipment, collect), ...returnEntries(view, returns?.items ?? [])]}
      />
    </div>
  )
}

function marksOf(
  { t }: Pick<ReturnType<typeof useView>, 't'>,
  {
    order,
    shop,
    collect,
    seen,
  }: Pick<OrderFacts, 'order' | 'shop' | 'collect'> & { seen: { lat: number; lng: number } },
): Mark[] {
  const door = collect ? null : order.drop?.point
  return [
    ...(shop ? [{ ...shop.point, tone: 'shop' as const, name: shop.name }] : []),
    { ...seen, tone: 'parcel' as const, name: t('consumer.map.parcelHere') },
    ...(door ? [{ ...door, tone: 'you' as const, name: t('consumer.map.door') }] : []),
    ...(collect ? [{ ...collect.point.place, tone: 'you' as const, name: collect.point.name }] : []),
  ]
}

/** The point where the buyer fetches it. */
function FetchedAt({ point, isOver }: Collect & { isOver: boolean }) {
  const { t } = useView()
  return (
    <Card title={t(isOver ? 'consumer.order.to' : 'consumer.order.point')}>
      <p>
        {point.name}
        <br />
        {[point.line1, point.district].filter(Boolean).join(', ')}
        <br />
        {point.pin}
        {point.phone && (
          <>
            <br />
            <a href={`tel:${point.phone}`}>{point.phone}</a>
          </>
        )}
      </p>
      <WeekHours week={point.hours.week} />
    </Card>
  )
}

function Actions({ order, shop, shipment }: OrderFacts) {
  const { t, f } = useView()
  const path = `/orders/${order.orderId}`
  const canCancel = ['awaitingPayment', 'confirmed', 'accepted', 'packed'].includes(order.state)
  return (
    <Card title={t('consumer.order.help')}>
      <Facts
        facts={[
          [t('consumer.order.number'), order.orderId.slice(-8).toUpperCase()],
          shipment?.awb ? [t('consumer.order.awb'), shipment.awb] : null,
          order.slot ? [t('consumer.order.slot'), f.span(order.slot.from, order.slot.until)] : null,
          order.seller ? [t('consumer.shop.legalName'), order.seller.legalName] : null,
          shop?.carePhone
            ? [t('consumer.shop.phone'), <a href={`tel:${shop.carePhone}`}>{shop.carePhone}</a>]
            : null,
        ]}
      />
      <div class="actions">
        {order.invoiceNumber && (
          <LinkButton href={`${path}/bill`} tone="plain" wide icon="print">
            {t('consumer.order.bill')}
          </LinkButton>
        )}
        {shipment && (shipment.state === 'delivered' || shipment.state === 'returned') && (
          <>
            <LinkButton href={`${path}/receipt.json`} tone="plain" wide icon="check">
              {t('consumer.order.receipt')}
            </LinkButton>
            <p class="quiet">{t('consumer.order.receiptHint')}</p>
          </>
        )}
        <LinkButton href={`${path}/help`} tone="plain" wide icon="info">
          {t('consumer.order.askHelp')}
        </LinkButton>
        {canCancel && (
          <LinkButton href={`${path}/cancel`} tone="danger" wide>
            {t('consumer.order.cancel')}
          </LinkButton>
        )}
      </div>
    </Card>
  )
}
