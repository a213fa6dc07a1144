import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Empty,
  Field,
  Form,
  HiddenField,
  Icon,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { nameOfPin, type Place } from './place.ts'

interface PlacePageProps {
  next: string
  place: Place | undefined
  typed: Readonly<Record<string, string>>
  name: string
  found: Reply<'searchPins'>['items'] | undefined
  addresses: Reply<'listAddresses'>['items']
  problem: Problem | undefined
}

export function PlacePage({ next, place, typed, name, found, addresses, problem }: PlacePageProps) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem, { code: 'digipin' })
  return (
    <>
      <PageHead title={t('consumer.place.title')} lead={t('consumer.place.lead')} />
      <ProblemNotice problem={problem} rename={{ code: 'digipin' }} />
      <div class="grid place-ways">
        <Card title={t('consumer.place.byPin')}>
          <PinForm next={next} value={typed.pin ?? place?.pin} error={errors.pin} />
          <PositionForm next={next} />
        </Card>
        <Card title={t('consumer.place.byDigipin')}>
          <Form action="/place">
            <HiddenField name="next" value={next} />
            <Field
              name="digipin"
              label={t('consumer.place.digipin')}
              hint={t('consumer.place.digipinHint')}
              value={typed.digipin}
              error={errors.digipin}
              maxLength={14}
              size={14}
              upperCase
            />
            <Button tone="plain">{t('consumer.place.use')}</Button>
          </Form>
        </Card>
        <Card title={t('consumer.place.byName')} id="by-name">
          <form method="get" action="/place#by-name" class="form">
            <input type="hidden" name="next" value={next} />
            <Field
              name="name"
              label={t('consumer.place.name')}
              hint={t('consumer.place.nameHint')}
              value={name}
            />
            <Button tone="plain" icon="search">
              {t('common.action.search')}
            </Button>
          </form>
          {found &&
            (found.length === 0 ? (
              <Empty icon="pin" title={t('consumer.place.noName', { name })} />
            ) : (
              <ul class="plain-list choose-list">
                {found.map((record) => (
                  <li key={record.pin}>
                    <Form action="/place" class="inline">
                      <HiddenField name="next" value={next} />
                      <HiddenField name="pin" value={record.pin} />
                      <button type="submit" class="choose">
                        <strong>{record.pin}</strong>
                        <span>{nameOfPin(record)}</span>
                      </button>
                    </Form>
                  </li>
                ))}
              </ul>
            ))}
        </Card>
        {addresses.length > 0 && (
          <Card title={t('consumer.place.byAddress')}>
            <ul class="plain-list choose-list">
              {addresses.map(({ addressId, label, drop }) => (
                <li key={addressId}>
                  <Form action="/place" class="inline">
                    <HiddenField name="next" value={next} />
                    <HiddenField name="addressId" value={addressId} />
                    <button type="submit" class="choose">
                      <strong>{label ?? drop.name}</strong>
                      <span>{`${drop.line1}, ${drop.pin}`}</span>
                    </button>
                  </Form>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  )
}

/** Says where by the six digits of a PIN. */
export function PinForm({
  next,
  value,
  error,
}: {
  next: string
  value?: string | undefined
  error?: string | undefined
}) {
  const { t } = useView()
  return (
    <Form action="/place" class="pin-form">
      <HiddenField name="next" value={next} />
      <Field
        name="pin"
        label={t('consumer.place.pin')}
        value={value}
        error={error}
        inputMode="numeric"
        autoComplete="postal-code"
        maxLength={7}
        size={8}
      />
      <Button>{t('consumer.place.use')}</Button>
    </Form>
  )
}

/** Says where by the phone's own position; shown by its island where there is one. */
export function PositionForm({ next }: { next: string }) {
  const { t } = useView()
  return (
    <Form action="/place" class="position-form" more={{ 'data-position': '', hidden: '' }}>
      <HiddenField name="next" value={next} />
      <HiddenField name="lat" value="" />
      <HiddenField name="lng" value="" />
      <Button tone="plain" icon="pin" type="button" more={{ 'data-ask-position': '' }}>
        {t('consumer.place.position')}
      </Button>
      <p class="error" hidden data-no-position role="alert">
        {t('consumer.place.noPosition')}
      </p>
    </Form>
  )
}

/** The place in a line, with a way to change it. */
export function PlaceLine({ place }: { place: Place | undefined }) {
  const { t, path } = useView()
  const href = `/place?next=${encodeURIComponent(path)}`
  return (
    <a class="place-line" href={href}>
      <Icon name="pin" />
      {place ? (
        <span>
          <span class="unseen">{t('consumer.place.here')} </span>
          <strong>{place.pin}</strong> {place.name}
        </span>
      ) : (
        <span>{t('consumer.place.say')}</span>
      )}
      <span class="place-change">{place ? t('common.action.change') : ''}</span>
    </a>
  )
}
