import type { Reply } from '../api/client.ts'
import { Badge, type TimelineEntry } from '../components/index.ts'
import type { ViewFacts } from '../page/index.ts'
import { useView } from '../page/index.ts'

export type Order = Reply<'getOrder'>
export type Shipment = Reply<'listShipmentsOfOrder'>['items'][number]
type Kept = Pick<Order, 'state' | 'fulfilment'>

const tones: Readonly<Record<Order['state'], 'good' | 'info' | 'warning' | 'bad' | 'neutral'>> = {
  awaitingPayment: 'warning',
  confirmed: 'info',
  accepted: 'info',
  packed: 'info',
  handedOver: 'info',
  delivered: 'good',
  cancelled: 'neutral',
  rejected: 'bad',
  expired: 'neutral',
  undelivered: 'bad',
}

/** The state of an order in a few words; what is fetched at the counter is called so. */
export function OrderBadge({ state, fulfilment }: Kept) {
  const { t } = useView()
  const name =
    fulfilment === 'pickup' && (state === 'packed' || state === 'delivered') ? `${state}Pickup` : state
  return <Badge tone={tones[state]}>{t(`consumer.state.${name as Order['state']}`)}</Badge>
}

/** The point where the buyer fetches an order. */
export interface Collect {
  point: Reply<'getPoint'>
  /** When it goes back to its shop; null: it is not there yet. */
  until: string | null
}

/** The headline of an order: where it is now, and what comes next. */
export function headlineOf(
  { t, f }: ViewFacts,
  order: Order,
  shipment: Shipment | undefined,
  collect?: Collect | undefined,
): string {
  const { state, fulfilment } = order
  if (fulfilment === 'pickup' && state === 'packed') return t('consumer.headline.packedPickup')
  if (state === 'accepted' && order.readyAt) {
    return t('consumer.headline.acceptedUntil', { time: f.time(order.readyAt) })
  }
  if (state === 'handedOver' && shipment) {
    if (collect?.until) {
      const { name } = collect.point
      return t('consumer.headline.atPoint', { name, time: f.dateTime(collect.until) })
    }
    if (!shipment.promisedBy || shipment.state === 'atDrop') return t(`consumer.shipment.${shipment.state}`)
    const time = f.time(shipment.promisedBy)
    return collect
      ? t('consumer.headline.onTheWayToPoint', { name: collect.point.name, time })
      : t('consumer.headline.onTheWayBy', { time })
  }
  return t(`consumer.headline.${state}`)
}

const rank: readonly Order['state'][] = [
  'awaitingPayment',
  'confirmed',
  'accepted',
  'packed',
  'handedOver',
  'delivered',
]
const isOver = (state: Order['state']): boolean =>
  ['delivered', 'cancelled', 'rejected', 'expired', 'undelivered'].includes(state)

export { isOver }

/** The way of an order from purchase to door: what happened, what is now, what is to come. */
export function entriesOf(
  view: ViewFacts,
  order: Order,
  shipment: Shipment | undefined,
  collect?: Collect | undefined,
): TimelineEntry[] {
  const { t, f } = view
  const isPickup = order.fulfilment === 'pickup'
  const steps: { state: Order['state']; title: string; at: string | null; note?: string | undefined }[] = [
    { state: 'awaitingPayment', title: t('consumer.step.ordered'), at: order.createdAt },
    { state: 'confirmed', title: t('consumer.step.confirmed'), at: order.confirmedAt },
    {
      state: 'accepted',
      title: t('consumer.step.accepted'),
      at: order.acceptedAt,
      note:
        order.readyAt && !order.packedAt
          ? t('consumer.step.readyAt', { time: f.time(order.readyAt) })
          : undefined,
    },
    {
      state: 'packed',
      title: isPickup ? t('consumer.step.packedPickup') : t('consumer.step.packed'),
      at: order.packedAt,
      note: shipment && !order.handedOverAt ? carrierNote({ t }, shipment) : undefined,
    },
    ...(isPickup
      ? []
      : [
          {
            state: 'handedOver' as const,
            title: t('consumer.step.handedOver'),
            at: order.handedOverAt,
            note:
              shipment && order.handedOverAt && !isOver(order.state)
                ? t(collect?.until ? 'consumer.shipment.atPoint' : `consumer.shipment.${shipment.state}`)
                : undefined,
          },
        ]),
    {
      state: 'delivered',
      title: isPickup ? t('consumer.step.collected') : t('consumer.step.delivered'),
      at: order.state === 'delivered' ? order.closedAt : null,
    },
  ]
  const happened = steps.filter(({ at }) => at !== null)
  const done: TimelineEntry[] = happened.map(({ title, at, note }, nth) => ({
    title,
    at,
    note,
    state: nth === happened.length - 1 && !isOver(order.state) ? 'now' : 'done',
  }))
  if (isOver(order.state) && order.state !== 'delivered') {
    return [
      ...done,
      {
        title: t(`consumer.state.${order.state}`),
        at: order.closedAt,
        note: order.endReason ?? undefined,
        state: 'bad',
      },
      ...knownEntries(view, shipment).filter(({ instruction }) => instruction === 'cancel'),
    ]
  }
  const coming = steps.filter(
    ({ at, state }) => at === null && rank.indexOf(state) > rank.indexOf(order.state),
  )
  return [...done, ...coming.map(({ title }): TimelineEntry => ({ title, state: 'coming' }))]
}

/** What its carrier says that it knows of what was decided about a parcel. */
export const knownEntries = ({ t }: Pick<ViewFacts, 't'>, shipment: Shipment | undefined) =>
  (shipment?.timeline ?? []).flatMap(({ instruction, occurredAt }) =>
    instruction
      ? [
          {
            instruction,
            title: t('consumer.door.known', { answer: t(`consumer.door.answer.${instruction}`) }),
            at: occurredAt,
            state: 'done' as const,
          },
        ]
      : [],
  )

const carrierNote = ({ t }: Pick<ViewFacts, 't'>, shipment: Shipment): string =>
  shipment.provider
    ? t('consumer.order.carrier', { name: shipment.provider.name })
    : shipment.carrier === 'shop'
      ? t('consumer.order.shopBrings')
      : t(shipment.carrier === 'relay' ? 'consumer.order.severalHands' : 'consumer.order.lookingForCarrier')

/** Where the parcel was last seen. */
export const lastPlaceOf = (shipment: Shipment | undefined) =>
  shipment?.timeline.findLast(({ place, effect }) => place !== undefined && effect !== 'refused')
