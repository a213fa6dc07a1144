import type { Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Form,
  LabelLinks,
  LinkButton,
  PageHead,
  Pager,
  PinMap,
  Table,
  Tabs,
  Timeline,
  type TimelineEntry,
} from '../components/index.ts'
import { isMessageKey, type Translate } from '../i18n/index.ts'
import { useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'
import { DoorNotice } from './door.view.tsx'

export const groups = ['asked', 'carrying', 'ended'] as const
export type Group = (typeof groups)[number]

export type Parcel = Reply<'getProviderShipment'>

const good: readonly string[] = ['delivered']
const bad: readonly string[] = ['deliveryFailed', 'lost', 'disposed', 'cancelled', 'returning', 'returned']

export function ParcelState({ state }: { state: Parcel['state'] }) {
  const { t } = useView()
  const tone = good.includes(state) ? 'good' : bad.includes(state) ? 'warning' : 'info'
  return <Badge tone={tone}>{t(`provider.parcelState.${state}`)}</Badge>
}

/** The end of an id, short enough to read out. */
export const shortId = (id: string): string => id.slice(-6).toUpperCase()

export function ParcelsPage({
  desk,
  group,
  page,
}: {
  desk: Desk
  group: Group
  page: Reply<'listProviderShipments'>
}) {
  const { t, f } = useView()
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.parcels.title')} />
      <Tabs
        label={t('provider.parcels.title')}
        tabs={groups.map((one) => ({
          href: `/deliver/parcels?state=${one}`,
          text: t(`provider.parcels.group.${one}`),
          current: one === group,
        }))}
      />
      <Table
        caption={t(`provider.parcels.group.${group}`)}
        rows={page.items}
        keyOf={(parcel) => parcel.reference}
        empty={
          <Empty icon="box" title={t(`provider.parcels.empty.${group}`)}>
            {group === 'carrying' && <p>{t('provider.parcels.emptyText')}</p>}
          </Empty>
        }
        columns={[
          {
            title: t('provider.parcels.parcel'),
            isName: true,
            cell: (parcel) => (
              <a href={`/deliver/parcels/${parcel.shipmentId}`}>{shortId(parcel.shipmentId)}</a>
            ),
          },
          {
            title: t('provider.parcels.way'),
            cell: ({ pickup, drop }) => `${pickup.name ?? pickup.pin} → ${drop.line1 ?? drop.pin}`,
          },
          { title: t('provider.parcels.state'), cell: ({ state }) => <ParcelState state={state} /> },
          {
            title: t('provider.parcels.promised'),
            cell: ({ promisedBy, decideBy }) =>
              group === 'asked' ? f.time(decideBy) : promisedBy ? f.dateTime(promisedBy) : '–',
          },
          {
            title: t('provider.parcels.cash'),
            align: 'end',
            cell: ({ codPaise }) => (codPaise > 0 ? f.money(codPaise) : '–'),
          },
          { title: t('provider.parcels.fee'), align: 'end', cell: ({ pricePaise }) => f.money(pricePaise) },
        ]}
      />
      <Pager next={page.nextCursor && `/deliver/parcels?state=${group}&cursor=${page.nextCursor}`} />
    </DeskPage>
  )
}

function AddressLines({ stop }: { stop: Parcel['pickup'] }) {
  const { t } = useView()
  const gate = stop.gate && t('provider.parcel.gate', { gate: stop.gate })
  const lines = [stop.name, stop.line1, stop.line2, stop.landmark, gate, stop.pin].filter(Boolean)
  return (
    <>
      {lines.map((line) => (
        <span key={line} class="address-line">
          {line}
        </span>
      ))}
      {stop.phone && <a href={`tel:${stop.phone}`}>{stop.phone}</a>}
    </>
  )
}

/** A word of a timeline in the reader's language; one that is not known stays as it was told. */
export const wordFor = (t: Translate, status: string): string => {
  const key = `provider.parcelState.${status}`
  return isMessageKey(key) ? t(key) : status
}

/** What was decided about a parcel, as a line of its past. */
const instructionText = (t: Translate, instruction: Parcel['timeline'][number]['instruction']) =>
  instruction && (instruction === 'slot' ? t('provider.door.slotChosen') : t(`provider.door.${instruction}`))

const entryOf = (
  { t }: Pick<ReturnType<typeof useView>, 't'>,
  entry: Parcel['timeline'][number],
): TimelineEntry => ({
  title: entry.effect === 'moved' ? t(`provider.parcelState.${entry.state}`) : wordFor(t, entry.status),
  at: entry.occurredAt,
  note: [
    instructionText(t, entry.answer ?? entry.instruction) ?? entry.reason,
    entry.effect === 'moved' ? undefined : t(`provider.parcel.effect.${entry.effect}`),
  ]
    .filter(Boolean)
    .join(' · '),
  state: entry.effect === 'moved' ? 'done' : entry.effect === 'refused' ? 'bad' : 'coming',
})

export function ParcelPage({ desk, parcel }: { desk: Desk; parcel: Parcel }) {
  const view = useView()
  const { t, f } = view
  const places = [
    ...(parcel.pickup.point
      ? [{ ...parcel.pickup.point, tone: 'good' as const, label: t('provider.parcel.pickup') }]
      : []),
    ...(parcel.drop.point
      ? [{ ...parcel.drop.point, tone: 'main' as const, label: t('provider.parcel.drop') }]
      : []),
  ]
  return (
    <DeskPage desk={desk}>
      <PageHead
        title={t('provider.parcel.named', { id: shortId(parcel.shipmentId) })}
        back={{ href: `/deliver/parcels?state=${parcel.group}`, text: t('provider.parcels.title') }}
      >
        {parcel.group === 'carrying' && (
          <LinkButton href={`/deliver/ride/${parcel.shipmentId}`} icon="truck">
            {t('provider.parcel.ride')}
          </LinkButton>
        )}
      </PageHead>
      {parcel.group === 'asked' && <Answer parcel={parcel} />}
      <DoorNotice parcel={parcel} />
      <div class="two-columns">
        <Card>
          <Facts
            facts={[
              [t('provider.parcels.state'), <ParcelState key="s" state={parcel.state} />],
              parcel.awb ? [t('common.label.number'), <code key="n">{parcel.awb}</code>] : null,
              [t('provider.parcel.pickup'), <AddressLines key="p" stop={parcel.pickup} />],
              [t('provider.parcel.drop'), <AddressLines key="d" stop={parcel.drop} />],
              [t('provider.parcel.distance'), f.distance(parcel.distanceMetres)],
              [t('provider.parcel.weight'), f.weight(parcel.weightGrams)],
              [
                t('provider.parcels.cash'),
                parcel.codPaise > 0 ? f.money(parcel.codPaise) : t('provider.parcel.paid'),
              ],
              [t('provider.parcels.fee'), f.money(parcel.pricePaise)],
              parcel.promisedBy ? [t('provider.parcels.promised'), f.dateTime(parcel.promisedBy)] : null,
            ]}
          />
          {parcel.group === 'carrying' && <LabelLinks at={`/deliver/parcels/${parcel.shipmentId}`} />}
          {parcel.group === 'ended' && <p class="quiet">{t('provider.parcel.forgotten')}</p>}
        </Card>
        <Card title={t('provider.parcel.timeline')}>
          {places.length > 1 && <PinMap label={t('provider.parcel.map')} points={places} />}
          <Timeline entries={parcel.timeline.map((entry) => entryOf(view, entry))} />
        </Card>
      </div>
    </DeskPage>
  )
}

/** An offer waits for a yes or a no. */
function Answer({ parcel }: { parcel: Parcel }) {
  const { t, f } = useView()
  return (
    <Card title={t('provider.parcel.take', { fee: f.money(parcel.pricePaise) })}>
      <p class="quiet">{t('provider.parcel.decideBy', { time: f.time(parcel.decideBy) })}</p>
      <Form action={`/deliver/parcels/${parcel.shipmentId}/answer`} class="button-row">
        <Button icon="check" name="answer" value="yes">
          {t('provider.parcel.yes')}
        </Button>
        <Button tone="plain" name="answer" value="no">
          {t('provider.parcel.no')}
        </Button>
      </Form>
    </Card>
  )
}
