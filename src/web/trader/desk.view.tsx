import { Badge, Button, Form, HiddenField, Icon, PageHead } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk, Shop, Trader } from './desk.ts'

/** In which shop the reader is, above the page. */
export function DeskBar({ desk }: { desk: Desk }) {
  const { t } = useView()
  const { trader, shop, several } = desk
  return (
    <div class="desk">
      <Icon name="shop" />
      <strong>{shop?.name ?? trader.tradeName}</strong>
      <TraderBadge status={trader.status} />
      {shop?.paused && <Badge tone="warning">{t('trader.desk.paused')}</Badge>}
      {several && <a href="/trade/choose">{t('trader.desk.change')}</a>}
    </div>
  )
}

/** Where the verification stands; nothing for who is verified. */
export function TraderBadge({ status }: { status: Trader['status'] }) {
  const { t } = useView()
  if (status === 'verified') return null
  const tone = status === 'suspended' ? 'bad' : status === 'sentBack' ? 'warning' : 'info'
  return <Badge tone={tone}>{t(`trader.status.${status}`)}</Badge>
}

/** Traders and shops to change to. */
export function ChoosePage({ desks }: { desks: { trader: Trader; shops: readonly Shop[] }[] }) {
  const { t } = useView()
  return (
    <div class="stack">
      <PageHead title={t('trader.desk.choose')} back={{ href: '/trade', text: t('trader.nav.today') }} />
      {desks.map(({ trader, shops }) => (
        <section key={trader.traderId} class="card">
          <h2>
            {trader.tradeName} <TraderBadge status={trader.status} />
          </h2>
          {shops.length === 0 && <Choice trader={trader} label={t('trader.desk.noShop')} />}
          <ul class="plain-list stack-tight">
            {shops.map((shop) => (
              <li key={shop.shopId}>
                <Choice trader={trader} shop={shop} label={`${shop.name}, ${shop.city}`} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

const Choice = ({ trader, shop, label }: { trader: Trader; shop?: Shop; label: string }) => (
  <Form action="/trade/choose" class="alone">
    <HiddenField name="traderId" value={trader.traderId} />
    <HiddenField name="shopId" value={shop?.shopId ?? ''} />
    <Button tone="plain" icon="shop" wide>
      {label}
    </Button>
  </Form>
)
