import type { Reply } from '../api/client.ts'
import { Badge, Button, Card, Field, Form, HiddenField, Table, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { laneNames } from './offer.lists.ts'
import type { PartProps } from './offer.parts.tsx'

/** Prices by slab, hours that cost more, and promises by lane: for who needs more than one price. */
export function MorePriceFields({ values, errors }: PartProps) {
  const { t } = useView()
  const area = (name: 'slabs' | 'surges' | 'lanePairs' | 'pickupPairs') => (
    <TextArea
      name={name}
      label={t(`provider.field.${name}`)}
      hint={t(`provider.field.${name}Hint`)}
      value={values[name] ?? ''}
      error={errors[name]}
      rows={3}
      optional
    />
  )
  const number = (name: 'codPercent' | 'surgeCeiling' | 'volumetric' | 'pickupMinutes') => (
    <Field
      name={name}
      label={t(`provider.field.${name}`)}
      value={values[name] ?? ''}
      error={errors[name]}
      inputMode="decimal"
      size={8}
      optional
    />
  )
  return (
    <>
      <fieldset class="group">
        <legend>{t('provider.field.morePrices')}</legend>
        {area('slabs')}
        <div class="pair">
          {number('codPercent')}
          {number('volumetric')}
        </div>
        {area('surges')}
        {number('surgeCeiling')}
      </fieldset>
      {(['lane', 'pickup'] as const).map((kind) => (
        <fieldset key={kind} class="group">
          <legend>{t(`provider.field.${kind}s`)}</legend>
          <p class="hint">{t(`provider.field.${kind}sHint`)}</p>
          {kind === 'pickup' && number('pickupMinutes')}
          <div class="pair">
            {laneNames.map((name) => (
              <Field
                key={name}
                name={`${kind}.${name}`}
                label={t(`provider.field.lane.${name}`)}
                value={values[`${kind}.${name}`] ?? ''}
                error={errors[`${kind}.${name}`]}
                inputMode="numeric"
                size={8}
                optional
              />
            ))}
          </div>
          {area(`${kind}Pairs`)}
        </fieldset>
      ))}
    </>
  )
}

export type Version = Pick<Reply<'listProviderTerms'>['items'][number], 'number' | 'holdsFrom' | 'state'>

/** The version that holds, and those that come; who owns the startup may take these back. */
export function VersionsCard({ desk, versions }: { desk: Desk; versions: readonly Version[] }) {
  const { t, f } = useView()
  return (
    <Card title={t('provider.versions.title')}>
      <Table
        caption={t('provider.versions.title')}
        rows={versions}
        keyOf={({ number }) => String(number)}
        columns={[
          { title: t('provider.versions.number'), cell: ({ number }) => f.number(number), isName: true },
          { title: t('provider.versions.from'), cell: ({ holdsFrom }) => f.date(holdsFrom) },
          {
            title: t('provider.versions.state'),
            cell: ({ number, state }) =>
              state === 'coming' && desk.role === 'owner' ? (
                <Form action="/deliver/terms/take-back" class="alone">
                  <HiddenField name="number" value={number} />
                  <Button tone="plain">{t('provider.versions.takeBack')}</Button>
                </Form>
              ) : (
                <Badge tone={state === 'holding' ? 'good' : 'info'}>
                  {t(state === 'holding' ? 'provider.versions.holding' : 'provider.versions.coming')}
                </Badge>
              ),
          },
        ]}
      />
      <p class="quiet">{t('provider.versions.how')}</p>
    </Card>
  )
}
