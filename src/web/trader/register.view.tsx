import type { ComponentChildren } from 'preact'
import type { Problem } from '../api/client.ts'
import {
  Button,
  CheckboxGroup,
  Field,
  Form,
  Icon,
  Notice,
  PageHead,
  ProblemNotice,
  Steps,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Trader } from './desk.ts'
import { type NumberField as NumberName, reasonsByField, type Step, steps, tiers } from './register.forms.ts'

export interface StepProps {
  /** Undefined while the first step was not saved. */
  trader: Trader | undefined
  step: Step
  values: Readonly<Record<string, string | null | undefined>>
  tiers: readonly string[]
  errors: Readonly<Record<string, string>>
  problem: Problem | undefined
  /** What stands below the form. */
  children?: ComponentChildren
}

/** The frame of each step: where one is, and what was refused. */
export function StepPage({
  trader,
  step,
  problem,
  errors,
  children,
}: Pick<StepProps, 'trader' | 'step' | 'problem'> & {
  errors?: StepProps['errors']
  children: ComponentChildren
}) {
  const { t } = useView()
  const before = steps[steps.indexOf(step) - 1]
  return (
    <div class="stack">
      <PageHead
        title={t(`trader.step.${step}.title`)}
        lead={t(`trader.step.${step}.lead`)}
        {...(trader && before
          ? { back: { href: stepUrl(trader, before), text: t(`trader.step.${before}.title`) } }
          : {})}
      />
      <Steps steps={steps.map((one) => t(`trader.step.${one}.name`))} current={steps.indexOf(step)} />
      <ProblemNotice
        problem={problem}
        rename={{ 'bank.accountNumber': 'accountNumber', 'bank.ifsc': 'ifsc' }}
        {...(errors ? { texts: errors } : {})}
      />
      {trader?.status === 'sentBack' && <Notice tone="warning">{t('trader.sentBack.here')}</Notice>}
      {trader?.status === 'verified' && step === 'business' && (
        <Notice tone="warning">{t('trader.step.business.again')}</Notice>
      )}
      {children}
    </div>
  )
}

export const stepUrl = ({ traderId }: Pick<Trader, 'traderId'>, step: Step): string =>
  `/trade/business/${traderId}/${step}`

/** Business, papers and payout: fields whose numbers are judged while they are typed. */
export function NumbersStep(props: StepProps) {
  const { t } = useView()
  const { trader, step } = props
  return (
    <StepPage {...props}>
      <Form action={trader ? stepUrl(trader, step) : '/trade/register'} class="form card">
        {step === 'business' && <BusinessFields {...props} />}
        {step === 'papers' && <PapersFields {...props} />}
        {step === 'payout' && <PayoutFields {...props} />}
        <Button icon="arrow">{t('trader.step.save')}</Button>
      </Form>
      {props.children}
    </StepPage>
  )
}

function BusinessFields({ values, errors, tiers: held, trader }: StepProps) {
  const { t } = useView()
  const reasons = reasonsByField(trader?.sendBackReasons ?? [])
  const wrong = (name: string) => errors[name] ?? reasons[name]
  return (
    <>
      <CheckboxGroup
        name="tiers"
        label={t('trader.field.tiers')}
        hint={t('trader.field.tiers.hint')}
        error={wrong('tiers')}
        values={held}
        choices={tiers.map((tier) => ({
          value: tier,
          label: t(`trader.tier.${tier}`),
          hint: t(`trader.tier.${tier}.hint`),
        }))}
      />
      <Field
        name="legalName"
        label={t('trader.field.legalName')}
        hint={t('trader.field.legalName.hint')}
        value={values.legalName ?? ''}
        error={wrong('legalName')}
        maxLength={200}
        autoComplete="organization"
      />
      <Field
        name="tradeName"
        label={t('trader.field.tradeName')}
        hint={t('trader.field.tradeName.hint')}
        value={values.tradeName ?? ''}
        error={wrong('tradeName')}
        maxLength={100}
      />
      <NumberField name="pan" values={values} error={wrong('pan')} size={14} />
      <NumberField name="gstin" values={values} error={wrong('gstin')} size={20} optional />
      <details open={Boolean(values.enrolmentId || wrong('enrolmentId'))}>
        <summary>{t('trader.field.enrolment.fold')}</summary>
        <NumberField name="enrolmentId" values={values} error={wrong('enrolmentId')} size={20} optional />
      </details>
    </>
  )
}

function PapersFields({ values, errors, trader }: StepProps) {
  const reasons = reasonsByField(trader?.sendBackReasons ?? [])
  const wrong = (name: string) => errors[name] ?? reasons[name]
  return (
    <>
      <NumberField name="fssai" values={values} error={wrong('fssai')} size={18} optional numeric />
      <NumberField name="udyam" values={values} error={wrong('udyam')} size={22} optional />
    </>
  )
}

function PayoutFields({ values, errors, trader }: StepProps) {
  const { t } = useView()
  const reasons = reasonsByField(trader?.sendBackReasons ?? [])
  const wrong = (name: string) => errors[name] ?? reasons[name]
  return (
    <>
      <NumberField name="upiId" values={values} error={wrong('upiId')} optional small />
      <fieldset class="stack-tight">
        <legend>
          <h2>{t('trader.field.bank')}</h2>
        </legend>
        {trader?.bank && (
          <p>
            <Icon name="check" />{' '}
            {t('trader.field.bank.kept', { ending: trader.bank.accountEnding, bank: trader.bank.bankCode })}
          </p>
        )}
        <NumberField
          name="accountNumber"
          values={values}
          error={wrong('accountNumber')}
          optional
          numeric
          size={20}
        />
        <NumberField name="ifsc" values={values} error={wrong('ifsc')} optional size={14} />
      </fieldset>
    </>
  )
}

/** A number with the judgement of it below, which comes while it is typed. */
function NumberField(props: {
  name: NumberName
  values: StepProps['values']
  error: string | undefined
  size?: number
  optional?: boolean
  numeric?: boolean
  /** In small letters. */
  small?: boolean
}) {
  const { t } = useView()
  const { name, values, error, size, optional, numeric, small } = props
  return (
    <div class="number-field">
      <Field
        name={name}
        label={t(`trader.field.${name}`)}
        hint={t(`trader.field.${name}.hint`)}
        value={values[name] ?? ''}
        error={error}
        maxLength={320}
        {...(size ? { size } : {})}
        {...(optional ? { optional } : {})}
        upperCase={!small && !numeric}
        inputMode={numeric ? 'numeric' : 'text'}
        more={{
          'hx-post': `/trade/check?field=${name}`,
          'hx-trigger': 'input changed delay:700ms, change',
          'hx-sync': 'replace',
          'hx-include': 'closest form',
          'hx-target': `#check-${name}`,
          'hx-swap': 'innerHTML',
          autocapitalize: small || numeric ? 'none' : 'characters',
          spellcheck: 'false',
        }}
      />
      <div id={`check-${name}`} class="number-check" aria-live="polite" />
    </div>
  )
}

/** What is said below a number. */
export const NumberJudgement = ({ ok, text }: { ok: boolean; text: string }) => (
  <p class={ok ? 'right' : 'not-right'}>
    <Icon name={ok ? 'check' : 'warning'} />
    <span>{text}</span>
  </p>
)
