import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Field,
  FieldFrame,
  Form,
  PageHead,
  Pager,
  ProblemNotice,
  Select,
  TextArea,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { audiences } from './choices.ts'

const tones = { planned: 'info', shown: 'good', over: 'neutral', withdrawn: 'neutral' } as const

export function AnnouncementsPage({
  page,
  values,
  problem,
}: {
  page: Reply<'listAllAnnouncements'>
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const { t, f, lang } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.announcements.title')} lead={t('operator.announcements.lead')} />
      <ProblemNotice problem={problem} />
      <div class="two-columns">
        <section class="stack">
          <h2>{t('operator.announcements.all')}</h2>
          {page.items.length === 0 && (
            <Empty icon="megaphone" title={t('operator.announcements.empty')}>
              <p>{t('operator.announcements.emptyText')}</p>
            </Empty>
          )}
          {page.items.map((one) => (
            <article key={one.announcementId} class="card">
              <p class="line">
                <strong>{lang === 'hi' ? one.titleHi : one.title}</strong>
                <Badge tone={tones[one.state]}>{t(`operator.announcements.state.${one.state}`)}</Badge>
              </p>
              <p>{lang === 'hi' ? one.bodyHi : one.body}</p>
              <p class="quiet">
                {t(`operator.audience.${one.audience}`)} · {f.dateTime(one.shownFrom)} –{' '}
                {f.dateTime(one.shownUntil)}
              </p>
              {(one.state === 'shown' || one.state === 'planned') && (
                <details class="ask">
                  <summary>{t('operator.announcements.withdraw')}</summary>
                  <Form action={`/govern/announcements/${one.announcementId}/withdraw`}>
                    <p>{t('operator.announcements.withdrawAsk')}</p>
                    <Button tone="danger" small>
                      {t('common.action.confirm')}
                    </Button>
                  </Form>
                </details>
              )}
            </article>
          ))}
          <Pager next={page.nextCursor && `/govern/announcements?cursor=${page.nextCursor}`} />
        </section>
        <NewAnnouncement values={values} problem={problem} />
      </div>
    </div>
  )
}

function NewAnnouncement({
  values,
  problem,
}: {
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  const hour = (name: 'shownFrom' | 'shownUntil', optional: boolean) => (
    <FieldFrame
      id={`f-${name}`}
      name={name}
      label={t(`operator.announcements.${name}`)}
      error={errors[name]}
      optional={optional}
    >
      <input
        id={`f-${name}`}
        type="datetime-local"
        name={name}
        value={values[name] ?? ''}
        aria-invalid={errors[name] ? 'true' : undefined}
        aria-describedby={errors[name] ? `f-${name}-error` : undefined}
      />
    </FieldFrame>
  )
  return (
    <Card title={t('operator.announcements.new')}>
      <Form action="/govern/announcements">
        <Select
          name="audience"
          label={t('operator.announcements.audience')}
          value={values.audience ?? 'everyone'}
          choices={audiences.map((one) => ({ value: one, label: t(`operator.audience.${one}`) }))}
        />
        {(['title', 'titleHi'] as const).map((name) => (
          <Field
            key={name}
            name={name}
            label={t(`operator.announcements.${name === 'title' ? 'heading' : 'headingHi'}`)}
            value={values[name] ?? ''}
            error={errors[name]}
            maxLength={120}
          />
        ))}
        {(['body', 'bodyHi'] as const).map((name) => (
          <TextArea
            key={name}
            name={name}
            label={t(`operator.announcements.${name}`)}
            value={values[name] ?? ''}
            error={errors[name]}
            rows={3}
            maxLength={1000}
          />
        ))}
        <div class="pair">
          {hour('shownFrom', true)}
          {hour('shownUntil', false)}
        </div>
        <Button icon="megaphone">{t('operator.announcements.publish')}</Button>
      </Form>
    </Card>
  )
}
