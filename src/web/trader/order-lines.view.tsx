import { Button, Card, Form, Notice } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { lineName } from './job.view.tsx'
import type { Order } from './orders.data.ts'

/** What was ordered, with a way to strike out what is not there. */
export function OrderLines({ order }: { order: Order }) {
  const { t, f, lang } = useView()
  const mayStrike = order.state === 'confirmed' || order.state === 'accepted'
  const standing = order.lines.filter(({ cancelled }) => !cancelled).length
  return (
    <ul class="plain-list pack-lines">
      {order.lines.map((line) => (
        <li key={line.lineId} class={line.cancelled ? 'struck-line' : undefined}>
          <div class="pack-line">
            <strong class="count">{line.quantity} ×</strong>
            <span>
              {lineName(line, lang)}
              {line.returnedPaise > 0 && (
                <small>
                  {t('common.return.line', { n: line.returnedQuantity, sum: f.money(line.returnedPaise) })}
                </small>
              )}
              {line.cancelled && (
                <small>{t('trader.line.struck', { reason: line.cancelReason ?? '' })}</small>
              )}
            </span>
            <span class="money">{f.money(line.totalPaise)}</span>
          </div>
          {mayStrike && !line.cancelled && (
            <details class="strike">
              <summary>{t('trader.line.strike')}</summary>
              <Form action={`/trade/orders/${order.orderId}/lines/${line.lineId}/cancel`} class="stack-tight">
                {standing === 1 && <Notice tone="warning">{t('trader.line.last')}</Notice>}
                <ReasonField suggestion={t('trader.reason.out')} />
                <Button tone="danger">{t('trader.line.strike.do')}</Button>
              </Form>
            </details>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Turning the whole order down, behind a fold. */
export function RejectForm({ order }: { order: Order }) {
  const { t } = useView()
  return (
    <Card id="reject">
      <details>
        <summary>{t('trader.order.reject')}</summary>
        <Form action={`/trade/orders/${order.orderId}/reject`} class="stack-tight">
          <p>{t('trader.order.reject.what')}</p>
          <ReasonField suggestion={t('trader.reason.out')} />
          <Button tone="danger" icon="cross">
            {t('trader.order.reject.do')}
          </Button>
        </Form>
      </details>
    </Card>
  )
}

/** Why something is not supplied; the buyer reads it. */
const ReasonField = ({ suggestion }: { suggestion: string }) => {
  const { t } = useView()
  return (
    <label class="reason">
      <span>{t('trader.reason.label')}</span>
      <input type="text" name="reason" value={suggestion} maxLength={300} required />
    </label>
  )
}
