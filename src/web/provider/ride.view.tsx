import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  ContactCard,
  Empty,
  Icon,
  LinkButton,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { Desk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'
import { DoorNotice } from './door.view.tsx'
import { type Parcel, ParcelState, shortId } from './parcels.view.tsx'
import { CheckPickup } from './returns.view.tsx'
import { CodeField, PhotoField, ToShop, WordForm } from './ride.parts.tsx'
import { Drop } from './ride-end.view.tsx'

const beforeHandover: readonly string[] = ['booked', 'agentAssigned', 'atPickup']

/** Where a rider has to go with a parcel now. */
const stageOf = ({ state }: Pick<Parcel, 'state'>): 'pickup' | 'drop' | 'back' =>
  beforeHandover.includes(state) ? 'pickup' : state === 'returning' ? 'back' : 'drop'

const stopOf = (parcel: Parcel): Parcel['pickup'] =>
  stageOf(parcel) === 'drop' ? parcel.drop : parcel.pickup

/** Opens the map of the device; without a point it looks for the address. */
export function navigateTo(stop: Parcel['pickup']): string {
  const words = [stop.name, stop.line1, stop.pin].filter(Boolean).join(', ')
  if (!stop.point) return `geo:0,0?q=${encodeURIComponent(words)}`
  const { lat, lng } = stop.point
  return `geo:${lat},${lng}?q=${lat},${lng}(${encodeURIComponent(words)})`
}

/** All stops of the day, the next one first and large. */
export function RidePage({ desk, stops }: { desk: Desk; stops: readonly Parcel[] }) {
  const { t, f } = useView()
  const [next, ...later] = stops
  const cash = stops.reduce((sum, { codPaise }) => sum + codPaise, 0)
  return (
    <DeskPage desk={desk}>
      <PageHead
        title={t('provider.ride.title')}
        {...(next ? { lead: t('provider.ride.lead', { n: stops.length, cash: f.money(cash) }) } : {})}
      />
      {next ? (
        <Card title={t('provider.ride.next')} class="next-stop">
          <StopHead parcel={next} />
          <LinkButton href={`/deliver/ride/${next.shipmentId}`} icon="arrow" wide>
            {t(`provider.ride.open.${stageOf(next)}`)}
          </LinkButton>
        </Card>
      ) : (
        <Empty icon="truck" title={t('provider.ride.empty')}>
          <p>{t('provider.ride.emptyText')}</p>
        </Empty>
      )}
      {later.length > 0 && (
        <section>
          <h2>{t('provider.ride.later')}</h2>
          <ol class="plain-list stop-list">
            {later.map((parcel) => (
              <li key={parcel.shipmentId}>
                <a href={`/deliver/ride/${parcel.shipmentId}`}>
                  <strong>{t(`provider.ride.stage.${stageOf(parcel)}`)}</strong>
                  <span>{stopOf(parcel).name ?? stopOf(parcel).pin}</span>
                  <small class="quiet">
                    {stopOf(parcel).line1}
                    {parcel.promisedBy && ` · ${t('provider.ride.by', { time: f.time(parcel.promisedBy) })}`}
                  </small>
                </a>
              </li>
            ))}
          </ol>
        </section>
      )}
    </DeskPage>
  )
}

/** Whom to visit, and how to get there. */
function StopHead({ parcel }: { parcel: Parcel }) {
  const { t, f } = useView()
  const stage = stageOf(parcel)
  const stop = stopOf(parcel)
  return (
    <>
      <p class="stop-stage">
        <Icon name={stage === 'drop' ? 'home' : 'shop'} />
        {t(`provider.ride.stage.${stage}`)} <ParcelState state={parcel.state} />
      </p>
      <p class="stop-name">{stop.name ?? stop.pin}</p>
      <p class="stop-address">
        {[
          stop.line1,
          stop.line2,
          stop.landmark,
          stop.gate && t('provider.parcel.gate', { gate: stop.gate }),
          stop.pin,
        ]
          .filter(Boolean)
          .join(', ')}
      </p>
      <p class="quiet">
        {t('provider.parcel.named', { id: shortId(parcel.shipmentId) })} · {f.weight(parcel.weightGrams)}
        {parcel.promisedBy && ` · ${t('provider.ride.by', { time: f.time(parcel.promisedBy) })}`}
      </p>
      <div class="button-row">
        <LinkButton href={navigateTo(stop)} tone="plain" icon="map">
          {t('provider.ride.navigate')}
        </LinkButton>
        {stop.phone && (
          <LinkButton href={`tel:${stop.phone}`} tone="plain" icon="phone">
            {t('provider.ride.call')}
          </LinkButton>
        )}
      </div>
    </>
  )
}

/** One stop on a phone: one thing to do, large, and what to do when it does not go as it should. */
export function StopPage({
  parcel,
  contact,
  problem,
}: {
  parcel: Parcel
  contact: { buyer: Reply<'getCrewContact'>; shop: Reply<'getCrewShopContact'> } | undefined
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const at = `/deliver/ride/${parcel.shipmentId}`
  const stage = stageOf(parcel)
  const rename = {
    ...{ handoverCode: 'code', deliveryCode: 'code', photoUrl: 'photo' },
    ...{ 'found.pieces': 'pieces', 'found.article': 'article' },
    ...{ 'found.seal': 'seal', 'found.condition': 'condition' },
  }
  const errors = fieldTexts(view, problem, rename)
  const { checkList } = parcel
  const over = parcel.group !== 'carrying'
  return (
    <div class="stack ride">
      <PageHead
        title={t(`provider.ride.title.${stage}`)}
        back={{ href: '/deliver/ride', text: t('provider.ride.all') }}
      />
      <ProblemNotice problem={problem} rename={rename} />
      <Card>
        <StopHead parcel={parcel} />
      </Card>
      {!over && stage === 'drop' && <DoorNotice parcel={parcel} />}
      {over ? (
        <Empty icon="check" title={t('provider.ride.over')} />
      ) : checkList ? (
        stage === 'pickup' ? (
          <CheckPickup parcel={parcel} list={checkList} errors={errors} />
        ) : (
          <ToShop parcel={parcel} what="delivered" error={errors.code} />
        )
      ) : stage === 'pickup' ? (
        <Pickup parcel={parcel} error={errors.code} />
      ) : stage === 'back' ? (
        <ToShop parcel={parcel} what="returned" error={errors.code} />
      ) : (
        <Drop parcel={parcel} error={errors.code} />
      )}
      {contact && !over && (
        <>
          <ContactCard contact={contact.buyer} line="door" side="carrier" action={`${at}/contact`} />
          <ContactCard contact={contact.shop} line="counter" side="carrier" action={`${at}/contact/shop`} />
        </>
      )}
    </div>
  )
}

function Pickup({ parcel, error }: { parcel: Parcel; error: string | undefined }) {
  const { t } = useView()
  return (
    <Card title={t('provider.ride.takeIt')}>
      <WordForm parcel={parcel} what="pickedUp" photo>
        <CodeField
          label={t('provider.ride.handoverCode')}
          hint={t('provider.ride.handoverHint')}
          error={error}
        />
        <details open={error !== undefined}>
          <summary>{t('provider.ride.noHandoverCode')}</summary>
          <PhotoField label={t('provider.ride.photo')} hint={t('provider.ride.photoAtShop')} />
        </details>
        <Button icon="check" wide>
          {t('provider.ride.pickedUp')}
        </Button>
      </WordForm>
    </Card>
  )
}
