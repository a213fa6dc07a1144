import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  Form,
  HiddenField,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'

type Person = Reply<'findPeople'>['items'][number]

const hrefOf = ({ kind, id }: Person['parties'][number]): string =>
  kind === 'trader' ? `/govern/traders/${id}` : `/govern/providers/${id}`

export function PeoplePage({
  operators,
  found,
  phone,
  problem,
}: {
  operators: readonly Person[]
  found: readonly Person[] | undefined
  phone: string
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  return (
    <div class="stack">
      <PageHead title={t('operator.people.title')} lead={t('operator.people.lead')} />
      <ProblemNotice problem={problem} />
      <div class="two-columns">
        <Card title={t('operator.people.find')}>
          <form method="get" action="/govern/people" class="inline-form">
            <Field
              name="phone"
              label={t('common.signIn.phone')}
              value={phone}
              error={errors.phone}
              type="tel"
              inputMode="tel"
              size={18}
            />
            <Button tone="plain" icon="search">
              {t('common.action.search')}
            </Button>
          </form>
          {found?.length === 0 && (
            <Empty icon="person" title={t('operator.people.nobody')}>
              <Grant phone={phone} />
            </Empty>
          )}
          {found?.map((person) => (
            <div key={person.accountId} class="stack-tight">
              <Who person={person} />
              {!person.operator && <Grant phone={person.phone} />}
            </div>
          ))}
        </Card>
        <Card title={t('operator.people.operators', { n: operators.length })}>
          <ul class="plain-list stack-tight">
            {operators.map((person) => (
              <li key={person.accountId} class="line">
                <Who person={person} />
                {person.accountId === view.me?.accountId ? (
                  <Badge>{t('operator.people.you')}</Badge>
                ) : (
                  <details class="ask">
                    <summary>{t('operator.people.revoke')}</summary>
                    <Form action={`/govern/people/${person.accountId}/revoke`}>
                      <p>{t('operator.people.revokeAsk', { who: person.name ?? person.phone })}</p>
                      <Button tone="danger" small>
                        {t('common.action.confirm')}
                      </Button>
                    </Form>
                  </details>
                )}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </div>
  )
}

function Who({ person }: { person: Person }) {
  const { t, f } = useView()
  return (
    <div>
      <strong>{person.name ?? person.phone}</strong>
      <p class="quiet">
        {person.phone} · {t('operator.people.since', { date: f.date(person.createdAt) })}
      </p>
      {person.parties.length > 0 && (
        <p>
          {person.parties.map((party) => (
            <a key={party.id} class="party" href={hrefOf(party)}>
              {t(`operator.people.party.${party.kind}`)} ({t(`operator.people.role.${party.role}`)})
            </a>
          ))}
        </p>
      )}
    </div>
  )
}

function Grant({ phone }: { phone: string }) {
  const { t } = useView()
  return (
    <details>
      <summary>{t('operator.people.grant')}</summary>
      <Form action="/govern/people">
        <HiddenField name="phone" value={phone} />
        <p>{t('operator.people.grantAsk', { phone })}</p>
        <Button icon="shield">{t('common.action.confirm')}</Button>
      </Form>
    </details>
  )
}
