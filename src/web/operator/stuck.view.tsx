import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Form,
  LabelLinks,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  RadioGroup,
  Table,
  TextArea,
  Timeline,
} from '../components/index.ts'
import { isMessageKey } from '../i18n/index.ts'
import { attentionText, fieldTexts, useView } from '../page/index.ts'
import { settlements } from './choices.ts'

export function StuckPage({ page }: { page: Reply<'listStuckShipments'> }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.stuck.title')} lead={t('operator.stuck.lead')}>
        <LinkButton href="/govern/delays" tone="plain" icon="clock">
          {t('operator.delays.title')}
        </LinkButton>
        <LinkButton href="/govern/returns" tone="plain" icon="repeat">
          {t('operator.returns.title')}
        </LinkButton>
        <LinkButton href="/govern/post" tone="plain" icon="box">
          {t('operator.post.title')}
        </LinkButton>
      </PageHead>
      <Table
        caption={t('operator.stuck.title')}
        rows={page.items}
        keyOf={({ shipmentId }) => shipmentId}
        empty={
          <Empty icon="check" title={t('operator.stuck.empty')}>
            <p>{t('operator.stuck.emptyText')}</p>
          </Empty>
        }
        columns={[
          {
            title: t('operator.stuck.parcel'),
            isName: true,
            cell: ({ shipmentId, shopName, pickupPin, dropPin }) => (
              <>
                <a href={`/govern/parcels/${shipmentId}`}>{shipmentId.slice(-6).toUpperCase()}</a>
                <small class="quiet sub">
                  {shopName} · {pickupPin} → {dropPin}
                </small>
              </>
            ),
          },
          {
            title: t('operator.stuck.why'),
            cell: ({ why }) => <Badge tone="warning">{t(`operator.stuck.reason.${why}`)}</Badge>,
          },
          { title: t('operator.stuck.since'), cell: ({ since }) => f.dateTime(since) },
          {
            title: t('operator.stuck.carrier'),
            cell: ({ carrier, providerName, leg }) => {
              if (leg) return leg.providerName ?? '–'
              return carrier === 'shop' ? t('operator.stuck.shop') : (providerName ?? '–')
            },
          },
          { title: t('operator.stuck.state'), cell: (one) => <Where parcel={one} /> },
          {
            title: t('operator.stuck.cash'),
            align: 'end',
            cell: ({ codPaise }) => (codPaise > 0 ? f.money(codPaise) : '–'),
          },
        ]}
      />
      <Pager next={page.nextCursor && `/govern/stuck?cursor=${page.nextCursor}`} />
    </div>
  )
}

/** How far a parcel is; of one over several hands also the leg that does not move. */
function Where({ parcel: { state, leg } }: { parcel: Reply<'listStuckShipments'>['items'][number] }) {
  const { t } = useView()
  return (
    <>
      {t(`provider.parcelState.${state}`)}
      {leg && (
        <small class="quiet sub">
          {t(leg.back ? 'operator.stuck.legBack' : 'operator.stuck.leg', {
            n: leg.number,
            way: `${leg.pickupPin} → ${leg.dropPin}`,
            state: t(`provider.parcelState.${leg.state}`),
          })}
        </small>
      )}
    </>
  )
}

interface ParcelProps {
  parcel: Reply<'getShipment'>
  search: Reply<'getShipmentSearch'>
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}

const ended: readonly string[] = ['delivered', 'cancelled', 'returned', 'lost', 'disposed']

/** One parcel with its whole story, and what an operator can settle. */
export function ParcelPage(props: ParcelProps) {
  const view = useView()
  const { t, f } = view
  const { parcel, search, problem } = props
  const attention = attentionText(view, parcel)
  const wordFor = (status: string) => {
    const key = `provider.parcelState.${status}`
    return isMessageKey(key) ? t(key) : status
  }
  return (
    <div class="stack">
      <PageHead
        title={t('operator.parcel.named', { id: parcel.shipmentId.slice(-6).toUpperCase() })}
        back={{ href: '/govern/stuck', text: t('operator.stuck.title') }}
      >
        <Badge tone={ended.includes(parcel.state) ? 'good' : 'info'}>
          {t(`provider.parcelState.${parcel.state}`)}
        </Badge>
      </PageHead>
      <ProblemNotice problem={problem} />
      {attention && <Notice tone="warning">{attention}</Notice>}
      <div class="two-columns">
        <Card title={t('operator.parcel.facts')}>
          <Facts
            facts={[
              [
                t('operator.stuck.carrier'),
                parcel.carrier === 'shop' ? t('operator.stuck.shop') : (parcel.provider?.name ?? '–'),
              ],
              [t('operator.parcel.promised'), parcel.promisedBy ? f.dateTime(parcel.promisedBy) : '–'],
              [
                t('operator.stuck.cash'),
                parcel.codPaise > 0 ? f.money(parcel.codPaise) : t('provider.parcel.paid'),
              ],
              parcel.awb ? [t('common.label.number'), <code key="n">{parcel.awb}</code>] : null,
              [t('operator.parcel.id'), <code key="i">{parcel.shipmentId}</code>],
              [t('operator.parcel.order'), <code key="o">{parcel.orderId}</code>],
            ]}
          />
          {!ended.includes(parcel.state) && <LabelLinks at={`/govern/parcels/${parcel.shipmentId}`} />}
        </Card>
        <Card title={t('operator.parcel.timeline')}>
          <Timeline
            entries={parcel.timeline.map((entry) => ({
              title:
                entry.effect === 'moved'
                  ? t(`provider.parcelState.${entry.state}`)
                  : `${wordFor(entry.status)} (${t(`provider.parcel.effect.${entry.effect}`)})`,
              at: entry.occurredAt,
              note: [
                t(`operator.parcel.by.${entry.by}`),
                attentionText(view, { ...entry, attention: entry.reason ?? null }),
                entry.answer && t(`trader.door.answer.${entry.answer}`),
                entry.instruction && t(`trader.door.answer.${entry.instruction}`),
              ]
                .filter(Boolean)
                .join(' · '),
              state:
                entry.effect === 'moved'
                  ? ('done' as const)
                  : entry.effect === 'refused'
                    ? ('bad' as const)
                    : ('coming' as const),
            }))}
          />
        </Card>
        {!ended.includes(parcel.state) && <Settle {...props} />}
        <Card title={t('operator.parcel.offers')}>
          <Table
            caption={t('operator.parcel.offers')}
            rows={search.offers}
            keyOf={({ offerId }) => offerId}
            empty={<p class="quiet">{t('operator.parcel.noOffer')}</p>}
            columns={[
              {
                title: t('operator.parcel.asked'),
                isName: true,
                cell: ({ providerId }) => (
                  <a href={`/govern/providers/${providerId}`}>
                    {search.decisions.flatMap(({ able }) => able).find((one) => one.providerId === providerId)
                      ?.name ?? providerId.slice(-6)}
                  </a>
                ),
              },
              {
                title: t('operator.parcel.answer'),
                cell: ({ state, reason }) => (
                  <>
                    {t(`operator.offer.${state}`)}
                    {reason && <small class="quiet sub">{reason}</small>}
                  </>
                ),
              },
              { title: t('operator.audit.when'), cell: ({ createdAt }) => f.dateTime(createdAt) },
              {
                title: t('operator.parcel.price'),
                align: 'end',
                cell: ({ pricePaise }) => f.money(pricePaise),
              },
            ]}
          />
        </Card>
      </div>
    </div>
  )
}

function Settle({ parcel, values, problem }: ParcelProps) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  return (
    <Card title={t('operator.parcel.settle')}>
      <p class="quiet">{t('operator.parcel.settleText')}</p>
      <Form action={`/govern/parcels/${parcel.shipmentId}/settle`}>
        <RadioGroup
          name="status"
          label={t('operator.parcel.what')}
          value={values.status ?? 'delivered'}
          choices={settlements.map((status) => ({
            value: status,
            label: t(`operator.parcel.as.${status}`),
          }))}
        />
        <TextArea
          name="reason"
          label={t('operator.reason')}
          hint={t('operator.parcel.reasonHint')}
          value={values.reason ?? ''}
          error={errors.reason}
          rows={3}
          maxLength={500}
        />
        <Button icon="check">{t('operator.parcel.settleNow')}</Button>
      </Form>
    </Card>
  )
}
