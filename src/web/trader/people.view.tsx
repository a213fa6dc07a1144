import type { Problem, Reply } from '../api/client.ts'
import { Badge, Button, Card, Field, Form, PageHead, ProblemNotice, RadioGroup } from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { ShopTabs } from './shop.view.tsx'

type Member = Reply<'listTraderMembers'>['items'][number]

/** Who works for the trader, and letting somebody in or out. */
export function PeoplePage({
  desk,
  members,
  problem,
  typed,
}: {
  desk: Desk
  members: readonly Member[]
  problem: Problem | undefined
  typed: Readonly<Record<string, string>>
}) {
  const view = useView()
  const { t, f, me } = view
  const isOwner = desk.role === 'owner'
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.people.title')} />
      <ShopTabs current="people" />
      <ProblemNotice problem={problem} />
      <Card>
        <ul class="plain-list people">
          {members.map((member) => {
            const name = member.name ?? member.phone
            const isMe = member.accountId === me?.accountId
            return (
              <li key={member.accountId}>
                <div>
                  <strong>{name}</strong> {isMe && <span class="quiet">({t('trader.people.me')})</span>}
                  <br />
                  <span class="quiet">
                    {member.name && `${member.phone} · `}
                    {t('trader.people.since', { date: f.date(member.since) })}
                  </span>
                </div>
                <Badge tone={member.role === 'owner' ? 'info' : 'neutral'}>
                  {t(`trader.role.${member.role}`)}
                </Badge>
                {(isOwner || isMe) && (
                  <details class="remove">
                    <summary>
                      {t('common.action.remove')}
                      <span class="unseen"> {name}</span>
                    </summary>
                    <Form
                      action={`/trade/business/${desk.trader.traderId}/people/${member.accountId}/remove`}
                      class="stack-tight"
                    >
                      <p>{t(isMe ? 'trader.people.remove.me' : 'trader.people.remove.sure', { name })}</p>
                      <Button tone="danger">{t('common.action.confirm')}</Button>
                    </Form>
                  </details>
                )}
              </li>
            )
          })}
        </ul>
      </Card>
      {isOwner && (
        <Card title={t('trader.people.add')}>
          <Form action={`/trade/business/${desk.trader.traderId}/people`}>
            <Field
              name="phone"
              label={t('common.signIn.phone')}
              hint={t('trader.people.add.hint')}
              value={typed.phone ?? ''}
              error={fieldTexts(view, problem).phone}
              type="tel"
              inputMode="tel"
              maxLength={20}
              size={18}
            />
            <RadioGroup
              name="role"
              label={t('trader.people.role')}
              value={typed.role ?? 'staff'}
              choices={(['staff', 'owner'] as const).map((role) => ({
                value: role,
                label: t(`trader.role.${role}`),
                hint: t(`trader.role.${role}.hint`),
              }))}
            />
            <Button icon="plus">{t('common.action.add')}</Button>
          </Form>
        </Card>
      )}
    </div>
  )
}
