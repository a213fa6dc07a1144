import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Figures,
  Form,
  Notice,
  PageHead,
  ProblemNotice,
  Table,
} from '../components/index.ts'
import {
  attempt,
  html,
  type PageResult,
  seeOther,
  useView,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { ConnectTabs } from './connect.view.tsx'
import { type Desk, withDesk } from './desk.ts'
import { DeskPage } from './desk.view.tsx'

const path = '/deliver/admission'

/** How far a startup is on its way to live traffic: artificial parcels, and what is missing. */
export const admissionPages: WebRoutes = (pages) => {
  const on = pages('provider')

  const show = async (view: View, desk: Desk, problem?: Problem): Promise<PageResult> =>
    html({
      title: view.t('provider.admission.title'),
      status: problem?.status ?? 200,
      current: '/deliver/keys',
      refreshSeconds: 30,
      body: (
        <AdmissionPage
          desk={desk}
          seen={await view.api('getAdmission', { params: desk.params })}
          problem={problem}
        />
      ),
    })

  on.get(
    path,
    { access: 'signedIn' },
    withDesk((view, desk) => show(view, desk)),
  )

  on.post(
    path,
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const done = await attempt(() => view.api('startSandboxParcel', { params: desk.params }))
      return done.ok ? seeOther(path, 'provider.admission.started') : show(view, desk, done.problem)
    }),
  )
}

const tones = { asked: 'info', booked: 'info', pickedUp: 'info', clean: 'good', failed: 'bad' } as const

function AdmissionPage({
  desk,
  seen,
  problem,
}: {
  desk: Desk
  seen: Reply<'getAdmission'>
  problem: Problem | undefined
}) {
  const { t, f } = useView()
  const { clean, parcels, missing, handoverCode, deliveryCode } = seen
  const mayStart = ['submitted', 'sandbox', 'approved'].includes(seen.status)
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.admission.title')} lead={t('provider.admission.lead')} />
      <ConnectTabs current="admission" />
      <ProblemNotice problem={problem} />
      <Figures
        figures={[
          {
            label: t('provider.admission.parcels'),
            value: t('provider.admission.progress', { clean, parcels }),
          },
        ]}
      />
      {missing.length === 0 ? (
        <Notice tone="good">{t('provider.admission.live')}</Notice>
      ) : (
        <Card title={t('provider.admission.missing')}>
          <ul>
            {missing.map((one) => (
              <li key={one}>
                {one === 'check' ? (
                  <a href="/deliver/checks">{t('provider.admission.missing.check')}</a>
                ) : (
                  t(`provider.admission.missing.${one}`)
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mayStart && (
        <Form action={path} class="alone">
          <Button icon="box">{t('provider.admission.start')}</Button>
        </Form>
      )}
      <p class="quiet">{t('provider.admission.codes', { handover: handoverCode, delivery: deliveryCode })}</p>
      <Card title={t('provider.admission.parcels')}>
        <Table
          caption={t('provider.admission.parcels')}
          rows={seen.items}
          keyOf={({ parcelId }) => parcelId}
          empty={<Empty icon="box" title={t('provider.admission.none')} />}
          columns={[
            {
              title: t('provider.admission.reference'),
              isName: true,
              cell: ({ reference, madeAt, pickupPin, dropPin }) => (
                <>
                  <code>{reference}</code>
                  <small class="quiet sub">
                    {pickupPin} → {dropPin} · {f.dateTime(madeAt)}
                  </small>
                </>
              ),
            },
            {
              title: t('provider.admission.state'),
              cell: ({ state, reason }) => (
                <>
                  <Badge tone={tones[state]}>{t(`provider.admission.state.${state}`)}</Badge>
                  {reason && (
                    <small class="quiet sub" lang="en">
                      {reason}
                    </small>
                  )}
                </>
              ),
            },
            { title: t('provider.admission.until'), cell: ({ bringBy }) => f.dateTime(bringBy) },
          ]}
        />
      </Card>
    </DeskPage>
  )
}
