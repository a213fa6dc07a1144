import { Card, Empty, Icon, LinkButton, Notice, PageHead } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk, Trader } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { stepOfPointer } from './register.forms.ts'
import { stepUrl } from './register.view.tsx'

/** The door as somebody sees it who is no trader yet. */
export function WelcomePage() {
  const { t, me } = useView()
  const points = ['register', 'goods', 'orders', 'money'] as const
  const icons = { register: 'shield', goods: 'box', orders: 'bell', money: 'money' } as const
  return (
    <div class="stack">
      <PageHead title={t('trader.welcome.title')} lead={t('trader.welcome.lead')}>
        <LinkButton href="/trade/register" icon="arrow">
          {t(me ? 'trader.welcome.begin' : 'trader.welcome.signIn')}
        </LinkButton>
      </PageHead>
      <ol class="halves welcome plain-list">
        {points.map((point) => (
          <li key={point} class="card">
            <Icon name={icons[point]} />
            <h2>{t(`trader.welcome.${point}.title`)}</h2>
            <p>{t(`trader.welcome.${point}.text`)}</p>
          </li>
        ))}
      </ol>
      <Card title={t('trader.welcome.have.title')}>
        <ul class="bullets">
          {(['pan', 'gstin', 'fssai', 'bank', 'shop'] as const).map((need) => (
            <li key={need}>{t(`trader.welcome.have.${need}`)}</li>
          ))}
        </ul>
        <p class="quiet">{t('trader.welcome.have.note')}</p>
      </Card>
    </div>
  )
}

/** The door while a trader is not verified: what happens, and what to do now. */
export function StatusPage({ desk }: { desk: Desk }) {
  const { t, f } = useView()
  const { trader, shop } = desk
  const { status } = trader
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t(`trader.home.${status}.title`)} lead={t(`trader.home.${status}.lead`)} />
      {status === 'submitted' && (
        <Notice>{t('trader.home.submitted.since', { when: f.dateTime(trader.statusSince) })}</Notice>
      )}
      {status === 'sentBack' && <ReasonsList trader={trader} />}
      <div class="row">
        {status === 'draft' && (
          <LinkButton
            href={stepUrl(trader, shop ? 'check' : trader.upiId || trader.bank ? 'shop' : 'papers')}
            icon="arrow"
          >
            {t('trader.home.draft.go')}
          </LinkButton>
        )}
        {status === 'sentBack' && (
          <LinkButton href={stepUrl(trader, 'check')} icon="arrow">
            {t('trader.home.sentBack.go')}
          </LinkButton>
        )}
        {shop && (
          <LinkButton href="/trade/goods" tone="plain" icon="box">
            {t('trader.home.goods')}
          </LinkButton>
        )}
      </div>
      {!shop && status !== 'draft' && <Empty icon="shop" title={t('trader.home.noShop')} />}
    </div>
  )
}

/** What an operator asks to mend, each with the way to its field. */
export function ReasonsList({ trader }: { trader: Trader }) {
  const { t } = useView()
  return (
    <Notice tone="warning">
      <p>{t('trader.sentBack.lead')}</p>
      <ul class="stack-tight">
        {trader.sendBackReasons.map(({ pointer, reason }) => {
          const name = pointer.split('/').at(-1) ?? ''
          const label = fieldLabel(name)
          return (
            <li key={`${pointer}${reason}`}>
              {label && <strong>{t(label)}: </strong>}
              {reason}{' '}
              <a href={`${stepUrl(trader, stepOfPointer(pointer))}#f-${name}`}>{t('trader.sentBack.mend')}</a>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}

const labelled = [
  'tiers',
  'legalName',
  'tradeName',
  'pan',
  'gstin',
  'enrolmentId',
  'udyam',
  'fssai',
  'upiId',
  'bank',
] as const

const fieldLabel = (name: string) => {
  const known = labelled.find((one) => one === name)
  return known && (`trader.field.${known}` as const)
}
