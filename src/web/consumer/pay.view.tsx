import type { Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Facts,
  Form,
  HiddenField,
  LinkButton,
  Live,
  Notice,
  PageHead,
} from '../components/index.ts'
import { useView } from '../page/index.ts'

interface PayProps {
  purchase: Reply<'getPurchase'>
  payment: Reply<'getPayment'>
}

export function PayPage({
  purchase,
  payment,
  methods,
  attemptKey,
}: PayProps & { methods: Reply<'listPaymentMethods'>['items']; attemptKey: string }) {
  const { t, f } = useView()
  const path = `/purchases/${purchase.purchaseId}`
  const isUpi = payment.method === 'upi'
  return (
    <div class="narrow stack">
      <PageHead title={t('consumer.pay.title')} />
      <Card class="pay">
        <p class="pay-sum">{f.money(payment.amountPaise)}</p>
        {payment.payee && (
          <Facts
            facts={[
              [t('consumer.pay.to'), payment.payee.name],
              [t('consumer.pay.upiId'), payment.payee.upiId],
            ]}
          />
        )}
        {payment.link && (
          <div class="pay-ways">
            <LinkButton href={payment.link} wide icon="phone">
              {isUpi ? t('consumer.pay.openApp') : t('consumer.pay.openGateway')}
            </LinkButton>
            {payment.qrSvg && (
              <figure class="qr">
                <div
                  role="img"
                  aria-label={t('consumer.pay.qrLabel')}
                  // The API's own drawing of the link: squares and no script.
                  dangerouslySetInnerHTML={{ __html: payment.qrSvg }}
                />
                <figcaption>{t('consumer.pay.qr')}</figcaption>
              </figure>
            )}
          </div>
        )}
      </Card>
      <Live id="pay-state" src={`${path}/pay/live`} seconds={3}>
        <PayState purchase={purchase} payment={payment} />
      </Live>
      {isUpi && <p class="quiet">{t('consumer.pay.safe')}</p>}
      <div class="row">
        {methods.includes('gateway') && isUpi && (
          <Form action={`${path}/pay`} class="inline">
            <HiddenField name="key" value={attemptKey} />
            <HiddenField name="method" value="gateway" />
            <Button tone="plain">{t('consumer.method.gateway')}</Button>
          </Form>
        )}
        {!isUpi && (
          <Form action={`${path}/pay`} class="inline">
            <HiddenField name="key" value={attemptKey} />
            <HiddenField name="method" value="upi" />
            <Button tone="plain">{t('consumer.method.upi')}</Button>
          </Form>
        )}
        <LinkButton href={`${path}/cancel`} tone="quiet">
          {t('consumer.pay.giveUp')}
        </LinkButton>
      </div>
    </div>
  )
}

/** What is waited for, and how long. */
export function PayState({ purchase, payment }: PayProps) {
  const { t, f } = useView()
  if (payment.state === 'failed') {
    return (
      <Notice tone="bad">
        <p>{t('consumer.pay.failed')}</p>
      </Notice>
    )
  }
  return (
    <p class="row waiting">
      <Badge tone="warning">{t('consumer.pay.waiting')}</Badge>
      {purchase.expiresAt && (
        <span class="quiet">{t('consumer.pay.until', { time: f.time(purchase.expiresAt) })}</span>
      )}
    </p>
  )
}
