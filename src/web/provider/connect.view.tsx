import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Copy,
  Empty,
  Form,
  HiddenField,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
  Tabs,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskPage, OwnersOnly } from './desk.view.tsx'

/** Keys, calls and checks are three sides of one thing. */
/** What is shown this once. */
export type Fresh = { kind: 'key' | 'secret'; text: string }

export const operations = ['book', 'status', 'cancel', 'quote', 'update'] as const
export type CallFilter = { operation?: (typeof operations)[number]; failed?: 'true' }

export function ConnectTabs({ current }: { current: 'keys' | 'calls' | 'checks' | 'admission' }) {
  const { t } = useView()
  return (
    <Tabs
      label={t('provider.nav.connect')}
      tabs={[
        { href: '/deliver/keys', text: t('provider.keys.tab'), current: current === 'keys' },
        { href: '/deliver/calls', text: t('provider.calls.tab'), current: current === 'calls' },
        { href: '/deliver/checks', text: t('provider.checks.tab'), current: current === 'checks' },
        {
          href: '/deliver/admission',
          text: t('provider.admission.tab'),
          current: current === 'admission',
        },
      ]}
    />
  )
}

export function KeysPage({
  desk,
  keys,
  fresh,
  problem,
}: {
  desk: Desk
  keys: Reply<'listProviderKeys'>['items']
  fresh?: Fresh
  problem?: Problem
}) {
  const { t, f } = useView()
  const own = desk.role === 'owner'
  const fetches = desk.provider.channel === 'pull'
  return (
    <DeskPage desk={desk}>
      <PageHead
        title={t('provider.keys.title')}
        lead={t(fetches ? 'provider.keys.leadPull' : 'provider.keys.lead')}
      />
      <ConnectTabs current="keys" />
      <ProblemNotice problem={problem} />
      {fresh && (
        <Notice tone="good">
          <p>
            <strong>{t(`provider.keys.fresh.${fresh.kind}`)}</strong>
          </p>
          <Copy text={fresh.text} label={t(`provider.keys.fresh.${fresh.kind}`)} />
          <p>{t('provider.keys.once')}</p>
        </Notice>
      )}
      <div class="two-columns">
        {!fetches && (
          <Card title={t('provider.keys.secret')}>
            <p>{t('provider.keys.secretText')}</p>
            {own && (
              <Form action="/deliver/secrets">
                <Button icon="shield">{t('provider.keys.makeSecret')}</Button>
              </Form>
            )}
            <p class="quiet">{t('provider.keys.secretTwo')}</p>
          </Card>
        )}
        <Card title={t('provider.keys.keys')}>
          <p>{t(fetches ? 'provider.keys.keysTextPull' : 'provider.keys.keysText')}</p>
          {keys.length === 0 && own && <p class="quiet">{t('provider.keys.none')}</p>}
          <ul class="plain-list stack-tight">
            {keys.map((key) => (
              <li key={key.keyId} class="line">
                <span>
                  <code>{key.prefix}…</code> <small class="quiet">{f.dateTime(key.createdAt)}</small>
                </span>
                <details class="ask">
                  <summary>{t('provider.keys.end')}</summary>
                  <Form action={`/deliver/keys/${key.keyId}/end`}>
                    <p>{t('provider.keys.endAsk')}</p>
                    <Button tone="danger" icon="trash" small>
                      {t('common.action.confirm')}
                    </Button>
                  </Form>
                </details>
              </li>
            ))}
          </ul>
          {own && (
            <Form action="/deliver/keys">
              <Button tone="plain" icon="key">
                {t('provider.keys.make')}
              </Button>
            </Form>
          )}
        </Card>
      </div>
      <OwnersOnly desk={desk} />
    </DeskPage>
  )
}

type Call = Reply<'listProviderCalls'>['items'][number]

/** With success; what a booking came to stands in the answer. */
export const wasAnswered = ({ outcome, status }: Call): boolean =>
  outcome === 'answered' && status !== null && status >= 200 && status < 300

function CallState({ call }: { call: Call }) {
  const { t } = useView()
  if (call.outcome !== 'answered')
    return <Badge tone="bad">{t(`provider.calls.outcome.${call.outcome}`)}</Badge>
  return <Badge tone={wasAnswered(call) ? 'good' : 'bad'}>{String(call.status)}</Badge>
}

/** JSON with room to read it; anything else as it came. */
const laidOut = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function CallDetail({ call, own }: { call: Call; own: boolean }) {
  const { t } = useView()
  return (
    <details>
      <summary>{t('provider.calls.detail')}</summary>
      {call.reason && <p>{call.reason}</p>}
      {call.request && (
        <>
          <p class="quiet">{t('provider.calls.sent')}</p>
          <pre>{laidOut(call.request)}</pre>
        </>
      )}
      <p class="quiet">{t('provider.calls.answer')}</p>
      <pre>{call.answer ? laidOut(call.answer) : t('provider.calls.noAnswer')}</pre>
      {own && call.repeatable && (
        <Form action={`/deliver/calls/${call.callId}/again`}>
          <HiddenField name="operation" value={call.operation} />
          <HiddenField name="reference" value={call.reference ?? ''} />
          <Button tone="plain" icon="repeat" small>
            {t('provider.calls.again')}
          </Button>
        </Form>
      )}
    </details>
  )
}

export function CallsPage({
  desk,
  page,
  filter,
  problem,
  inVain,
}: {
  desk: Desk
  page: Reply<'listProviderCalls'>
  filter: CallFilter
  problem?: Problem
  /** A call was made again, and failed again. */
  inVain?: boolean
}) {
  const { t, f } = useView()
  const own = desk.role === 'owner'
  const fetches = desk.provider.channel === 'pull'
  const query = (more: Record<string, string>) =>
    `/deliver/calls?${new URLSearchParams({ ...(filter as Record<string, string>), ...more })}`
  return (
    <DeskPage desk={desk}>
      {fetches ? (
        <PageHead title={t('provider.calls.tab')} />
      ) : (
        <PageHead title={t('provider.calls.title')} lead={t('provider.calls.lead')} />
      )}
      <ConnectTabs current="calls" />
      <ProblemNotice problem={problem} />
      {inVain && <Notice tone="warning">{t('provider.calls.unanswered')}</Notice>}
      <p class="picks">
        <a href="/deliver/calls" aria-current={filter.failed ? undefined : 'true'}>
          {t('provider.calls.all')}
        </a>
        <a href="/deliver/calls?failed=true" aria-current={filter.failed ? 'true' : undefined}>
          {t('provider.calls.failed')}
        </a>
      </p>
      <Table
        caption={t('provider.calls.title')}
        rows={page.items}
        keyOf={(call) => call.callId}
        empty={
          <Empty icon="repeat" title={t('provider.calls.empty')}>
            <p>{t(fetches ? 'provider.calls.emptyPull' : 'provider.calls.emptyText')}</p>
          </Empty>
        }
        columns={[
          {
            title: t('provider.calls.what'),
            isName: true,
            cell: (call) => (
              <>
                {t(`provider.calls.operation.${call.operation}`)}
                {call.attempt > 1 && (
                  <small class="quiet"> · {t('provider.calls.attempt', { n: call.attempt })}</small>
                )}
              </>
            ),
          },
          { title: t('provider.calls.when'), cell: (call) => f.dateTime(call.calledAt) },
          { title: t('provider.calls.result'), cell: (call) => <CallState call={call} /> },
          {
            title: t('provider.calls.took'),
            align: 'end',
            cell: (call) => t('provider.calls.milliseconds', { n: call.durationMs }),
          },
          {
            title: t('provider.calls.detail'),
            cell: (call) => <CallDetail call={call} own={own} />,
          },
        ]}
      />
      <Pager next={page.nextCursor && query({ cursor: page.nextCursor })} />
    </DeskPage>
  )
}
