import type { Reply } from '../api/client.ts'
import { Badge, Card, delayCosts, Empty, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'

/** Promises that were not kept, and what each cost. */
export function DelaysCard({ delays }: { delays: Reply<'listBreaches'>['items'] }) {
  const { t, f } = useView()
  return (
    <Card title={t('provider.delay.title')}>
      <p class="quiet">
        {t('provider.delay.text')} <a href="/deliver/penalties">{t('provider.delay.table')}</a>
      </p>
      <Table
        caption={t('provider.delay.title')}
        rows={delays}
        keyOf={({ breachId }) => breachId}
        empty={<Empty icon="check" title={t('provider.delay.none')} />}
        columns={[
          {
            title: t('provider.delay.what'),
            isName: true,
            cell: ({ kind, lane, promisedBy, dueBy, shipmentId }) => (
              <>
                <a href={`/deliver/parcels/${shipmentId}`}>{t(`provider.delay.kind.${kind}`)}</a>
                <small class="quiet sub">
                  {t(`provider.delay.lane.${lane}`)} · {f.dateTime(dueBy ?? promisedBy)}
                </small>
              </>
            ),
          },
          ...delayCosts({ t, f }),
          {
            title: t('provider.delay.state'),
            cell: ({ state, excuse }) => (
              <>
                <Badge tone={state === 'excused' ? 'good' : 'warning'}>
                  {t(`provider.delay.state.${state}`)}
                </Badge>
                {excuse && <small class="quiet sub">{excuse}</small>}
              </>
            ),
          },
        ]}
      />
    </Card>
  )
}

/** What a delay costs, as it is published. */
export function PenaltiesTable({ penalties }: { penalties: Reply<'getPenalties'> }) {
  const { t, f } = useView()
  return (
    <div class="two-columns">
      {(['pickup', 'delivery'] as const).map((kind) => (
        <Card key={kind} title={t(`provider.delay.kind.${kind}`)}>
          <Table
            caption={t(`provider.delay.kind.${kind}`)}
            rows={penalties[kind]}
            keyOf={({ afterMinutes }) => String(afterMinutes)}
            empty={<Empty icon="check" title={t('provider.delay.free')} />}
            columns={[
              {
                title: t('provider.delay.late'),
                isName: true,
                cell: ({ afterMinutes }) => t('provider.delay.from', { n: afterMinutes }),
              },
              {
                title: t('provider.delay.penalty'),
                align: 'end',
                cell: ({ penaltyPaise }) => f.money(penaltyPaise),
              },
            ]}
          />
        </Card>
      ))}
      <Card title={t('provider.delay.clock')}>
        <ul>
          <li>{t('provider.delay.pickupShare', { n: penalties.pickupPercent })}</li>
          <li>
            {t('provider.delay.shopNotReady', {
              n: penalties.shopGraceMinutes,
              metres: penalties.standsWithinMetres,
            })}
          </li>
          <li>{t('provider.delay.consumerAbsent', { n: penalties.longestAbsenceMinutes / 60 })}</li>
          <li>{t('provider.delay.forceMajeure')}</li>
          <li>{t('provider.delay.tellSoon', { n: penalties.tellWithinMinutes })}</li>
        </ul>
      </Card>
    </div>
  )
}
