import type { Problem } from '../api/client.ts'
import {
  Button,
  CheckboxGroup,
  Field,
  Form,
  PageHead,
  PlaceFinder,
  ProblemNotice,
  Select,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import { type HubValues, hubErrors, hubRename, weekdays } from './hub.forms.ts'

interface HubProps {
  /** Names of the startups that may work it, by their ids. */
  names: ReadonlyMap<string, string>
  values: HubValues
  problem: Problem | undefined
}

/** A new hub: where it is, who works it, and how much it takes. */
export function HubPage({ names, values, problem }: HubProps) {
  const view = useView()
  const { t } = view
  const { text, days } = values
  const errors = hubErrors(view, problem, values)
  const of = (name: string) => ({ name, value: text[name] ?? '', error: errors[name] })
  return (
    <div class="stack narrow">
      <PageHead
        title={t('operator.hub.title')}
        lead={t('operator.hub.lead')}
        back={{ href: '/govern/points', text: t('operator.points.title') }}
      />
      <ProblemNotice problem={problem} rename={hubRename(problem)} texts={errors} />
      <Form action="/govern/points/hub">
        <section class="card stack-tight">
          <h2>{t('operator.hub.place')}</h2>
          <Field {...of('name')} label={t('operator.hub.name')} maxLength={100} />
          <Field {...of('line1')} label={t('operator.hub.line1')} maxLength={200} />
          <Field {...of('pin')} label={t('operator.hub.pin')} inputMode="numeric" maxLength={7} size={8} />
          <PlaceFinder
            lat={text.lat}
            lng={text.lng}
            texts={{
              locate: t('operator.hub.locate'),
              located: t('operator.hub.located'),
              notLocated: t('operator.hub.notLocated'),
            }}
          >
            <Field
              {...of('digipin')}
              label={t('operator.hub.digipin')}
              hint={t('operator.hub.digipinHint')}
              maxLength={16}
              size={16}
              optional
              upperCase
            />
          </PlaceFinder>
          <Field
            {...of('phone')}
            label={t('operator.hub.phone')}
            type="tel"
            inputMode="tel"
            maxLength={20}
            size={16}
            optional
          />
        </section>
        <section class="card stack-tight">
          <h2>{t('operator.hub.work')}</h2>
          <Select
            {...of('providerId')}
            label={t('operator.hub.worker')}
            hint={t('operator.hub.workerHint')}
            choices={[
              { value: '', label: t('operator.hub.operators') },
              ...[...names].map(([value, label]) => ({ value, label })),
            ]}
          />
          <Field
            {...of('shelfParcels')}
            label={t('operator.hub.shelf')}
            inputMode="numeric"
            maxLength={6}
            size={8}
          />
          <Field
            {...of('parcelsPerDay')}
            label={t('operator.hub.day')}
            inputMode="numeric"
            maxLength={6}
            size={8}
          />
          <Field
            {...of('feePaise')}
            label={t('operator.hub.fee')}
            before="₹"
            inputMode="decimal"
            maxLength={8}
            size={8}
          />
        </section>
        <section class="card stack-tight">
          <h2>{t('operator.hub.hours')}</h2>
          <CheckboxGroup
            name="days"
            label={t('operator.hub.days')}
            values={days}
            error={errors.days}
            choices={weekdays.map((day) => ({ value: day, label: t(`trader.day.${day}`) }))}
          />
          <div class="twos">
            <Field name="open" type="time" label={t('operator.hub.opens')} value={text.open ?? ''} />
            <Field name="close" type="time" label={t('operator.hub.closes')} value={text.close ?? ''} />
          </div>
          <p class="hint">{t('operator.hub.hoursHint')}</p>
        </section>
        <Button icon="check">{t('operator.hub.open')}</Button>
      </Form>
    </div>
  )
}
