import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Field,
  Form,
  HiddenField,
  LinkButton,
  Notice,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { ShopTabs } from './shop.view.tsx'

type Point = Reply<'getPointOfShop'>
type Parcel = Reply<'listParcelsAtPoint'>['items'][number]
type Statement = Reply<'getPointStatement'>

interface PointProps {
  desk: ShopDesk
  point: Point | undefined
  parcels: readonly Parcel[]
  statement: Statement | undefined
  problem: Problem | undefined
  typed: Readonly<Record<string, string>>
}

/** Parcels of neighbours at this shop, or the offer to keep some. */
export function PointPage(props: PointProps) {
  const { desk, point, problem } = props
  const { t } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.point.title')} />
      <ShopTabs current="parcels" />
      <ProblemNotice problem={problem} />
      {point ? <Here {...props} point={point} /> : <Begin {...props} />}
    </div>
  )
}

function Begin({ desk, problem, typed }: PointProps) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  if (desk.role !== 'owner') return <Notice tone="info">{t('trader.point.ownerOnly')}</Notice>
  return (
    <Card title={t('trader.point.begin')}>
      <p>{t('trader.point.lead')}</p>
      <Form action="/trade/parcels">
        <Field
          name="shelf"
          label={t('trader.point.shelf')}
          value={typed.shelf ?? '20'}
          error={errors.shelfParcels}
          inputMode="numeric"
          size={6}
        />
        <Field
          name="day"
          label={t('trader.point.day')}
          value={typed.day ?? '30'}
          error={errors.parcelsPerDay}
          inputMode="numeric"
          size={6}
        />
        <Field
          name="fee"
          label={t('trader.point.fee')}
          value={typed.fee ?? '8'}
          error={errors.feePaise}
          inputMode="decimal"
          size={6}
        />
        <Field
          name="delivers"
          label={t('trader.point.delivers')}
          hint={t('trader.point.delivers.hint')}
          value={typed.delivers}
          error={errors.deliversMetres}
          inputMode="decimal"
          size={6}
          optional
        />
        <Field
          name="deliveryFee"
          label={t('trader.point.deliveryFee')}
          value={typed.deliveryFee}
          error={errors.deliveryFeePaise}
          inputMode="decimal"
          size={6}
          optional
        />
        <Button>{t('trader.point.begin')}</Button>
      </Form>
    </Card>
  )
}

function Here({ desk, point, parcels, statement }: PointProps & { point: Point }) {
  const { t, f } = useView()
  const open = point.status === 'open'
  return (
    <>
      {point.status === 'suspended' && (
        <Notice tone="warning">{t('trader.point.suspended', { reason: point.statusReason ?? '' })}</Notice>
      )}
      <Card title={t('trader.point.here')}>
        <p>{t('trader.point.room', { taken: point.taken, shelf: point.shelfParcels })}</p>
        {parcels.length === 0 && <p class="quiet">{t('trader.point.none')}</p>}
        <ul class="plain-list stack-tight">
          {parcels.map((parcel) => (
            <li key={parcel.shipmentId}>
              <ParcelHere point={point} parcel={parcel} />
            </li>
          ))}
        </ul>
      </Card>
      {statement && (
        <Card title={t('trader.point.statement', { month: statement.month })}>
          <p>
            {t('trader.point.handedOut', {
              buyers: statement.handedOut.toBuyers,
              carriers: statement.handedOut.toCarriers,
            })}
          </p>
          <p>
            <strong>{f.money(statement.feesPaise)}</strong>
          </p>
        </Card>
      )}
      {desk.role === 'owner' && (
        <p>
          <LinkButton href="/trade/parcels/files" tone="plain" icon="money">
            {t('trader.pointCash.title')}
          </LinkButton>
        </p>
      )}
      {desk.role === 'owner' && point.status !== 'suspended' && (
        <Form action={`/trade/parcels/${point.pointId}/pause`}>
          <HiddenField name="paused" value={open ? 'yes' : 'no'} />
          <Button tone="plain">{t(open ? 'trader.point.pause' : 'trader.point.resume')}</Button>
        </Form>
      )}
    </>
  )
}

/** One parcel: what to show, and what to type in. */
function ParcelHere({ point, parcel }: { point: Point; parcel: Parcel }) {
  const { t, f } = useView()
  const { role, showCode, door, state, shipmentId, cashDuePaise } = parcel
  const action = `/trade/parcels/${point.pointId}/${shipmentId}`
  return (
    <div class="stack-tight">
      <div>
        <strong>{shipmentId.slice(-6)}</strong> {t(`trader.point.role.${role}`)}{' '}
        <span class="quiet">{f.dateTime(parcel.since)}</span>
      </div>
      {cashDuePaise > 0 && (
        <div>
          <strong>{t('trader.point.cashDue', { sum: f.money(cashDuePaise) })}</strong>
        </div>
      )}
      {showCode && <div>{t('trader.point.show', { code: showCode })}</div>}
      {door && <div>{[door.name, door.line1, door.line2, door.landmark].filter(Boolean).join(', ')}</div>}
      {(role === 'coming' || role === 'toBuyer') && (
        <Form action={action} class="row">
          <HiddenField name="do" value={role === 'coming' ? 'in' : 'out'} />
          {cashDuePaise > 0 && <HiddenField name="cash" value={String(cashDuePaise)} />}
          <Field
            name="code"
            label={t(role === 'coming' ? 'trader.point.code.in' : 'trader.point.code.out')}
            inputMode="numeric"
            maxLength={7}
            size={8}
          />
          <Button>{t(role === 'coming' ? 'trader.point.in' : 'trader.point.out')}</Button>
        </Form>
      )}
      {door && state !== 'outForDelivery' && (
        <Form action={action}>
          <HiddenField name="do" value="setOut" />
          <Button tone="plain">{t('trader.point.setOut')}</Button>
        </Form>
      )}
    </div>
  )
}
