import { Button, Card, Field, RadioGroup } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Parcel } from './parcels.view.tsx'
import { CodeField, PhotoField, WordForm } from './ride.parts.tsx'

type CheckList = NonNullable<Parcel['checkList']>

/** Goods that go back: what a rider looks at before taking them at the buyer's door. */
export function CheckPickup({
  parcel,
  list,
  errors,
}: {
  parcel: Parcel
  list: CheckList
  errors: Readonly<Record<string, string>>
}) {
  const { t, f, lang } = useView()
  const yesNo = [
    { value: 'yes', label: t('provider.check.yes') },
    { value: 'no', label: t('provider.check.no') },
  ]
  return (
    <Card title={t('provider.check.title')}>
      <p>{t('provider.check.lead', { reason: t(`provider.check.reason.${reasonOf(list)}`) })}</p>
      <ul>
        {list.items.map((item) => (
          <li key={item.name}>
            {`${f.number(item.quantity)} × ${lang === 'hi' ? (item.nameHi ?? item.name) : item.name}`}
          </li>
        ))}
      </ul>
      <WordForm parcel={parcel} what="pickedUp" photo>
        {list.checks.includes('pieces') && (
          <Field
            name="pieces"
            type="number"
            label={t('provider.check.pieces')}
            inputMode="numeric"
            size={6}
            error={errors.pieces}
          />
        )}
        {(['article', 'seal', 'condition'] as const)
          .filter((check) => list.checks.includes(check))
          .map((check) => (
            <RadioGroup
              key={check}
              name={check}
              label={t(`provider.check.${check}`)}
              choices={yesNo}
              error={errors[check]}
            />
          ))}
        <PhotoField label={t('provider.check.photo')} hint={t('provider.check.photoHint')} />
        <Field name="note" label={t('provider.ride.note')} optional maxLength={200} />
        <CodeField label={t('provider.check.code')} hint={t('provider.check.codeHint')} error={errors.code} />
        <Button icon="check" wide>
          {t('provider.check.send')}
        </Button>
      </WordForm>
    </Card>
  )
}

const reasons = ['damaged', 'wrongGoods', 'expired', 'incomplete', 'notAsDescribed', 'changedMind'] as const
const reasonOf = ({ reason }: CheckList) => reasons.find((one) => one === reason) ?? 'changedMind'
