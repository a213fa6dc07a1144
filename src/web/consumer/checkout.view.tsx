import type { Problem, Reply } from '../api/client.ts'
import {
  Card,
  Checkbox,
  Field,
  Form,
  HiddenField,
  Notice,
  PageHead,
  ProblemNotice,
  RadioGroup,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { Quote } from './basket.ts'
import type { TraderBuyer } from './buyer.ts'
import type { CheckoutForm, Method } from './checkout.form.ts'
import { HowItComes } from './checkout-how.view.tsx'
import { CheckoutSum } from './checkout-sum.view.tsx'

interface CheckoutProps {
  /** The trader that is bought for. */
  buyer: TraderBuyer | undefined
  form: CheckoutForm
  addresses: Reply<'listAddresses'>['items']
  methods: readonly Method[]
  /** Points near the address, nearest first. */
  points: Reply<'listPointsNear'>
  quote: Quote | undefined
  problem: Problem | undefined
}

/** Problems that the page tells in its own words, beside the sum. */
const toldApart = ['totalChanged', 'outOfStock', 'cartNeedsChange']

export function CheckoutPage(props: CheckoutProps) {
  const { form, quote, problem } = props
  const { t } = useView()
  return (
    <>
      <PageHead
        title={t('consumer.checkout.title')}
        back={{ href: '/basket', text: t('consumer.basket.title') }}
      />
      {props.buyer && <Notice>{t('consumer.buyer.for', { name: props.buyer.name })}</Notice>}
      {problem && !toldApart.includes(problem.code) && <ProblemNotice problem={problem} />}
      <Changed {...props} />
      <Form
        action="/checkout"
        class="aside checkout"
        more={{
          'hx-post': '/checkout',
          'hx-trigger': 'change',
          // The latest change counts: of several at once all but the first two would be dropped.
          'hx-sync': 'replace',
          'hx-target': '#checkout',
          'hx-swap': 'innerMorph',
        }}
      >
        <HiddenField name="key" value={form.key} />
        <HiddenField name="buyer" value={props.buyer?.traderId ?? ''} />
        {quote && <HiddenField name="expected" value={quote.totalPaise} />}
        <div class="stack-tight">
          <WhereTo {...props} />
          {quote && <HowItComes quote={quote} form={form} points={props.points} />}
          <HowToPay {...props} />
        </div>
        <CheckoutSum quote={props.quote} />
      </Form>
    </>
  )
}

/** What is not any more as the buyer saw it, told plainly. */
function Changed({ form, quote, problem }: CheckoutProps) {
  const { t, f } = useView()
  const isChanged = problem?.code === 'totalChanged'
  if (isChanged && quote && form.expectedPaise !== undefined) {
    return (
      <Notice tone="warning">
        <p>
          {t('consumer.checkout.totalChanged', {
            before: f.money(form.expectedPaise),
            now: f.money(quote.totalPaise),
          })}
        </p>
      </Notice>
    )
  }
  const problems = quote?.problems.filter(({ listingId }) => listingId !== undefined) ?? []
  if (problems.length === 0) return null
  return (
    <Notice tone="warning">
      <p>{t('consumer.checkout.needsChange')}</p>
      <p>
        <a href="/basket">{t('consumer.checkout.toBasket')}</a>
      </p>
    </Notice>
  )
}

function WhereTo({ form, addresses, problem }: CheckoutProps) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  const isNew = form.address === 'new'
  return (
    <Card title={t('consumer.checkout.where')}>
      {addresses.length > 0 && (
        <RadioGroup
          name="address"
          label={t('consumer.checkout.choose')}
          value={form.address}
          choices={[
            ...addresses.map(({ addressId, label, drop }) => ({
              value: addressId,
              label: label ?? drop.name,
              hint: [drop.name, drop.line1, drop.line2, drop.pin].filter(Boolean).join(', '),
            })),
            { value: 'new', label: t('consumer.checkout.otherAddress') },
          ]}
        />
      )}
      <div class={`new-address${isNew ? '' : ' folded'}`}>
        <div class="two">
          <Field
            name="drop.name"
            label={t('consumer.address.name')}
            value={form.typed.name}
            error={errors['drop.name']}
            autoComplete="name"
            maxLength={100}
          />
          <Field
            name="drop.phone"
            label={t('consumer.address.phone')}
            value={form.typed.phone}
            error={errors['drop.phone']}
            type="tel"
            autoComplete="tel-national"
            maxLength={20}
          />
        </div>
        <Field
          name="drop.line1"
          label={t('consumer.address.line1')}
          value={form.typed.line1}
          error={errors['drop.line1']}
          autoComplete="address-line1"
          maxLength={200}
        />
        <div class="two">
          <Field
            name="drop.line2"
            label={t('consumer.address.line2')}
            value={form.typed.line2}
            error={errors['drop.line2']}
            autoComplete="address-line2"
            maxLength={200}
            optional
          />
          <Field
            name="drop.landmark"
            label={t('consumer.address.landmark')}
            value={form.typed.landmark}
            error={errors['drop.landmark']}
            maxLength={200}
            optional
          />
        </div>
        <Field
          name="drop.pin"
          label={t('consumer.place.pin')}
          value={form.typed.pin}
          error={errors['drop.pin'] ?? errors.pin}
          inputMode="numeric"
          autoComplete="postal-code"
          maxLength={7}
          size={8}
        />
        <details open={Boolean(form.typed['neighbour.name'] || form.typed['neighbour.house'])}>
          <summary>{t('consumer.checkout.neighbour')}</summary>
          <div class="two">
            {(['name', 'house'] as const).map((part) => (
              <Field
                key={part}
                name={`drop.neighbour.${part}`}
                label={t(part === 'name' ? 'consumer.door.name' : 'consumer.door.neighbourHouse')}
                value={form.typed[`neighbour.${part}`]}
                error={errors[`drop.neighbour.${part}`]}
                maxLength={100}
                optional
              />
            ))}
          </div>
        </details>
        <Checkbox name="save" label={t('consumer.checkout.save')} checked={form.saves} />
      </div>
    </Card>
  )
}

function HowToPay({ form, methods, problem }: CheckoutProps) {
  const view = useView()
  const { t } = view
  return (
    <Card title={t('consumer.checkout.pay')}>
      <RadioGroup
        name="method"
        label={t('consumer.checkout.method')}
        value={form.method}
        error={fieldTexts(view, problem).method}
        choices={(['upi', 'gateway', 'cod'] as const)
          .filter((method) => methods.includes(method))
          .map((method) => ({
            value: method,
            label: t(`consumer.method.${method}`),
            hint: t(`consumer.method.${method}.hint`),
          }))}
      />
    </Card>
  )
}
