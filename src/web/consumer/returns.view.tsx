import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Code,
  Facts,
  Field,
  FieldFrame,
  Form,
  HiddenField,
  LinkButton,
  PageHead,
  ProblemNotice,
  RadioGroup,
  TextArea,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { nameOf } from './goods.ts'
import type { Order } from './order-states.tsx'

export type Returns = Reply<'listReturnsOfOrder'>
type Returned = Returns['items'][number]
type May = NonNullable<Returns['may']>

const openStates: readonly string[] = ['asked', 'escalated', 'accepted', 'notTaken']

/** What of an order goes back, and the way to ask for it. */
export function ReturnsCard({ order, returns }: { order: Order; returns: Returns | undefined }) {
  const { t, f } = useView()
  if (!returns || (returns.items.length === 0 && !returns.may)) return null
  return (
    <Card title={t('consumer.return.title')} class="returns">
      {returns.items.map((one) => (
        <ReturnState key={one.returnId} one={one} order={order} />
      ))}
      {returns.may && (
        <>
          <p class="quiet">{t('consumer.return.until', { date: f.date(returns.may.until) })}</p>
          <LinkButton href={`/orders/${order.orderId}/return`} tone="plain" icon="repeat">
            {t('consumer.return.ask')}
          </LinkButton>
        </>
      )}
    </Card>
  )
}

const toneOf = ({ state }: Returned): 'good' | 'bad' | 'warning' => {
  if (state === 'refunded' || state === 'accepted' || state === 'pickedUp') return 'good'
  return state === 'refused' || state === 'notTaken' ? 'bad' : 'warning'
}

function ReturnState({ one, order }: { one: Returned; order: Order }) {
  const view = useView()
  const { t, f } = view
  const { pickup, look } = one
  const atCounter = one.state === 'accepted' && !pickup
  return (
    <section class="stack-tight">
      <p>
        <Badge tone={toneOf(one)}>{t(`consumer.return.state.${one.state}`)}</Badge>{' '}
        {one.lines.map((line) => `${f.number(line.quantity)} × ${nameOf(view, line)}`).join(', ')}
      </p>
      <p role="status">
        {atCounter ? t('consumer.return.atCounter') : t(`consumer.return.now.${one.state}`)}
      </p>
      {one.answerBy && one.otherwise && (
        <p class="quiet">
          {t('consumer.return.answerBy', {
            time: f.dateTime(one.answerBy),
            otherwise: t(`consumer.return.otherwise.${one.otherwise}`),
          })}
        </p>
      )}
      {one.refusal && <p>{t('consumer.return.why', { reason: one.refusal })}</p>}
      {look && look.differs.length > 0 && (
        <p>
          {t('consumer.return.differs', {
            what: look.differs.map((check) => t(`consumer.return.check.${check}`)).join(', '),
          })}
        </p>
      )}
      {pickup?.pickupCode && (
        <>
          <Code code={pickup.pickupCode} label={t('consumer.return.code')} />
          <p class="quiet">{t('consumer.return.codeHint')}</p>
        </>
      )}
      <Facts
        facts={[
          [t('consumer.return.reason'), t(`consumer.return.reason.${one.reason}`)],
          [t('consumer.return.sum'), f.money(one.goodsPaise)],
          pickup?.provider ? [t('consumer.return.by'), pickup.provider] : null,
        ]}
      />
      {one.ruling && (
        <p>
          {t('consumer.return.ruled', { sum: f.money(one.ruling.goodsPaise), reason: one.ruling.reason })}
        </p>
      )}
      {one.mayDispute && (
        <details>
          <summary>{t('consumer.return.dispute')}</summary>
          <Form action={`/orders/${order.orderId}/return/dispute`} class="stack-tight">
            <HiddenField name="returnId" value={one.returnId} />
            <TextArea name="note" label={t('consumer.return.disputeWhy')} rows={2} maxLength={500} />
            <Button tone="plain">{t('consumer.return.dispute')}</Button>
          </Form>
        </details>
      )}
      {openStates.includes(one.state) && (
        <Form action={`/orders/${order.orderId}/return/withdraw`} class="inline">
          <HiddenField name="returnId" value={one.returnId} />
          <Button tone="plain">{t('consumer.return.withdraw')}</Button>
        </Form>
      )}
    </section>
  )
}

/** Which pieces go back, and why. */
export function AskReturnPage({
  order,
  may,
  problem,
  typed = {},
}: {
  order: Order
  may: May
  problem?: Problem | undefined
  typed?: Readonly<Record<string, string>>
}) {
  const view = useView()
  const { t, f } = view
  const errors = fieldTexts(view, problem)
  const only = may.lines.length === 1
  const reasons = [...new Set(may.lines.flatMap((line) => line.reasons))]
  return (
    <div class="stack">
      <PageHead
        title={t('consumer.return.ask')}
        lead={t('consumer.return.lead')}
        back={{ href: `/orders/${order.orderId}`, text: t('consumer.return.back') }}
      />
      <ProblemNotice problem={problem} />
      <Form action={`/orders/${order.orderId}/return`} files>
        {may.lines.map((line) => (
          <Field
            key={line.lineId}
            name={`q.${line.lineId}`}
            type="number"
            label={t('consumer.return.pieces', { name: nameOf(view, line) })}
            hint={t('consumer.return.piecesHint', { n: line.left, price: f.money(line.pricePaise) })}
            value={typed[`q.${line.lineId}`] ?? (only ? line.left : 0)}
            inputMode="numeric"
            size={6}
            more={{ min: '0', max: String(line.left) }}
          />
        ))}
        <RadioGroup
          name="reason"
          label={t('consumer.return.reason')}
          value={typed.reason}
          error={errors.reason}
          choices={reasons.map((reason) => ({ value: reason, label: t(`consumer.return.reason.${reason}`) }))}
          {...(reasons.includes('changedMind') ? {} : { hint: t('consumer.return.food') })}
        />
        <TextArea
          name="note"
          label={t('consumer.return.note')}
          value={typed.note}
          rows={3}
          maxLength={500}
          optional
        />
        <FieldFrame id="f-photo" name="photo" label={t('consumer.return.photo')} optional>
          <input id="f-photo" type="file" name="photo" accept="image/jpeg" />
        </FieldFrame>
        <Button>{t('consumer.return.send')}</Button>
      </Form>
    </div>
  )
}
