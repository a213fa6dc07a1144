import type { Problem } from '../api/client.ts'
import { Button, Checkbox, Field, Form, HiddenField, PlaceFinder, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Trader } from './desk.ts'
import { StepPage, stepUrl } from './register.view.tsx'
import { type Day, days, type ShopValues } from './shop.forms.ts'

interface ShopFormProps {
  values: ShopValues
  errors: Readonly<Record<string, string>>
}

/** The shop as a step of the registration. */
export function ShopStep({
  trader,
  values,
  errors,
  problem,
}: ShopFormProps & { trader: Trader; problem: Problem | undefined }) {
  return (
    <StepPage trader={trader} step="shop" problem={problem} errors={errors}>
      <ShopForm action={stepUrl(trader, 'shop')} values={values} errors={errors} />
    </StepPage>
  )
}

/** Address, place, reach and hours of a shop. */
export function ShopForm({
  action,
  values,
  errors,
  then,
}: ShopFormProps & { action: string; then?: string | undefined }) {
  const { t } = useView()
  const text = (
    name: 'name' | 'line1' | 'line2' | 'landmark' | 'city',
    more: { optional?: boolean; autoComplete?: string } = {},
  ) => (
    <Field
      name={name}
      label={t(`trader.field.shop.${name}`)}
      value={values[name] ?? ''}
      error={errors[name]}
      maxLength={name === 'line1' || name === 'line2' ? 200 : 100}
      {...more}
    />
  )
  return (
    <Form action={action} class="form shop-form">
      {then && <HiddenField name="then" value={then} />}
      <section class="card stack-tight">
        <h2>{t('trader.shop.part.place')}</h2>
        {text('name')}
        {text('line1', { autoComplete: 'address-line1' })}
        {text('line2', { optional: true, autoComplete: 'address-line2' })}
        {text('landmark', { optional: true })}
        <div class="twos">
          {text('city', { autoComplete: 'address-level2' })}
          <Field
            name="pin"
            label={t('trader.field.shop.pin')}
            value={values.pin ?? ''}
            error={errors.pin}
            inputMode="numeric"
            autoComplete="postal-code"
            maxLength={7}
            size={8}
          />
        </div>
        <PlaceFinder
          lat={values.lat}
          lng={values.lng}
          texts={{
            locate: t('trader.field.shop.locate'),
            located: t('trader.field.shop.located'),
            notLocated: t('trader.field.shop.notLocated'),
          }}
        >
          <Field
            name="digipin"
            label={t('trader.field.shop.digipin')}
            hint={t('trader.field.shop.digipin.hint')}
            value={values.digipin ?? ''}
            error={errors.digipin ?? errors.point}
            maxLength={16}
            size={16}
            optional
            upperCase
          />
        </PlaceFinder>
        <Field
          name="carePhone"
          label={t('trader.field.shop.carePhone')}
          hint={t('trader.field.shop.carePhone.hint')}
          value={values.carePhone ?? ''}
          error={errors.carePhone}
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          maxLength={20}
          size={16}
          optional
        />
      </section>
      <section class="card stack-tight">
        <h2>{t('trader.shop.part.reach')}</h2>
        <Field
          name="radiusKm"
          label={t('trader.field.radiusKm')}
          hint={t('trader.field.radiusKm.hint')}
          value={values.radiusKm ?? ''}
          error={errors.radiusKm}
          inputMode="decimal"
          maxLength={6}
          size={8}
        />
        <TextArea
          name="pinsServed"
          label={t('trader.field.pinsServed')}
          hint={t('trader.field.pinsServed.hint')}
          value={values.pinsServed ?? ''}
          error={errors.pinsServed}
          rows={3}
          optional
        />
        <Checkbox
          name="selfPickup"
          label={t('trader.field.selfPickup')}
          checked={values.selfPickup === 'yes'}
        />
      </section>
      <section class="card stack-tight">
        <h2>{t('trader.shop.part.hours')}</h2>
        <p class="hint">{t('trader.hours.hint')}</p>
        {errors.hours && <p class="error-text">{errors.hours}</p>}
        <div class="week-hours">
          {days.map((day) => (
            <DayHours key={day} day={day} values={values} error={errors[`hours-${day}`]} />
          ))}
        </div>
      </section>
      <Button icon="check">{t('common.action.save')}</Button>
    </Form>
  )
}

function DayHours({ day, values, error }: { day: Day; values: ShopValues; error: string | undefined }) {
  const { t } = useView()
  const name = t(`trader.day.${day}`)
  const time = (key: `${'open' | 'close'}${'' | '2'}`) => (
    <input
      type="time"
      name={`${day}-${key}`}
      value={values[`${day}-${key}`] ?? ''}
      aria-label={`${name}: ${t(`trader.hours.${key}`)}`}
      aria-invalid={error ? 'true' : undefined}
      aria-describedby={error ? `f-hours-${day}-error` : undefined}
    />
  )
  const hasSecond = Boolean(values[`${day}-open2`])
  return (
    <fieldset class="day" id={`f-hours-${day}`}>
      <legend>{name}</legend>
      <div class="span">
        {time('open')}
        <span aria-hidden="true">–</span>
        {time('close')}
      </div>
      <details open={hasSecond}>
        <summary>
          {t('trader.hours.second')}
          <span class="unseen">: {name}</span>
        </summary>
        <div class="span">
          {time('open2')}
          <span aria-hidden="true">–</span>
          {time('close2')}
        </div>
      </details>
      {error && (
        <p class="error-text" id={`f-hours-${day}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  )
}
