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
  if (desk.role !== 'owner') return <Notice tone="info">{t('trader.point.ownerOnly')}</Notice>
  return (
    <Card title={t('trader.point.begin')}>
      <p>{t('trader.point.lead')}</p>
      <Form action="/trade/parcels">
        <TermsFields
          values={{ shelf: '20', day: '30', fee: '8', ...typed }}
          errors={fieldTexts(view, problem)}
        />
        <Button>{t('trader.point.begin')}</Button>
      </Form>
    </Card>
  )
}

/** What a point offers, as its owner says it: rupees and kilometres. */
function TermsFields({
  values,
  errors,
}: {
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
}) {
  const { t } = useView()
  return (
    <>
      <Field
        name="shelf"
        label={t('trader.point.shelf')}
        value={values.shelf}
        error={errors.shelfParcels}
        inputMode="numeric"
        size={6}
      />
      <Field
        name="day"
        label={t('trader.point.day')}
        value={values.day}
        error={errors.parcelsPerDay}
        inputMode="numeric"
        size={6}
      />
      <Field
        name="fee"
        label={t('trader.point.fee')}
        value={values.fee}
        error={errors.feePaise}
        inputMode="decimal"
        size={6}
      />
      <Field
        name="delivers"
        label={t('trader.point.delivers')}
        hint={t('trader.point.delivers.hint')}
        value={values.delivers}
        error={errors.deliversMetres}
        inputMode="decimal"
        size={6}
        optional
      />
      <Field
        name="deliveryFee"
        label={t('trader.point.deliveryFee')}
        value={values.deliveryFee}
        error={errors.deliveryFeePaise}
        inputMode="decimal"
        size={6}
        optional
      />
    </>
  )
}

/** Another shelf, day or fee: for what comes from now on. */
function Change({ point, problem, typed }: PointProps & { point: Point }) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  const values = {
    shelf: String(point.shelfParcels),
    day: String(point.parcelsPerDay),
    fee: String(point.feePaise / 100),
    delivers: point.deliversMetres === null ? '' : String(point.deliversMetres / 1000),
    deliveryFee: point.deliversMetres === null ? '' : String(point.deliveryFeePaise / 100),
    ...typed,
  }
  return (
    <Card title={t('trader.point.change')}>
      <details open={typed.shelf !== undefined}>
        <summary>{t('trader.point.change.lead')}</summary>
        <Form action={`/trade/parcels/${point.pointId}/terms`}>
          <TermsFields values={values} errors={errors} />
          <Button>{t('trader.point.change.save')}</Button>
        </Form>
      </details>
    </Card>
  )
}

/** The month before or after a month such as `2026-11`. */
const monthFrom = (month: string, by: number): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1)).toISOString().slice(0, 7)

function Here(props: PointProps & { point: Point }) {
  const { desk, point, parcels, statement } = props
  const { t, f } = useView()
  const open = point.status === 'open'
  return (
    <>
      {point.status === 'suspended' && (
        <Notice tone="warning">{t('trader.point.suspended', { reason: point.statusReason ?? '' })}</Notice>
      )}
      <Card title={t('trader.point.here')}>
        <p>
          {t('trader.point.room', { taken: point.taken, shelf: point.shelfParcels })}{' '}
          {t('trader.point.today', { today: point.today, day: point.parcelsPerDay })}
        </p>
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
          <p class="row">
            {[-1, 1].map((by) => (
              <a key={by} href={`/trade/parcels?month=${monthFrom(statement.month, by)}`}>
                {monthFrom(statement.month, by)}
              </a>
            ))}
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
      {desk.role === 'owner' && <Change {...props} />}
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
  const { role, showCode, door, state, shipmentId, orderId, cashDuePaise } = parcel
  const action = `/trade/parcels/${point.pointId}/${shipmentId}`
  return (
    <div class="stack-tight">
      <div>
        <strong>{orderId.slice(-6).toUpperCase()}</strong> {t(`trader.point.role.${role}`)}{' '}
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
