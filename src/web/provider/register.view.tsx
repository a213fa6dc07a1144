import type { Problem } from '../api/client.ts'
import { Button, Form, HiddenField, PageHead, ProblemNotice, Steps } from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { ChannelFields } from './channel.parts.tsx'
import type { RowProblem } from './coverage.rules.ts'
import { RowProblems } from './coverage.view.tsx'
import { HoursFields } from './hours.parts.tsx'
import { type FormFields, renames } from './offer.fields.ts'
import { listRenames } from './offer.lists.ts'
import {
  CircleFields,
  CompanyFields,
  CoverageFields,
  DistrictFields,
  LimitFields,
  PriceFields,
} from './offer.parts.tsx'
import { fieldsOfStep, type Step, steps } from './offer.steps.ts'

/** One step of the registration; the other steps' fields go along unseen. */
export function RegisterPage({
  step,
  values,
  problem,
  rows = [],
}: {
  step: Step
  values: FormFields
  problem: Problem | undefined
  rows?: readonly RowProblem[] | undefined
}) {
  const view = useView()
  const { t } = view
  const rename = { ...renames, ...listRenames(problem) }
  const part = { values, errors: fieldTexts(view, problem, rename) }
  const at = steps.indexOf(step)
  const hidden = steps.filter((one) => one !== step).flatMap((one) => fieldsOfStep[one])
  return (
    <div class="stack narrow">
      <PageHead title={t('provider.register.title')} />
      <Steps steps={steps.map((one) => t(`provider.register.step.${one}`))} current={at} />
      <ProblemNotice problem={problem} rename={rename} />
      {rows.length > 0 && <RowProblems rows={rows} />}
      <Form action="/deliver/register">
        <HiddenField name="step" value={step} />
        {hidden.map((name) => (
          <HiddenField key={name} name={name} value={values[name] ?? ''} />
        ))}
        {step === 'company' && <CompanyFields {...part} />}
        {step === 'where' && (
          <>
            <CoverageFields {...part} />
            <DistrictFields {...part} />
            <CircleFields {...part} />
            <LimitFields {...part} />
          </>
        )}
        {step === 'prices' && <PriceFields {...part} />}
        {step === 'work' && (
          <>
            <HoursFields {...part} />
            <ChannelFields {...part} />
          </>
        )}
        <div class="button-row">
          <Button icon={at === steps.length - 1 ? 'check' : 'arrow'} name="go" value="next">
            {at === steps.length - 1 ? t('provider.register.finish') : t('common.action.next')}
          </Button>
          {at > 0 && (
            <Button tone="quiet" name="go" value="back" more={{ formnovalidate: 'formnovalidate' }}>
              {t('common.action.back')}
            </Button>
          )}
        </div>
      </Form>
    </div>
  )
}
