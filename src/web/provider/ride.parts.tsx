import type { ComponentChildren } from 'preact'
import { Button, Card, Field, Form, HiddenField, Icon } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Parcel } from './parcels.view.tsx'

/** What a rider's stop is made of. */

export function WordForm({
  parcel,
  what,
  photo,
  children,
}: {
  parcel: Parcel
  what: string
  photo?: boolean
  children: ComponentChildren
}) {
  return (
    <Form action={`/deliver/ride/${parcel.shipmentId}`} files={photo ?? false} more={{ 'data-word': what }}>
      <HiddenField name="what" value={what} />
      {photo && (
        <>
          <HiddenField name="lat" value="" />
          <HiddenField name="lng" value="" />
        </>
      )}
      {children}
    </Form>
  )
}

export const OneButton = ({
  parcel,
  what,
  text,
  tone = 'main',
}: {
  parcel: Parcel
  what: string
  text: string
  tone?: 'main' | 'plain'
}) => (
  <WordForm parcel={parcel} what={what}>
    <Button icon={tone === 'main' ? 'check' : 'repeat'} tone={tone} wide>
      {text}
    </Button>
  </WordForm>
)

/** Six digits, typed or scanned. */
export function CodeField({
  label,
  hint,
  error,
}: {
  label: string
  hint: string
  error: string | undefined
}) {
  const { t } = useView()
  return (
    <div class="code-field">
      <Field
        name="code"
        label={label}
        hint={hint}
        error={error}
        inputMode="numeric"
        maxLength={7}
        size={8}
        more={{ 'data-code': 'yes', pattern: '[0-9 ]*' }}
      />
      <button class="button plain" type="button" data-scan="code" hidden>
        <Icon name="scan" />
        <span>{t('provider.ride.scan')}</span>
      </button>
      <video class="scan-view" data-scan-view hidden muted playsInline aria-label={t('provider.ride.scan')} />
    </div>
  )
}

export function PhotoField({ label, hint }: { label: string; hint: string }) {
  const { t } = useView()
  return (
    <div class="field">
      <label for="f-photo">{label}</label>
      <p class="hint" id="f-photo-hint">
        {hint}
      </p>
      <input
        id="f-photo"
        type="file"
        name="photo"
        accept="image/jpeg"
        capture="environment"
        data-photo="yes"
        aria-describedby="f-photo-hint"
      />
      <p class="hint" data-place-found={t('provider.ride.placeFound')} hidden />
    </div>
  )
}

/** At the shop, where it goes back to: closed by the code that it shows. `what`: the word that says so. */
export function ToShop({
  parcel,
  what,
  error,
}: {
  parcel: Parcel
  what: 'delivered' | 'returned'
  error: string | undefined
}) {
  const { t } = useView()
  return (
    <Card>
      <WordForm parcel={parcel} what={what}>
        <CodeField label={t('provider.ride.returnCode')} hint={t('provider.ride.returnHint')} error={error} />
        <Button icon="check" wide>
          {t('provider.ride.returned')}
        </Button>
      </WordForm>
    </Card>
  )
}
