import { Button, Card, Checkbox, Field, HiddenField, RadioGroup } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Parcel } from './parcels.view.tsx'
import { CodeField, OneButton, PhotoField, WordForm } from './ride.parts.tsx'

/** Where it is handed over: at a door, or at the counter of a point or of its shop. */
export function Drop({ parcel, error }: { parcel: Parcel; error: string | undefined }) {
  const { t, f } = useView()
  const { codPaise, state, endsAt } = parcel
  const atDoor = endsAt === 'door'
  const { neighbour } = parcel.door
  const failed = state === 'deliveryFailed'
  return (
    <>
      {['pickedUp', 'inTransit', 'atHub', 'deliveryFailed'].includes(state) && (
        <OneButton
          parcel={parcel}
          what="outForDelivery"
          tone={failed ? 'plain' : 'main'}
          text={t(failed ? 'provider.ride.tryAgain' : 'provider.ride.setOff')}
        />
      )}
      <Card title={t(atDoor ? 'provider.ride.handOver' : 'provider.ride.handIn')}>
        <WordForm parcel={parcel} what="delivered" photo>
          {codPaise > 0 && (
            <div class="cash-due">
              <p>
                <span>{t('provider.ride.takeCash')}</span>
                <strong>{f.money(codPaise)}</strong>
              </p>
              <HiddenField name="due" value={(codPaise / 100).toFixed(2)} />
              <Checkbox name="cash" label={t('provider.ride.haveCash')} />
            </div>
          )}
          {neighbour && (
            <RadioGroup
              name="receivedBy"
              label={t('provider.ride.who')}
              value="buyer"
              choices={[
                { value: 'buyer', label: t('provider.ride.who.buyer') },
                { value: 'neighbour', label: t('provider.ride.who.neighbour', neighbour) },
              ]}
            />
          )}
          <CodeField
            label={t(atDoor ? 'provider.ride.deliveryCode' : 'provider.ride.counterCode')}
            hint={t(atDoor ? 'provider.ride.deliveryHint' : 'provider.ride.counterHint')}
            error={error}
          />
          <details>
            <summary>{t(`provider.ride.${atDoor ? 'noDeliveryCode' : 'noHandoverCode'}`)}</summary>
            <PhotoField
              label={t('provider.ride.photo')}
              hint={t(`provider.ride.${atDoor ? 'photoAtDoor' : 'photoAtCounter'}`)}
            />
          </details>
          <Button icon="check" wide>
            {t('provider.ride.delivered')}
          </Button>
        </WordForm>
      </Card>
      {failed ? (
        <OneButton parcel={parcel} what="returning" tone="plain" text={t('provider.ride.bringBack')} />
      ) : (
        <details class="card">
          <summary>{t('provider.ride.notDelivered')}</summary>
          <WordForm parcel={parcel} what="deliveryFailed">
            <RadioGroup
              name="reason"
              label={t('provider.ride.why')}
              value="nobody"
              choices={(['nobody', 'refused', 'address', 'cash', 'damaged'] as const).map((one) => ({
                value: one,
                label: t(`provider.ride.reason.${one}`),
              }))}
            />
            <Field name="note" label={t('provider.ride.note')} optional maxLength={200} />
            <Button tone="danger" wide>
              {t('provider.ride.tellFailed')}
            </Button>
          </WordForm>
        </details>
      )}
    </>
  )
}
