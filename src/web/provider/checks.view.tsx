import type { Problem, Reply } from '../api/client.ts'
import { Badge, Button, Card, Empty, Form, Icon, Live, PageHead, ProblemNotice } from '../components/index.ts'
import { isMessageKey } from '../i18n/index.ts'
import { useView } from '../page/index.ts'
import { ConnectTabs } from './connect.view.tsx'
import type { Desk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'

type Check = Reply<'listProviderChecks'>['items'][number]

export function ChecksPage({
  desk,
  checks: [latest, ...earlier],
  problem,
}: {
  desk: Desk
  checks: readonly Check[]
  problem?: Problem
}) {
  const { t, f } = useView()
  const isRunning = latest !== undefined && latest.endedAt === null
  if (desk.provider.channel === 'pull')
    return (
      <DeskPage desk={desk}>
        <PageHead title={t('provider.checks.tab')} />
        <ConnectTabs current="checks" />
        <Empty icon="shield" title={t('provider.checks.noServer')}>
          <p>{t('provider.checks.noServerText')}</p>
          <p>
            <a href="/deliver/admission">{t('provider.admission.title')}</a>
          </p>
        </Empty>
      </DeskPage>
    )
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.checks.title')} lead={t('provider.checks.lead')} />
      <ConnectTabs current="checks" />
      <ProblemNotice problem={problem} />
      {!isRunning && (
        <Form action="/deliver/checks" class="alone">
          <Button icon="shield">{t(latest ? 'provider.checks.again' : 'provider.checks.begin')}</Button>
        </Form>
      )}
      {latest ? (
        isRunning ? (
          <Live id="check" src="/deliver/checks" seconds={2}>
            <CheckFindings check={latest} />
          </Live>
        ) : (
          <CheckFindings check={latest} />
        )
      ) : (
        <Empty icon="shield" title={t('provider.checks.none')}>
          <p>{t('provider.checks.noneText')}</p>
        </Empty>
      )}
      {earlier.length > 0 && (
        <Card title={t('provider.checks.earlier')}>
          <ul class="plain-list stack-tight">
            {earlier.map((check) => (
              <li key={check.checkId} class="line">
                <span>{f.dateTime(check.askedAt)}</span>
                <Outcome check={check} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </DeskPage>
  )
}

function Outcome({ check }: { check: Check }) {
  const { t } = useView()
  if (check.endedAt === null) return <Badge tone="info">{t('provider.checks.running')}</Badge>
  const failed = check.findings.filter(({ passed }) => !passed).length
  if (check.passed) return <Badge tone="good">{t('provider.checks.allPassed')}</Badge>
  if (check.findings.length === 0) return <Badge>{t('provider.checks.notRun')}</Badge>
  return <Badge tone="bad">{t('provider.checks.failed', { n: failed })}</Badge>
}

/** What the latest check found: first what is to be mended. */
export function CheckFindings({ check }: { check: Check | undefined }) {
  const { t, f, lang } = useView()
  if (!check) return null
  const inOrder = check.findings.toSorted((a, b) => Number(a.passed) - Number(b.passed))
  return (
    <Card
      title={
        <>
          {f.dateTime(check.askedAt)} <Outcome check={check} />
        </>
      }
    >
      {check.endedAt === null && <p class="quiet">{t('provider.checks.wait')}</p>}
      <ul class="findings">
        {inOrder.map(({ code, passed, saw, help }) => {
          const [title, advice] = [`provider.check.${code}`, `provider.check.${code}.help`]
          return (
            <li key={code} class={passed ? 'passed' : 'failed'}>
              <Icon
                name={passed ? 'check' : 'cross'}
                label={t(passed ? 'provider.checks.good' : 'provider.checks.bad')}
              />
              <div>
                <p class="finding-title">{isMessageKey(title) ? t(title) : code}</p>
                {!passed && (
                  <>
                    <p>{isMessageKey(advice) ? t(advice) : lang === 'en' ? help : code}</p>
                    <p class="quiet">
                      {t('provider.checks.saw')} <code lang="en">{saw}</code>
                    </p>
                  </>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
