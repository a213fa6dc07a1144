import { TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { hasDrop } from './offer.fields.ts'
import type { PartProps } from './offer.parts.tsx'

const names = ['dropCoverage', 'dropDistricts', 'dropCircles'] as const

/** Where it brings parcels, for who fetches and brings in different areas. */
export function DropFields({ values, errors }: PartProps) {
  const { t } = useView()
  return (
    <details open={hasDrop(values) || names.some((name) => errors[name])}>
      <summary>{t('provider.coverage.drop')}</summary>
      <p class="hint">{t('provider.coverage.dropText')}</p>
      <div class="stack">
        {names.map((name) => (
          <TextArea
            key={name}
            name={name}
            label={t(`provider.field.${name}`)}
            hint={t(`provider.field.${name}Hint`)}
            value={values[name] ?? ''}
            error={errors[name]}
            rows={name === 'dropCoverage' ? 6 : 3}
            optional
          />
        ))}
      </div>
    </details>
  )
}
