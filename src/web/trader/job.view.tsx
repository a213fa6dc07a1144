import { Badge, Button, Code, Form, HiddenField, Icon, LinkButton, Notice } from '../components/index.ts'
import { attentionText, useView, type View } from '../page/index.ts'
import { isSearching, type Job, type Order, type Shipment, shortCode } from './orders.data.ts'

/** One order: what to pack, for whom, and the next step as one button. */
export function JobCard({ job }: { job: Job }) {
  const { t, f } = useView()
  const { order, shipment } = job
  const url = `/trade/orders/${order.orderId}`
  return (
    <article class={`card job ${order.state}`}>
      <header class="job-head">
        <h3>
          <a href={url}>{t('trader.order.name', { code: shortCode(order.orderId) })}</a>
        </h3>
        <span class="quiet">{f.time(order.confirmedAt ?? order.createdAt)}</span>
        <strong class="money">{f.money(order.totalPaise)}</strong>
      </header>
      <p class="row job-tags">
        <PaidBadge order={order} />
        <Badge>{t(`trader.fulfilment.${order.fulfilment}`)}</Badge>
        {order.slot && (
          <Badge tone="info">
            {t('trader.order.wanted', { span: f.span(order.slot.from, order.slot.until) })}
          </Badge>
        )}
        {order.readyAt && order.state === 'accepted' && (
          <Badge tone="info">{t('trader.order.readyAt', { time: f.time(order.readyAt) })}</Badge>
        )}
      </p>
      <Lines order={order} />
      {order.drop && (
        <p class="quiet">
          {order.drop.name}, {order.drop.pin}
        </p>
      )}
      {shipment && <Bringer job={job} />}
      <JobAction order={order} url={url} />
    </article>
  )
}

export function PaidBadge({ order }: { order: Pick<Order, 'method' | 'state'> }) {
  const { t } = useView()
  if (order.state === 'awaitingPayment') return <Badge tone="warning">{t('trader.paid.not')}</Badge>
  return order.method === 'cod' ? (
    <Badge tone="warning">{t('trader.paid.cash')}</Badge>
  ) : (
    <Badge tone="good">{t('trader.paid.yes')}</Badge>
  )
}

function Lines({ order }: { order: Order }) {
  const { lang } = useView()
  return (
    <ul class="job-lines plain-list">
      {order.lines
        .filter(({ cancelled }) => !cancelled)
        .map((line) => (
          <li key={line.lineId}>
            <strong>{line.quantity} ×</strong> <span>{lineName(line, lang)}</span>
          </li>
        ))}
    </ul>
  )
}

/** Brand, name and pack of a line in the reader's language. */
export const lineName = (line: Order['lines'][number], lang: string): string =>
  [
    lang === 'hi' && line.nameHi ? line.nameHi : [line.brand, line.name].filter(Boolean).join(' '),
    `${line.netQuantity} ${line.unit}`,
  ].join(', ')

/** Taken back from the post: nobody is looked for before the shop says so. */
const liesHere = ({ attentionCode }: Shipment): boolean => attentionCode === 'takenBack'

/** Who brings a parcel, in a few words. */
export function bringerOf({ t }: Pick<View, 't'>, shipment: Shipment): string {
  if (shipment.carrier === 'shop') return t('trader.bringer.self')
  if (shipment.provider) return t('trader.bringer.provider', { name: shipment.provider.name })
  if (shipment.mayTakeBack) return t('trader.bringer.post')
  if (shipment.carrier === 'relay') return t('trader.bringer.relay')
  return t(liesHere(shipment) ? 'trader.bringer.here' : 'trader.bringer.searching')
}

const hasEnded = ({ state }: Shipment): boolean =>
  ['delivered', 'returned', 'lost', 'disposed', 'cancelled'].includes(state)

/** Who brings the parcel, and the code that the rider asks for. */
export function Bringer({
  job: { shipment, order },
  atPoint = false,
}: {
  job: Job
  /** It waits at a point for its buyer. */
  atPoint?: boolean
}) {
  const view = useView()
  const { t, f } = view
  if (!shipment) return null
  const attention = attentionText(view, shipment)
  return (
    <div class="bringer stack-tight">
      <p>
        <Icon name="truck" /> {bringerOf(view, shipment)}{' '}
        {(!isSearching(shipment) || (shipment.state === 'bookingFailed' && !liesHere(shipment))) && (
          <Badge tone={isSearching(shipment) ? 'warning' : 'info'}>
            {t(atPoint ? 'trader.parcel.atPoint' : `trader.parcel.${shipment.state}`)}
          </Badge>
        )}
      </p>
      {shipment.promisedBy && !atPoint && !hasEnded(shipment) && (
        <p class="quiet">{t('trader.bringer.promised', { time: f.dateTime(shipment.promisedBy) })}</p>
      )}
      {attention && <Notice tone="warning">{attention}</Notice>}
      {shipment.handoverCode && order.state === 'packed' && !shipment.mayTakeBack && (
        <Code code={shipment.handoverCode} label={t('trader.bringer.code')} />
      )}
    </div>
  )
}

function JobAction({ order, url }: { order: Order; url: string }) {
  const { t } = useView()
  if (order.state === 'confirmed') {
    return (
      <div class="row">
        <Form action={`${url}/accept`} class="alone grow">
          <HiddenField name="from" value="today" />
          <HiddenField name="minutes" value="20" />
          <Button icon="check" wide>
            {t('trader.order.accept')}
          </Button>
        </Form>
        <LinkButton href={`${url}#reject`} tone="quiet">
          {t('trader.order.cannot')}
        </LinkButton>
      </div>
    )
  }
  if (order.state === 'accepted') {
    return (
      <div class="row">
        <Form action={`${url}/pack`} class="alone grow">
          <HiddenField name="from" value="today" />
          <Button icon="box" wide>
            {t('trader.order.pack')}
          </Button>
        </Form>
        <LinkButton href={url} tone="quiet">
          {t('trader.order.missing')}
        </LinkButton>
      </div>
    )
  }
  if (order.state === 'packed' && order.fulfilment === 'pickup') {
    return (
      <Form action={`${url}/collected`} class="alone">
        <HiddenField name="from" value="today" />
        <Button icon="check" wide>
          {t(order.method === 'cod' ? 'trader.order.collectedCash' : 'trader.order.collected')}
        </Button>
      </Form>
    )
  }
  return (
    <LinkButton href={url} tone="plain">
      {t('trader.order.open')}
    </LinkButton>
  )
}
