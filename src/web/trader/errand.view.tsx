import type { Problem } from '../api/client.ts'
import { Button, Card, Checkbox, Field, Form, HiddenField, Notice } from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { Job } from './orders.data.ts'

/** A parcel that the shop brings itself: set off, hand over against the buyer's code, or say why not. */
export function OwnErrand({
  job: { order, shipment },
  problem,
  typed,
}: {
  job: Job
  problem?: Problem | undefined
  typed?: Readonly<Record<string, string>> | undefined
}) {
  const view = useView()
  const { t, f } = view
  if (!shipment) return null
  const action = `/trade/orders/${order.orderId}/parcel/${shipment.shipmentId}/tell`
  const isOut = shipment.state !== 'booked'
  return (
    <Card title={t('trader.errand.title')} class="errand">
      {!isOut && (
        <Form action={action} class="alone">
          <HiddenField name="status" value="outForDelivery" />
          <Button icon="truck" wide>
            {t('trader.errand.go')}
          </Button>
        </Form>
      )}
      {isOut && (
        <>
          <Form action={action}>
            <HiddenField name="status" value="delivered" />
            <Field
              name="deliveryCode"
              label={t('trader.errand.code')}
              hint={t('trader.errand.code.hint')}
              value={typed?.deliveryCode ?? ''}
              error={fieldTexts(view, problem).deliveryCode && t('trader.errand.code.wrong')}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={7}
              size={8}
            />
            {shipment.codPaise > 0 && (
              <>
                <Notice tone="warning">
                  {t('trader.errand.cash', { amount: f.money(shipment.codPaise) })}
                </Notice>
                <HiddenField name="codPaise" value={shipment.codPaise} />
                <Checkbox
                  name="cash"
                  label={t('trader.errand.cash.taken', { amount: f.money(shipment.codPaise) })}
                />
              </>
            )}
            <Button icon="check">{t('trader.errand.done')}</Button>
          </Form>
          <details>
            <summary>{t('trader.errand.failed')}</summary>
            <Form action={action} class="stack-tight">
              <HiddenField name="status" value="deliveryFailed" />
              <label class="reason">
                <span>{t('trader.reason.label')}</span>
                <input type="text" name="reason" value={t('trader.reason.away')} maxLength={500} required />
              </label>
              <Button tone="plain">{t('trader.errand.failed.do')}</Button>
            </Form>
            <Form action={action} class="alone">
              <HiddenField name="status" value="returned" />
              <HiddenField name="reason" value={t('trader.reason.returned')} />
              <Button tone="danger">{t('trader.errand.returned')}</Button>
            </Form>
          </details>
        </>
      )}
    </Card>
  )
}
