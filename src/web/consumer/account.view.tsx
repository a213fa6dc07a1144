import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Empty,
  Field,
  Form,
  Icon,
  LinkButton,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { fieldTexts, type Me, useView } from '../page/index.ts'

type Addresses = Reply<'listAddresses'>['items']

/** An address in one line. */
export const lineOf = ({ drop }: Pick<Addresses[number], 'drop'>): string =>
  [drop.name, drop.line1, drop.line2, drop.landmark, drop.pin].filter(Boolean).join(', ')

export function AccountPage({
  me,
  name,
  addresses,
  problem,
}: {
  me: Me
  name: string | undefined
  addresses: Addresses
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  return (
    <div class="narrow stack">
      <PageHead title={t('consumer.account.title')} lead={me.phone} />
      <ProblemNotice problem={problem} />
      <Card title={t('consumer.account.you')}>
        <Form action="/account">
          <Field
            name="name"
            label={t('consumer.account.name')}
            hint={t('consumer.account.nameHint')}
            value={name ?? me.name}
            error={fieldTexts(view, problem).name}
            autoComplete="name"
            maxLength={100}
            optional
          />
          <Button tone="plain">{t('common.action.save')}</Button>
        </Form>
      </Card>
      <Card title={t('consumer.account.language')}>
        <p class="row">
          <a
            class="button plain"
            href="/language?to=en&next=/account"
            lang="en"
            hreflang="en"
            aria-current={view.lang === 'en' ? 'true' : undefined}
          >
            English
          </a>
          <a
            class="button plain"
            href="/language?to=hi&next=/account"
            lang="hi"
            hreflang="hi"
            aria-current={view.lang === 'hi' ? 'true' : undefined}
          >
            हिन्दी
          </a>
        </p>
      </Card>
      <Card title={t('consumer.account.addresses')} id="addresses">
        {addresses.length === 0 ? (
          <Empty icon="pin" title={t('consumer.account.noAddresses')} />
        ) : (
          <ul class="plain-list address-list">
            {addresses.map(({ addressId, label, drop }) => (
              <li key={addressId}>
                <p>
                  <strong>{label ?? drop.name}</strong>
                  <br />
                  {lineOf({ drop })}
                </p>
                <div class="row">
                  <LinkButton href={`/account/addresses/${addressId}`} tone="quiet" small icon="edit">
                    {t('common.action.change')}
                  </LinkButton>
                  <LinkButton href={`/account/addresses/${addressId}/remove`} tone="quiet" small icon="trash">
                    {t('common.action.remove')}
                  </LinkButton>
                </div>
              </li>
            ))}
          </ul>
        )}
        <LinkButton href="/account/addresses/new" tone="plain" icon="plus">
          {t('consumer.address.new')}
        </LinkButton>
      </Card>
      <Card title={t('consumer.account.out')}>
        <div class="row">
          <Form action="/sign-out" class="inline">
            <Button tone="plain">{t('common.nav.signOut')}</Button>
          </Form>
          <LinkButton href="/account/sign-out-everywhere" tone="plain">
            {t('consumer.account.everywhere')}
          </LinkButton>
        </div>
        <p class="quiet">
          <Icon name="shield" /> {t('consumer.account.everywhereHint')}
        </p>
      </Card>
    </div>
  )
}

/** Asks before something is done that cannot be taken back. */
export function AskPage({
  title,
  text,
  action,
  yes,
}: {
  title: string
  text: string
  /** Where the answer goes. */
  action: string
  yes: string
}) {
  const { t } = useView()
  return (
    <div class="narrow stack">
      <PageHead title={title} lead={text} />
      <Card>
        <Form action={action} class="row">
          <Button tone="danger">{yes}</Button>
          <LinkButton href="/account" tone="plain">
            {t('common.action.back')}
          </LinkButton>
        </Form>
      </Card>
    </div>
  )
}

const fields = [
  { name: 'label', key: 'label', optional: true, max: 40 },
  { name: 'drop.name', key: 'name', complete: 'name', max: 100 },
  { name: 'drop.phone', key: 'phone', complete: 'tel-national', type: 'tel', max: 20 },
  { name: 'drop.line1', key: 'line1', complete: 'address-line1', max: 200 },
  { name: 'drop.line2', key: 'line2', complete: 'address-line2', optional: true, max: 200 },
  { name: 'drop.landmark', key: 'landmark', optional: true, max: 200 },
  { name: 'drop.pin', key: 'pin', complete: 'postal-code', max: 7, size: 8 },
  { name: 'drop.digipin', key: 'digipin', optional: true, max: 14, size: 14 },
] as const satisfies readonly {
  name: string
  key: string
  complete?: string
  type?: 'tel'
  optional?: boolean
  max: number
  size?: number
}[]

export function AddressPage({
  action,
  isNew,
  typed,
  problem,
}: {
  action: string
  isNew: boolean
  typed: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  return (
    <div class="narrow stack">
      <PageHead
        title={t(isNew ? 'consumer.address.new' : 'consumer.address.change')}
        back={{ href: '/account', text: t('consumer.account.title') }}
      />
      <ProblemNotice problem={problem} />
      <Card>
        <Form action={action}>
          {fields.map((field) => (
            <Field
              key={field.name}
              name={field.name}
              label={t(`consumer.address.${field.key}`)}
              value={typed[field.name]}
              error={errors[field.name]}
              type={'type' in field ? field.type : 'text'}
              autoComplete={'complete' in field ? field.complete : 'off'}
              inputMode={field.key === 'pin' ? 'numeric' : undefined}
              optional={'optional' in field}
              maxLength={field.max}
              size={'size' in field ? field.size : undefined}
              upperCase={field.key === 'digipin'}
            />
          ))}
          <Button>{t('common.action.save')}</Button>
        </Form>
      </Card>
    </div>
  )
}
