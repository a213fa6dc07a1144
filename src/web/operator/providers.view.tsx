import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  DocumentsCard,
  Empty,
  Facts,
  Form,
  Icon,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  PinMap,
  ProblemNotice,
  Table,
  Tabs,
  TextArea,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { Decisions } from './audit.view.tsx'
import { providerStatuses } from './choices.ts'

type Provider = Reply<'reviewProvider'>

const tones = {
  draft: 'neutral',
  submitted: 'info',
  sandbox: 'info',
  approved: 'good',
  suspended: 'bad',
} as const

export function ProvidersPage({
  status,
  page,
}: {
  status: Provider['status']
  page: Reply<'listProviders'>
}) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.providers.title')} lead={t('operator.providers.lead')}>
        <LinkButton href="/govern/admission" tone="plain" icon="shield">
          {t('operator.admission.title')}
        </LinkButton>
        <LinkButton href="/govern/scorecards" tone="plain" icon="chart">
          {t('operator.scores.title')}
        </LinkButton>
      </PageHead>
      <Tabs
        label={t('operator.providers.title')}
        tabs={providerStatuses.map((one) => ({
          href: `/govern/providers?status=${one}`,
          text: t(`operator.providers.status.${one}`),
          current: one === status,
        }))}
      />
      <Table
        caption={t('operator.providers.title')}
        rows={page.items}
        keyOf={({ providerId }) => providerId}
        empty={<Empty icon="truck" title={t('operator.providers.empty')} />}
        columns={[
          {
            title: t('operator.traders.name'),
            isName: true,
            cell: (one) => <a href={`/govern/providers/${one.providerId}`}>{one.name}</a>,
          },
          { title: t('operator.provider.dipp'), cell: ({ dipp }) => <code>{dipp}</code> },
          { title: t('operator.provider.phone'), cell: ({ contactPhone }) => contactPhone },
          {
            title: t('operator.provider.base'),
            align: 'end',
            cell: ({ rateCard }) => f.money(rateCard.basePaise),
          },
          { title: t('operator.provider.since'), cell: ({ createdAt }) => f.date(createdAt) },
        ]}
      />
      <Pager next={page.nextCursor && `/govern/providers?status=${status}&cursor=${page.nextCursor}`} />
    </div>
  )
}

/** What its channel cannot do without; a seller of ONDC signs with the key of its entry in the registry. */
const waysIn = ({ channel, liveSecrets, liveKeys }: Provider): (readonly ['secret' | 'key', boolean])[] => {
  if (channel === 'push') return [['secret', liveSecrets > 0]]
  return channel === 'pull' ? [['key', liveKeys > 0]] : []
}

interface ProviderProps {
  provider: Provider
  seen: Reply<'lookUpPins'>
  documents: Reply<'listProviderDocuments'>
  entries: Reply<'listAuditEntries'>['items']
  names: ReadonlyMap<string, string>
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}

export function ProviderPage(props: ProviderProps) {
  const { t, f } = useView()
  const { provider, seen, documents, entries, names, problem } = props
  const { capabilities, rateCard, insurance } = provider
  return (
    <div class="stack">
      <PageHead
        title={provider.name}
        back={{ href: `/govern/providers?status=${provider.status}`, text: t('operator.providers.title') }}
      >
        <Badge tone={tones[provider.status]}>{t(`operator.providers.status.${provider.status}`)}</Badge>
        <LinkButton href={`/govern/scorecards/${provider.providerId}`} tone="plain" icon="chart">
          {t('operator.scores.title')}
        </LinkButton>
        <LinkButton href={`/govern/cash/startups/${provider.providerId}`} tone="plain" icon="money">
          {t('operator.cash.title')}
        </LinkButton>
      </PageHead>
      <ProblemNotice problem={problem} />
      {provider.statusReason && <Notice tone="warning">{provider.statusReason}</Notice>}
      <div class="two-columns">
        <Card title={t('operator.trader.says')}>
          <Facts
            facts={[
              [t('operator.provider.dipp'), <code key="d">{provider.dipp}</code>],
              [
                t('operator.provider.phone'),
                <a key="p" href={`tel:${provider.contactPhone}`}>
                  {provider.contactPhone}
                </a>,
              ],
              provider.contactEmail ? [t('operator.provider.email'), provider.contactEmail] : null,
              [
                t('operator.provider.insurance'),
                insurance
                  ? `${insurance.insurer}, ${insurance.policyNumber}, ${f.date(`${insurance.validUntil}T12:00:00Z`)}`
                  : t('operator.provider.noInsurance'),
              ],
              [
                t('operator.provider.server'),
                provider.webhookUrl ? (
                  <code key="s">{provider.webhookUrl}</code>
                ) : (
                  t('operator.provider.noServer')
                ),
              ],
              [t('operator.provider.weight'), f.weight(capabilities.maxWeightGrams)],
              [
                t('operator.provider.prices'),
                t('operator.provider.pricesText', {
                  base: f.money(rateCard.basePaise),
                  km: f.money(rateCard.perKmPaise),
                  kg: f.money(rateCard.perKgPaise),
                }),
              ],
              [t('operator.provider.promise'), t('common.units.minutes', { n: provider.promisedMinutes })],
            ]}
          />
        </Card>
        <Card title={t('operator.provider.area', { n: seen.total, pins: f.number(seen.total) })}>
          {seen.points.length > 0 && (
            <PinMap
              label={t('provider.coverage.map')}
              points={seen.points.map(({ pin, point }) => ({
                ...point,
                tone: seen.points.length > 250 ? ('ground' as const) : ('main' as const),
                label: pin,
              }))}
            />
          )}
        </Card>
        <Card title={t('operator.trader.checks')}>
          <ul class="plain-list checks">
            {(
              [
                ['dipp', true],
                ...waysIn(provider),
                ['area', seen.total > 0 && seen.unknownPins.length === 0],
                ['insurance', insurance !== null && new Date(insurance.validUntil) > new Date()],
              ] as const
            ).map(([name, good]) => (
              <li key={name} class={`check-${good ? 'good' : 'bad'}`}>
                <Icon
                  name={good ? 'check' : 'warning'}
                  label={t(`operator.check.result.${good ? 'good' : 'bad'}`)}
                />
                <strong>{t(`operator.provider.check.${name}`)}</strong>
              </li>
            ))}
          </ul>
        </Card>
        <DocumentsCard documents={documents} at="/govern/documents" />
        <Decide {...props} />
      </div>
      <Card title={t('operator.trader.history')}>
        <Decisions entries={entries} names={names} bare />
      </Card>
    </div>
  )
}

function Decide({ provider, values, problem }: ProviderProps) {
  const view = useView()
  const { t } = view
  const action = `/govern/providers/${provider.providerId}/decide`
  const approve = (
    <Form action={action}>
      <Button icon="check" name="decision" value="approve">
        {t('operator.provider.approve')}
      </Button>
    </Form>
  )
  const because = (decision: 'sendBack' | 'suspend') => (
    <details open={values.decision === decision}>
      <summary>{t(`operator.provider.${decision}`)}</summary>
      <Form action={action}>
        <TextArea
          name="reason"
          label={t('operator.reason')}
          hint={t(`operator.provider.${decision}Text`)}
          value={values.reason ?? ''}
          error={fieldTexts(view, problem).reason}
          rows={3}
          maxLength={500}
        />
        <Button tone={decision === 'suspend' ? 'danger' : 'plain'} name="decision" value={decision}>
          {t(`operator.provider.${decision}Now`)}
        </Button>
      </Form>
    </details>
  )
  return (
    <Card title={t('operator.trader.decide')}>
      {(provider.status === 'submitted' || provider.status === 'sandbox') && (
        <>
          {provider.status === 'sandbox' && <p class="quiet">{t('operator.provider.inSandbox')}</p>}
          {approve}
          {because('sendBack')}
        </>
      )}
      {provider.status === 'approved' && because('suspend')}
      {provider.status === 'suspended' && approve}
      {provider.status === 'draft' && <p class="quiet">{t('operator.trader.notYet')}</p>}
    </Card>
  )
}
