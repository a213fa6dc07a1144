import type { Problem, Reply } from '../api/client.ts'
import { Badge, Button, Card, Field, Form, PageHead, ProblemNotice, RadioGroup } from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskPage, OwnersOnly } from './desk.view.tsx'

export function PeoplePage({
  desk,
  people,
  problem,
  values,
}: {
  desk: Desk
  people: Reply<'listProviderMembers'>['items']
  problem: Problem | undefined
  values: Readonly<Record<string, string>>
}) {
  const view = useView()
  const { t, f, me } = view
  const errors = fieldTexts(view, problem)
  const own = desk.role === 'owner'
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.people.title')} lead={t('provider.people.lead')} />
      <ProblemNotice problem={problem} />
      <ul class="plain-list card-list">
        {people.map((person) => (
          <li key={person.accountId} class="card line">
            <div>
              <strong>{person.name ?? person.phone}</strong>{' '}
              <Badge tone={person.role === 'owner' ? 'info' : 'neutral'}>
                {t(`provider.people.role.${person.role}`)}
              </Badge>
              <p class="quiet">
                {person.phone} · {t('provider.people.since', { date: f.date(person.since) })}
              </p>
            </div>
            {(own || person.accountId === me?.accountId) && (
              <details class="ask">
                <summary>{t('common.action.remove')}</summary>
                <Form action={`/deliver/people/${person.accountId}/remove`}>
                  <p>{t('provider.people.removeAsk', { who: person.name ?? person.phone })}</p>
                  <Button tone="danger" icon="trash" small>
                    {t('common.action.confirm')}
                  </Button>
                </Form>
              </details>
            )}
          </li>
        ))}
      </ul>
      {own && (
        <Card title={t('provider.people.add')}>
          <Form action="/deliver/people">
            <Field
              name="phone"
              label={t('common.signIn.phone')}
              hint={t('provider.people.phoneHint')}
              value={values.phone ?? ''}
              error={errors.phone}
              type="tel"
              inputMode="tel"
              size={18}
              maxLength={20}
            />
            <RadioGroup
              name="role"
              label={t('provider.people.role')}
              value={values.role ?? 'staff'}
              choices={(['staff', 'owner'] as const).map((role) => ({
                value: role,
                label: t(`provider.people.role.${role}`),
                hint: t(`provider.people.may.${role}`),
              }))}
            />
            <Button icon="plus">{t('common.action.add')}</Button>
          </Form>
        </Card>
      )}
      <OwnersOnly desk={desk} />
    </DeskPage>
  )
}
