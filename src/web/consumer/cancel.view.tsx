import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Facts,
  Form,
  LinkButton,
  PageHead,
  ProblemNotice,
  RadioGroup,
} from '../components/index.ts'
import { type Grievance, useView } from '../page/index.ts'

export const reasons = ['twice', 'late', 'address', 'mind', 'other'] as const

export function CancelPage({
  what,
  back,
  problem,
}: {
  what: 'order' | 'purchase'
  back: string
  problem: Problem | undefined
}) {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead title={t(`consumer.cancel.${what}`)} lead={t('consumer.cancel.lead')} />
      <ProblemNotice problem={problem} />
      <Card>
        <Form action={`${back}/cancel`}>
          <RadioGroup
            name="reason"
            label={t('consumer.cancel.why')}
            value="other"
            choices={reasons.map((reason) => ({
              value: reason,
              label: t(`consumer.cancel.reason.${reason}`),
            }))}
          />
          <div class="row">
            <Button tone="danger">{t('consumer.cancel.yes')}</Button>
            <LinkButton href={back} tone="plain">
              {t('consumer.cancel.no')}
            </LinkButton>
          </div>
        </Form>
      </Card>
    </div>
  )
}

/** Where the shop does not help: whom the market names (Consumer Protection (E-Commerce) Rules 2020, rule 4). */
function GrievanceCard({ officer, phone, email }: Grievance) {
  const { t } = useView()
  return (
    <Card title={t('consumer.grievance.title')} id="grievance">
      <p>{t('consumer.grievance.lead')}</p>
      <Facts
        facts={[
          [t('consumer.grievance.officer'), officer ?? t('consumer.grievance.none')],
          phone
            ? [t('consumer.grievance.phone'), <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>{phone}</a>]
            : null,
          email ? [t('consumer.grievance.email'), <a href={`mailto:${email}`}>{email}</a>] : null,
          [t('consumer.grievance.helpline'), <a href="tel:1915">1915</a>],
        ]}
      />
      <p class="quiet">{t('consumer.grievance.terms')}</p>
    </Card>
  )
}

/** Whom to turn to, for readers who have no order at hand. */
export function TurnToPage({ grievance }: { grievance: Grievance }) {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead title={t('consumer.turnTo.title')} />
      <Card title={t('consumer.turnTo.shop')}>
        <p>{t('consumer.turnTo.shopLead')}</p>
        <LinkButton href="/orders" tone="plain" icon="box">
          {t('common.nav.orders')}
        </LinkButton>
      </Card>
      <GrievanceCard {...grievance} />
    </div>
  )
}

export function HelpPage({
  order,
  shop,
  grievance,
}: {
  order: Reply<'getOrder'>
  shop: Reply<'getShop'> | undefined
  grievance: Grievance
}) {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead
        title={t('consumer.help.title')}
        back={{ href: `/orders/${order.orderId}`, text: t('consumer.help.back') }}
      />
      <Card title={t('consumer.help.call')}>
        <p>{t('consumer.help.callLead')}</p>
        <Facts
          facts={[
            [t('consumer.shop.legalName'), order.seller?.legalName ?? '–'],
            [
              t('consumer.shop.phone'),
              shop?.carePhone ? <a href={`tel:${shop.carePhone}`}>{shop.carePhone}</a> : '–',
            ],
            shop ? [t('consumer.shop.address'), `${shop.line1}, ${shop.city} ${shop.pin}`] : null,
            [t('consumer.order.number'), order.orderId],
          ]}
        />
      </Card>
      {(['late', 'wrong', 'money', 'code'] as const).map((name) => (
        <details key={name} class="card">
          <summary>{t(`consumer.help.${name}.title`)}</summary>
          <p>{t(`consumer.help.${name}.text`)}</p>
        </details>
      ))}
      <GrievanceCard {...grievance} />
    </div>
  )
}
