import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Facts,
  Field,
  Form,
  HiddenField,
  LinkButton,
  type MapPoint,
  Notice,
  PageHead,
  PinMap,
  ProblemNotice,
  Tabs,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Desk, ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { type Step, steps } from './register.forms.ts'
import { stepUrl } from './register.view.tsx'
import { BusinessFacts } from './register-check.view.tsx'
import { days, type ShopValues } from './shop.forms.ts'
import { ShopForm } from './shop-form.view.tsx'

type Pin = Reply<'nearestPins'>['items'][number]

/** Links between the pages of the shop. */
export function ShopTabs({ current }: { current: 'shop' | 'delivery' | 'parcels' | 'people' | 'business' }) {
  const { t } = useView()
  const tabs = [
    ['shop', '/trade/shop'],
    ['delivery', '/trade/shop/delivery'],
    ['parcels', '/trade/parcels'],
    ['people', '/trade/people'],
    ['business', '/trade/shop/business'],
  ] as const
  return (
    <Tabs
      label={t('trader.shop.tabs')}
      tabs={tabs.map(([name, href]) => ({
        href,
        text: t(`trader.shop.tab.${name}`),
        current: name === current,
      }))}
    />
  )
}

export function ShopPage({ desk, around, today }: { desk: ShopDesk; around: readonly Pin[]; today: string }) {
  const { t, f } = useView()
  const { shop } = desk
  const closed = (shop.hours.closedDates ?? []).filter((date) => date >= today)
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.nav.shop')}>
        <LinkButton href="/trade/shop/edit" tone="plain" icon="edit">
          {t('trader.shop.edit')}
        </LinkButton>
      </PageHead>
      <ShopTabs current="shop" />
      {shop.paused && <Notice tone="warning">{t('trader.shop.pausedNow')}</Notice>}
      <div class="halves">
        <Card title={t('trader.shop.orders')}>
          <p>{t(shop.paused ? 'trader.shop.pause.on' : 'trader.shop.pause.off')}</p>
          <Form action={`/trade/shop/${shop.shopId}/pause`} class="alone">
            <HiddenField name="paused" value={shop.paused ? 'no' : 'yes'} />
            <Button tone={shop.paused ? 'main' : 'plain'} icon="clock" wide>
              {t(shop.paused ? 'trader.shop.resume' : 'trader.shop.pause')}
            </Button>
          </Form>
        </Card>
        <Card title={t('trader.shop.closed')}>
          <ClosedForm shopId={shop.shopId} date={today} open={closed.includes(today)} />
          <details>
            <summary>{t('trader.shop.closed.other')}</summary>
            <Form action={`/trade/shop/${shop.shopId}/closed`} class="stack-tight">
              <Field name="date" type="date" label={t('trader.shop.closed.date')} />
              <Button tone="plain">{t('trader.shop.closed.add')}</Button>
            </Form>
          </details>
          {closed.filter((date) => date !== today).length > 0 && (
            <ul class="plain-list stack-tight">
              {closed
                .filter((date) => date !== today)
                .map((date) => (
                  <li key={date} class="row between">
                    {f.date(`${date}T06:00:00Z`)}
                    <Form action={`/trade/shop/${shop.shopId}/closed`} class="alone">
                      <HiddenField name="date" value={date} />
                      <HiddenField name="open" value="yes" />
                      <Button tone="quiet" small>
                        {t('common.action.remove')}
                      </Button>
                    </Form>
                  </li>
                ))}
            </ul>
          )}
        </Card>
        <Card title={t('trader.shop.part.hours')}>
          <Facts
            facts={days.map((day) => [
              t(`trader.day.${day}`),
              (shop.hours.week[day] ?? []).map(({ open, close }) => `${open}–${close}`).join(', ') ||
                t('trader.hours.closed'),
            ])}
          />
        </Card>
        <Card title={t('trader.shop.part.place')}>
          <Facts
            facts={[
              [
                t('trader.field.shop.address'),
                [shop.line1, shop.line2, shop.landmark, shop.city, shop.pin].filter(Boolean).join(', '),
              ],
              ['DIGIPIN', shop.digipin ?? '–'],
              [t('trader.field.shop.carePhone'), shop.carePhone ?? '–'],
              [t('trader.field.selfPickup.short'), t(shop.selfPickup ? 'trader.yes' : 'trader.no')],
            ]}
          />
        </Card>
      </div>
      <Reach desk={desk} around={around} />
    </div>
  )
}

function ClosedForm({ shopId, date, open }: { shopId: string; date: string; open: boolean }) {
  const { t } = useView()
  return (
    <Form action={`/trade/shop/${shopId}/closed`} class="alone">
      <HiddenField name="date" value={date} />
      {open && <HiddenField name="open" value="yes" />}
      <Button tone={open ? 'main' : 'plain'} wide>
        {t(open ? 'trader.shop.closed.undo' : 'trader.shop.closed.today')}
      </Button>
    </Form>
  )
}

/** Where the shop delivers, as a map of the PINs around it and in words. */
function Reach({ desk, around }: { desk: ShopDesk; around: readonly Pin[] }) {
  const { t, f } = useView()
  const { shop } = desk
  const named = new Set(shop.pinsServed)
  const serves = (pin: Pin) => named.has(pin.pin) || pin.distanceMetres <= shop.radiusMetres
  const served = around.filter(serves)
  // Further off nothing is told: the map shows the reach and a little around it.
  const edge = Math.max(shop.radiusMetres * 1.4, ...served.map(({ distanceMetres }) => distanceMetres), 2000)
  const points: MapPoint[] = [
    ...around
      .filter(({ distanceMetres }) => distanceMetres <= edge)
      .flatMap((pin): MapPoint[] =>
        pin.point
          ? [{ ...pin.point, tone: serves(pin) ? 'main' : 'ground', label: `${pin.pin} ${pin.office}` }]
          : [],
      ),
    { ...shop.point, tone: 'here', label: shop.name },
  ]
  return (
    <Card title={t('trader.shop.part.reach')}>
      <p>
        {t('trader.reach.radius', { distance: f.distance(shop.radiusMetres) })}{' '}
        {named.size > 0 && t('trader.reach.named', { n: named.size })}
      </p>
      <div class="reach">
        <PinMap label={t('trader.reach.map')} points={points} circleMetres={shop.radiusMetres} />
        <div>
          <h3>{t('trader.reach.near')}</h3>
          <ul class="pins plain-list">
            {served.slice(0, 12).map((pin) => (
              <li key={pin.pin}>
                <strong>{pin.pin}</strong> {pin.office}{' '}
                <span class="quiet">{f.distance(pin.distanceMetres)}</span>
              </li>
            ))}
          </ul>
          {served.length === 0 && <p>{t('trader.reach.none')}</p>}
        </div>
      </div>
      {desk.trader.panOnly && <Notice>{t('trader.reach.panOnly', { state: shop.state })}</Notice>}
      <p>
        <a href="/trade/shop/edit">{t('trader.reach.change')}</a>
      </p>
    </Card>
  )
}

export function ShopEditPage({
  desk,
  values,
  errors,
  problem,
  then,
}: {
  desk: ShopDesk
  values: ShopValues
  errors: Readonly<Record<string, string>>
  problem: Problem | undefined
  then: string | undefined
}) {
  const { t } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('trader.shop.edit')}
        back={
          then === 'check'
            ? { href: stepUrl(desk.trader, 'check'), text: t('trader.step.check.title') }
            : { href: '/trade/shop', text: t('trader.nav.shop') }
        }
      />
      <ProblemNotice problem={problem} rename={{ radiusMetres: 'radiusKm' }} texts={errors} />
      <ShopForm
        action={`/trade/shop/edit/${desk.shop.shopId}`}
        values={values}
        errors={errors}
        then={then === 'check' ? then : undefined}
      />
    </div>
  )
}

/** Papers and numbers of the business, and its further shops. */
export function BusinessPage({ desk }: { desk: Desk }) {
  const { t } = useView()
  const { trader, shops } = desk
  const editable = steps.filter((step): step is Exclude<Step, 'shop' | 'check'> =>
    ['business', 'papers', 'payout'].includes(step),
  )
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.shop.tab.business')} />
      <ShopTabs current="business" />
      <Card title={t(`trader.status.${trader.status}`)}>
        <BusinessFacts trader={trader} />
        <Facts
          facts={[
            [t('trader.field.fssai'), trader.fssai ?? '–'],
            [t('trader.field.udyam'), trader.udyam ?? '–'],
            [t('trader.field.upiId'), trader.upiId ?? '–'],
            [
              t('trader.field.bank'),
              trader.bank ? `${trader.bank.bankCode} ••••${trader.bank.accountEnding}` : '–',
            ],
          ]}
        />
        <p>
          <a href={`/trade/business/${trader.traderId}/documents`}>{t('common.document.title')}</a>
        </p>
        {desk.role === 'owner' && (
          <div class="row">
            {editable.map((step) => (
              <LinkButton key={step} href={stepUrl(trader, step)} tone="plain" icon="edit">
                {t(`trader.step.${step}.name`)}
              </LinkButton>
            ))}
          </div>
        )}
      </Card>
      <Card title={t('trader.business.shops')}>
        <ul class="plain-list stack-tight">
          {shops.map((shop) => (
            <li key={shop.shopId}>
              <strong>{shop.name}</strong>, {shop.city} {shop.pin}
            </li>
          ))}
        </ul>
        {desk.role === 'owner' && (
          <div class="row">
            <LinkButton href={`${stepUrl(trader, 'shop')}?further`} tone="plain" icon="plus">
              {t('trader.business.addShop')}
            </LinkButton>
            <LinkButton href="/trade/register" tone="quiet">
              {t('trader.business.addTrader')}
            </LinkButton>
          </div>
        )}
      </Card>
    </div>
  )
}
