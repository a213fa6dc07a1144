import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  DocumentsCard,
  Facts,
  Field,
  Form,
  HiddenField,
  Icon,
  Notice,
  PageHead,
  ProblemNotice,
  TextArea,
} from '../components/index.ts'
import { stateName } from '../i18n/index.ts'
import { useView } from '../page/index.ts'
import { Decisions } from './audit.view.tsx'
import { reviewFields } from './choices.ts'
import { type Trader, TraderStatus } from './traders.view.tsx'

type Review = Reply<'getTraderChecks'>

interface TraderProps {
  trader: Trader
  version: string
  review: Review
  shops: Reply<'listShops'>['items']
  documents: Reply<'listTraderDocuments'>
  entries: Reply<'listAuditEntries'>['items']
  names: ReadonlyMap<string, string>
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}

/** One trader: what it says, what was checked, and the decision. */
export function TraderPage(props: TraderProps) {
  const { t, f, lang } = useView()
  const { trader, review, shops, documents, entries, names, problem } = props
  const { contact, alike } = review
  return (
    <div class="stack">
      <PageHead
        title={trader.tradeName}
        back={{ href: `/govern/traders?status=${trader.status}`, text: t('operator.traders.title') }}
      >
        <TraderStatus status={trader.status} />
      </PageHead>
      <ProblemNotice problem={problem} />
      <div class="two-columns">
        <Card title={t('operator.trader.checks')}>
          <Checks review={review} />
          {alike.length > 0 && (
            <p>
              {t('operator.trader.alike')}{' '}
              {alike.map((one) => (
                <a key={one.traderId} href={`/govern/traders/${one.traderId}`}>
                  {one.tradeName}
                </a>
              ))}
            </p>
          )}
        </Card>
        <Card title={t('operator.trader.says')}>
          <Facts
            facts={[
              [t('operator.field.legalName'), trader.legalName],
              [t('operator.field.tiers'), trader.tiers.map((tier) => t(`operator.tier.${tier}`)).join(', ')],
              [t('operator.field.pan'), <code key="p">{trader.pan}</code>],
              trader.gstin ? [t('operator.field.gstin'), <code key="g">{trader.gstin}</code>] : null,
              trader.enrolmentId
                ? [t('operator.field.enrolmentId'), <code key="e">{trader.enrolmentId}</code>]
                : null,
              trader.udyam ? [t('operator.field.udyam'), <code key="u">{trader.udyam}</code>] : null,
              trader.fssai ? [t('operator.field.fssai'), <code key="f">{trader.fssai}</code>] : null,
              [t('operator.traders.state'), trader.state ? stateName(lang, trader.state) : '–'],
              [
                t('operator.trader.contact'),
                <span key="c">
                  {contact.name} <a href={`tel:${contact.phone}`}>{contact.phone}</a>
                </span>,
              ],
              [t('operator.traders.since'), f.dateTime(trader.statusSince)],
            ]}
          />
        </Card>
        <Card title={t('operator.trader.shops', { n: shops.length })}>
          {shops.length === 0 && <p class="quiet">{t('operator.trader.noShop')}</p>}
          <ul class="plain-list stack-tight">
            {shops.map((shop) => (
              <li key={shop.shopId}>
                <strong>{shop.name}</strong>
                <p class="quiet">
                  {[shop.line1, shop.city, shop.pin, stateName(lang, shop.state)].filter(Boolean).join(', ')}
                </p>
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

const marks = { good: 'check', bad: 'warning', absent: 'minus' } as const

function Checks({ review }: { review: Review }) {
  const { t, lang } = useView()
  return (
    <ul class="plain-list checks">
      {review.checks.map(({ check, result, seen }) => (
        <li key={check} class={`check-${result}`}>
          <Icon name={marks[result]} label={t(`operator.check.result.${result}`)} />
          <div>
            <strong>{t(`operator.check.${check}`)}</strong>
            {result === 'bad' && (
              <p>
                {t(`operator.check.bad.${check}`)}{' '}
                {check === 'shops' ? '' : seen.map((one) => stateName(lang, one)).join(', ')}
              </p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What may be decided now; sending back is by field. */
function Decide({ trader, version, values, review }: TraderProps) {
  const { t } = useView()
  const action = `/govern/traders/${trader.traderId}/decide`
  const bad = review.checks.some(({ result }) => result === 'bad')
  switch (trader.status) {
    case 'submitted':
      return (
        <Card title={t('operator.trader.decide')}>
          {bad && <Notice tone="warning">{t('operator.trader.lookFirst')}</Notice>}
          <Form action={action}>
            <HiddenField name="version" value={version} />
            <Button icon="check" name="decision" value="verify">
              {t('operator.trader.verify')}
            </Button>
          </Form>
          <details open={Object.keys(values).some((name) => name.startsWith('reason.'))}>
            <summary>{t('operator.trader.sendBack')}</summary>
            <Form action={action}>
              <HiddenField name="version" value={version} />
              <p class="quiet">{t('operator.trader.sendBackText')}</p>
              {reviewFields.map((field) => (
                <Field
                  key={field}
                  name={`reason.${field}`}
                  label={t(`operator.field.${field}`)}
                  value={values[`reason.${field}`] ?? ''}
                  optional
                  maxLength={500}
                />
              ))}
              <Button tone="plain" icon="back" name="decision" value="sendBack">
                {t('operator.trader.sendBackNow')}
              </Button>
            </Form>
          </details>
        </Card>
      )
    case 'verified':
      return (
        <Card title={t('operator.trader.decide')}>
          <details>
            <summary>{t('operator.trader.suspend')}</summary>
            <Form action={action}>
              <HiddenField name="version" value={version} />
              <TextArea
                name="reason"
                label={t('operator.reason')}
                hint={t('operator.trader.suspendText')}
                value={values.reason ?? ''}
                rows={3}
                maxLength={1000}
              />
              <Button tone="danger" name="decision" value="suspend">
                {t('operator.trader.suspendNow')}
              </Button>
            </Form>
          </details>
        </Card>
      )
    case 'suspended':
      return (
        <Card title={t('operator.trader.decide')}>
          <Form action={action}>
            <HiddenField name="version" value={version} />
            <Button icon="check" name="decision" value="reinstate">
              {t('operator.trader.reinstate')}
            </Button>
          </Form>
        </Card>
      )
    default:
      return (
        <Card title={t('operator.trader.decide')}>
          <p class="quiet">{t('operator.trader.notYet')}</p>
          {trader.sendBackReasons.map(({ pointer, reason }) => (
            <p key={pointer}>
              <Badge tone="warning">{pointer.slice(1)}</Badge> {reason}
            </p>
          ))}
        </Card>
      )
  }
}
