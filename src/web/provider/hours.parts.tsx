import { weekdays } from '../../kernel/opening-hours.ts'
import { Field, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { FormFields } from './offer.fields.ts'
import type { PartProps } from './offer.parts.tsx'

function WeekRows({ values, nth }: { values: FormFields; nth: '' | '2' }) {
  const { t } = useView()
  return weekdays.map((day) => (
    <div key={day} class="week-day">
      <span>{t(`provider.day.${day}`)}</span>
      {(['Open', 'Close'] as const).map((edge) => (
        <input
          key={edge}
          type="time"
          name={`${day}${edge}${nth}`}
          value={values[`${day}${edge}${nth}`] ?? ''}
          aria-label={`${t(`provider.day.${day}`)}: ${t(`provider.field.${edge === 'Open' ? 'from' : 'until'}`)}`}
        />
      ))}
    </div>
  ))
}

/** The week, each day with one opening, or two around a break; a day without is free. */
export function HoursFields({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <>
      <fieldset class={`group week${errors.hours ? ' wrong' : ''}`} id="f-hours">
        <legend>{t('provider.field.hours')}</legend>
        <p class="hint">{t('provider.field.hoursHint')}</p>
        <WeekRows values={values} nth="" />
        <details open={weekdays.some((day) => values[`${day}Open2`])}>
          <summary>{t('provider.field.secondOpening')}</summary>
          <WeekRows values={values} nth="2" />
        </details>
        {errors.hours && <p class="error">{errors.hours}</p>}
      </fieldset>
      <TextArea
        name="closedDates"
        label={t('provider.field.closedDates')}
        hint={t('provider.field.closedDatesHint')}
        value={values.closedDates}
        error={errors.closedDates}
        rows={2}
        optional
      />
      <Field
        name="parcelsPerDay"
        label={t('provider.field.parcelsPerDay')}
        hint={t('provider.field.parcelsPerDayHint')}
        value={values.parcelsPerDay}
        error={errors.parcelsPerDay}
        inputMode="numeric"
        size={8}
        optional
      />
      <TextArea
        name="parcelsIn"
        label={t('provider.field.parcelsIn')}
        hint={t('provider.field.parcelsInHint')}
        value={values.parcelsIn}
        error={errors.parcelsIn}
        rows={3}
        optional
      />
    </>
  )
}
