import type { Reply } from '../api/client.ts'
import {
  Announcements,
  Button,
  Card,
  Empty,
  Figures,
  Form,
  HiddenField,
  Icon,
  type IconName,
  LinkButton,
  Notice,
  PageHead,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk, Provider } from './desk.ts'
import { DeskPage, StatusBadge } from './desk.view.tsx'
import { ParcelState } from './parcels.view.tsx'

/** What the door is for, for who belongs to no startup. */
export function WelcomePage() {
  const { t, me } = useView()
  const points: [IconName, string, string][] = [
    ['map', t('provider.welcome.where'), t('provider.welcome.whereText')],
    ['money', t('provider.welcome.price'), t('provider.welcome.priceText')],
    ['shield', t('provider.welcome.fair'), t('provider.welcome.fairText')],
  ]
  return (
    <div class="stack">
      <PageHead title={t('provider.welcome.title')} lead={t('provider.welcome.lead')} />
      <p>
        <LinkButton href="/deliver/register" icon="plus">
          {t('provider.welcome.register')}
        </LinkButton>{' '}
        {!me && (
          <LinkButton href="/sign-in?next=%2Fdeliver" tone="plain" icon="person">
            {t('common.nav.signIn')}
          </LinkButton>
        )}
      </p>
      <ul class="points">
        {points.map(([icon, title, text]) => (
          <li key={title}>
            <Icon name={icon} />
            <h2>{title}</h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
      {me && <p class="quiet">{t('provider.welcome.rider')}</p>}
    </div>
  )
}

type Parcels = Reply<'listProviderShipments'>['items']

export interface Overview {
  asked: Parcels
  carrying: Parcels
  card: Reply<'getScorecard'>
  keys: number
  announcements: Reply<'listAnnouncements'>['items']
}

/** How the startup stands today. */
export function HomePage({ desk, overview }: { desk: Desk; overview: Overview }) {
  const { t, f } = useView()
  const { asked, carrying, card, announcements } = overview
  const { provider } = desk
  const cash = carrying.reduce((sum, parcel) => sum + parcel.codPaise, 0)
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.home.title')}>
        {carrying.length > 0 && (
          <LinkButton href="/deliver/ride" icon="truck">
            {t('provider.home.ride')}
          </LinkButton>
        )}
      </PageHead>
      <Announcements items={announcements} />
      {provider.status !== 'approved' && <Standing desk={desk} />}
      <Figures
        figures={[
          {
            label: t('provider.home.asked'),
            value: f.number(asked.length),
            href: '/deliver/parcels?state=asked',
            ...(asked.length > 0 ? { note: t('provider.home.askedNote') } : {}),
          },
          {
            label: t('provider.home.carrying'),
            value: f.number(carrying.length),
            href: '/deliver/parcels?state=carrying',
          },
          { label: t('provider.home.cashToTake'), value: f.money(cash) },
          {
            label: t('provider.home.delivered'),
            value: f.number(card.delivered),
            href: '/deliver/score',
            note: t('provider.home.week'),
          },
          {
            label: t('provider.score.onTime'),
            value: card.delivered > 0 ? f.percent(card.onTime / card.delivered) : '–',
            href: '/deliver/score',
            note: t('provider.home.week'),
          },
        ]}
      />
      {provider.status === 'approved' && <Underway desk={desk} overview={overview} />}
    </DeskPage>
  )
}

/** The next parcels, those that wait for an answer first. */
function Underway({ desk, overview: { asked, carrying } }: { desk: Desk; overview: Overview }) {
  const { t, f } = useView()
  const next = [...asked, ...carrying].slice(0, 6)
  if (next.length === 0)
    return (
      <Empty icon="box" title={t('provider.parcels.empty.carrying')}>
        <p>{t(desk.provider.channel === 'pull' ? 'provider.home.quietPull' : 'provider.home.quiet')}</p>
      </Empty>
    )
  return (
    <Card title={t('provider.home.next')}>
      <ul class="plain-list stop-list">
        {next.map((parcel) => (
          <li key={parcel.reference}>
            <a href={`/deliver/parcels/${parcel.shipmentId}`}>
              <strong>
                <ParcelState state={parcel.state} />
              </strong>
              <span>{`${parcel.pickup.name ?? parcel.pickup.pin} → ${parcel.drop.line1 ?? parcel.drop.pin}`}</span>
              <small class="quiet">
                {f.distance(parcel.distanceMetres)} · {f.money(parcel.pricePaise)}
                {parcel.promisedBy && ` · ${t('provider.ride.by', { time: f.time(parcel.promisedBy) })}`}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** What stands between a startup and its first parcel. */
function Standing({ desk: { provider, role } }: { desk: Desk }) {
  const { t } = useView()
  if (provider.status === 'suspended')
    return (
      <Notice tone="bad">
        <strong>{t('provider.standing.suspended')}</strong>
        <p>{provider.statusReason}</p>
      </Notice>
    )
  if (provider.status === 'submitted' || provider.status === 'sandbox')
    return (
      <Notice>
        <p>{t(`provider.standing.${provider.status}`)}</p>
        <p>
          <a href="/deliver/admission">{t('provider.admission.title')}</a>
        </p>
      </Notice>
    )
  return (
    <Card title={t('provider.standing.title')}>
      {provider.statusReason && (
        <Notice tone="warning">
          <strong>{t('provider.standing.sentBack')}</strong>
          <p>{provider.statusReason}</p>
        </Notice>
      )}
      <ol class="todo">
        <li>
          <a href="/deliver/coverage">{t('provider.standing.coverage')}</a>
          <p class="quiet">{t('provider.standing.coverageText')}</p>
        </li>
        <li>
          <a href="/deliver/documents">{t('provider.standing.documents')}</a>
          <p class="quiet">{t('provider.standing.documentsText')}</p>
        </li>
        {provider.channel === 'push' && (
          <li>
            <a href="/deliver/keys">{t('provider.standing.secret')}</a>
            <p class="quiet">{t('provider.standing.secretText')}</p>
          </li>
        )}
        {provider.channel === 'pull' && (
          <li>
            <a href="/deliver/keys">{t('provider.standing.key')}</a>
            <p class="quiet">{t('provider.standing.keyText')}</p>
          </li>
        )}
        <li>
          <span>{t('provider.standing.submit')}</span>
          <p class="quiet">{t('provider.standing.submitText')}</p>
          {role === 'owner' && (
            <Form action="/deliver/submit">
              <Button icon="check">{t('provider.standing.submitNow')}</Button>
            </Form>
          )}
        </li>
      </ol>
    </Card>
  )
}

/** Startups to change to. */
export function ChoosePage({ startups }: { startups: readonly Provider[] }) {
  const { t } = useView()
  return (
    <div class="stack">
      <PageHead title={t('provider.desk.choose')} />
      <ul class="plain-list stack-tight">
        {startups.map((one) => (
          <li key={one.providerId} class="card">
            <Form action="/deliver/choose">
              <HiddenField name="providerId" value={one.providerId} />
              <Button tone="plain" icon="truck" wide>
                {one.name}
              </Button>
            </Form>
            <StatusBadge status={one.status} />
          </li>
        ))}
      </ul>
      <p>
        <LinkButton href="/deliver/register" tone="quiet" icon="plus">
          {t('provider.desk.another')}
        </LinkButton>
      </p>
    </div>
  )
}
