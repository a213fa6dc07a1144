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
  Table,
  TextArea,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'

type Group = Reply<'findSynonyms'>['items'][number]

type Miss = Reply<'listSearchMisses'>['items'][number]

interface SynonymsProps {
  groups: readonly Group[]
  misses: readonly Miss[]
  word: string
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}

/** The name of the field of which the API speaks, whichever of its words is meant. */
const renames: Record<string, string> = Object.fromEntries(
  Array.from({ length: 20 }, (_, at) => [`terms.${at}`, 'terms']),
)

export function SynonymsPage({ groups, misses, word, values, problem }: SynonymsProps) {
  const view = useView()
  const { t } = view
  const error = fieldTexts(view, problem, renames).terms
  return (
    <div class="stack">
      <PageHead title={t('operator.synonyms.title')} lead={t('operator.synonyms.lead')} />
      <ProblemNotice problem={problem} rename={renames} />
      <form method="get" action="/govern/synonyms" class="inline-form">
        <Field name="q" label={t('operator.synonyms.find')} value={word} size={24} maxLength={60} optional />
        <Button tone="plain" icon="search">
          {t('common.action.search')}
        </Button>
      </form>
      <div class="two-columns">
        <section class="stack">
          <h2>{word ? t('operator.synonyms.foundFor', { word }) : t('operator.synonyms.own')}</h2>
          {groups.length === 0 && (
            <Empty icon="words" title={t(word ? 'operator.synonyms.unknown' : 'operator.synonyms.empty')}>
              <p>{t('operator.synonyms.emptyText')}</p>
            </Empty>
          )}
          {groups.map((group) => (
            <GroupCard
              key={group.groupId}
              group={group}
              word={word}
              value={values.groupId === group.groupId ? (values.terms ?? '') : ''}
              error={values.groupId === group.groupId ? error : undefined}
            />
          ))}
        </section>
        <Card title={t('operator.synonyms.new')}>
          <Form action="/govern/synonyms">
            <HiddenField name="q" value={word} />
            <TextArea
              name="terms"
              label={t('operator.synonyms.terms')}
              hint={t('operator.synonyms.termsHint')}
              value={values.groupId ? '' : (values.terms ?? '')}
              error={values.groupId ? undefined : error}
              rows={3}
              maxLength={600}
            />
            <Button icon="plus">{t('operator.synonyms.make')}</Button>
          </Form>
          <p class="quiet">{t('operator.synonyms.when')}</p>
        </Card>
      </div>
      {!word && <Misses misses={misses} />}
    </div>
  )
}

/** What people looked for and nobody had: each word leads to where it can be added. */
function Misses({ misses }: { misses: readonly Miss[] }) {
  const { t, f } = useView()
  return (
    <section class="stack">
      <h2>{t('operator.misses.title')}</h2>
      <p class="quiet">{t('operator.misses.lead')}</p>
      <Table
        caption={t('operator.misses.title')}
        rows={misses}
        keyOf={({ day, region, words }) => `${day} ${region} ${words}`}
        empty={<Empty icon="search" title={t('operator.misses.empty')} />}
        columns={[
          {
            title: t('operator.misses.words'),
            isName: true,
            cell: ({ words }) => <a href={`/govern/synonyms?q=${encodeURIComponent(words)}`}>{words}</a>,
          },
          { title: t('operator.misses.region'), cell: ({ region }) => (region ? `${region}xxxx` : '–') },
          { title: t('operator.misses.day'), cell: ({ day }) => f.date(day) },
          { title: t('operator.misses.count'), align: 'end', cell: ({ count }) => count },
        ]}
      />
    </section>
  )
}

function GroupCard({
  group,
  word,
  value,
  error,
}: {
  group: Group
  word: string
  value: string
  error: string | undefined
}) {
  const { t } = useView()
  const own = new Set(group.own)
  return (
    <article class="card">
      <p class="word-list">
        {group.terms
          .filter((term) => !own.has(term))
          .map((term) => (
            <Badge key={term}>{term}</Badge>
          ))}
      </p>
      {group.own.length > 0 && (
        <ul class="plain-list word-list">
          {group.own.map((term) => (
            <li key={term}>
              <Form action="/govern/synonyms/remove" class="inline">
                <HiddenField name="groupId" value={group.groupId} />
                <HiddenField name="term" value={term} />
                <Badge tone="good">{term}</Badge>
                <button
                  class="button quiet small"
                  type="submit"
                  aria-label={t('operator.synonyms.remove', { word: term })}
                >
                  {t('common.action.remove')}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <details open={error !== undefined}>
        <summary>{t('operator.synonyms.addTo')}</summary>
        <Form action="/govern/synonyms">
          <HiddenField name="q" value={word} />
          <HiddenField name="groupId" value={group.groupId} />
          <label class="stack-tight">
            <span>{t('operator.synonyms.terms')}</span>
            <input name="terms" value={value} maxLength={600} aria-invalid={error ? 'true' : undefined} />
          </label>
          {error && <p class="bad-text">{error}</p>}
          <Button tone="plain" icon="plus">
            {t('common.action.add')}
          </Button>
        </Form>
      </details>
    </article>
  )
}
