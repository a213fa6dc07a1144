import { Field, RadioGroup } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { channels } from './offer.fields.ts'
import { type PartProps, ServerField } from './offer.parts.tsx'

/** How the market and the startup speak with each other, and what each way needs. */
export function ChannelFields({ values, errors }: PartProps) {
  const { t } = useView()
  const of = (name: string) => ({ name, value: values[name] ?? '', error: errors[name] })
  return (
    <>
      <RadioGroup
        name="channel"
        label={t('provider.field.channel')}
        value={values.channel || 'push'}
        choices={channels.map((value) => ({
          value,
          label: t(`provider.field.channel.${value}`),
          hint: t(`provider.field.channel.${value}Hint`),
        }))}
      />
      <ServerField values={values} errors={errors} />
      <fieldset class="stack">
        <legend>{t('provider.field.ondc')}</legend>
        <Field {...of('ondcSubscriber')} label={t('provider.field.ondcSubscriber')} maxLength={200} />
        <Field {...of('ondcKey')} label={t('provider.field.ondcKey')} maxLength={100} />
        <Field
          {...of('ondcPublicKey')}
          label={t('provider.field.ondcPublicKey')}
          hint={t('provider.field.ondcPublicKeyHint')}
          maxLength={44}
        />
      </fieldset>
    </>
  )
}
