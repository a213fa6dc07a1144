import { Checkbox, Field, FieldFrame, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { type FormFields, hasDrop } from './offer.fields.ts'

/** The fields of a startup, in the parts in which they are asked for. */

export interface PartProps {
  values: FormFields
  errors: Readonly<Record<string, string>>
}

export function CompanyFields({ values, errors, fixedDipp }: PartProps & { fixedDipp?: boolean }) {
  const { t } = useView()
  const of = (name: string) => ({ name, value: values[name] ?? '', error: errors[name] })
  return (
    <>
      <Field {...of('name')} label={t('provider.field.name')} autoComplete="organization" maxLength={100} />
      {!fixedDipp && (
        <Field
          {...of('dipp')}
          label={t('provider.field.dipp')}
          hint={t('provider.field.dippHint')}
          upperCase
          size={16}
          maxLength={20}
        />
      )}
      <Field
        {...of('contactPhone')}
        label={t('provider.field.contactPhone')}
        hint={t('provider.field.contactPhoneHint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        size={18}
        maxLength={20}
      />
      <Field
        {...of('contactEmail')}
        label={t('provider.field.contactEmail')}
        type="email"
        autoComplete="email"
        optional
        maxLength={200}
      />
      <fieldset class="group">
        <legend>{t('provider.field.insurance')}</legend>
        <p class="hint">{t('provider.field.insuranceHint')}</p>
        <Field {...of('insurer')} label={t('provider.field.insurer')} optional maxLength={100} />
        <Field {...of('policyNumber')} label={t('provider.field.policyNumber')} optional maxLength={60} />
        <Field
          {...of('insuredUntil')}
          label={t('provider.field.insuredUntil')}
          type="date"
          optional
          size={14}
        />
      </fieldset>
    </>
  )
}

export function CoverageFields({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <TextArea
      name="coverage"
      label={t(hasDrop(values) ? 'provider.field.pickupCoverage' : 'provider.field.coverage')}
      hint={t('provider.field.coverageHint')}
      value={values.coverage ?? ''}
      error={errors.coverage}
      rows={8}
    />
  )
}

/** Whole districts, beside single PINs. */
export function DistrictFields({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <TextArea
      name="districts"
      label={t('provider.field.districts')}
      hint={t('provider.field.districtsHint')}
      value={values.districts ?? ''}
      error={errors.districts}
      rows={3}
      optional
    />
  )
}

/** Circles around places, beside PINs and districts. */
export function CircleFields({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <TextArea
      name="circles"
      label={t('provider.field.circles')}
      hint={t('provider.field.circlesHint')}
      value={values.circles ?? ''}
      error={errors.circles}
      rows={2}
      optional
    />
  )
}

/** From when a change holds. */
export function HoldsFromField({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <Field
      name="holdsFrom"
      label={t('provider.field.holdsFrom')}
      hint={t('provider.field.holdsFromHint')}
      value={values.holdsFrom ?? ''}
      error={errors.holdsFrom}
      type="date"
      optional
      size={14}
    />
  )
}

export function LimitFields({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <>
      <div class="pair">
        <Field
          name="maxWeightKg"
          label={t('provider.field.maxWeightKg')}
          value={values.maxWeightKg}
          error={errors.maxWeightKg}
          inputMode="decimal"
          size={8}
        />
        <Field
          name="maxDistanceKm"
          label={t('provider.field.maxDistanceKm')}
          value={values.maxDistanceKm}
          error={errors.maxDistanceKm}
          inputMode="decimal"
          size={8}
          optional
        />
        <Field
          name="maxSideCm"
          label={t('provider.field.maxSideCm')}
          value={values.maxSideCm}
          error={errors.maxSideCm}
          inputMode="decimal"
          size={8}
          optional
        />
      </div>
      <fieldset class={`group${errors.withinCity ? ' wrong' : ''}`} id="f-withinCity">
        <legend>{t('provider.field.carries')}</legend>
        <Checkbox name="food" label={t('provider.field.food')} checked={values.food === 'yes'} />
        <Checkbox name="cod" label={t('provider.field.cod')} checked={values.cod === 'yes'} />
        <Checkbox name="cold" label={t('provider.field.cold')} checked={values.cold === 'yes'} />
        <Checkbox
          name="withinCity"
          label={t('provider.field.withinCity')}
          checked={values.withinCity === 'yes'}
        />
        <Checkbox
          name="interCity"
          label={t('provider.field.interCity')}
          checked={values.interCity === 'yes'}
        />
        <Checkbox name="reverse" label={t('provider.field.reverse')} checked={values.reverse === 'yes'} />
        {errors.withinCity && <p class="error">{errors.withinCity}</p>}
      </fieldset>
    </>
  )
}

export function PriceFields({ values, errors }: PartProps) {
  const { t } = useView()
  const sum = (name: 'base' | 'perKm' | 'perKg' | 'codFee') => (
    <Field
      name={name}
      label={t(`provider.field.${name}`)}
      value={values[name] ?? ''}
      error={errors[name]}
      inputMode="decimal"
      before="₹"
      size={8}
    />
  )
  return (
    <>
      <div class="pair">
        {sum('base')}
        {sum('perKm')}
        {sum('perKg')}
        {sum('codFee')}
      </div>
      <p class="hint">{t('provider.field.priceHint')}</p>
      <Field
        name="promisedMinutes"
        label={t('provider.field.promisedMinutes')}
        hint={t('provider.field.promisedMinutesHint')}
        value={values.promisedMinutes}
        error={errors.promisedMinutes}
        inputMode="numeric"
        size={6}
      />
      <Checkbox
        name="liveQuotes"
        label={
          <>
            {t('provider.field.liveQuotes')}
            <small>{t('provider.field.liveQuotesHint')}</small>
          </>
        }
        checked={values.liveQuotes === 'yes'}
      />
    </>
  )
}

export function ServerField({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <FieldFrame
      id="f-webhookUrl"
      name="webhookUrl"
      label={t('provider.field.webhookUrl')}
      hint={
        <>
          {t('provider.field.webhookUrlHint')} <a href="/docs/">{t('common.nav.docs')}</a>
        </>
      }
      error={errors.webhookUrl}
    >
      <input
        id="f-webhookUrl"
        name="webhookUrl"
        type="url"
        inputMode="url"
        value={values.webhookUrl ?? ''}
        placeholder="https://"
        maxLength={2048}
        aria-describedby={`f-webhookUrl-hint${errors.webhookUrl ? ' f-webhookUrl-error' : ''}`}
        aria-invalid={errors.webhookUrl ? 'true' : undefined}
      />
    </FieldFrame>
  )
}
