import type { Problem, Reply } from '../api/client.ts'
import { Button, Card, Field, Form, PageHead, ProblemNotice, RadioGroup } from '../components/index.ts'
import {
  attempt,
  fieldTexts,
  html,
  type PageResult,
  seeOther,
  useView,
  type View,
  type WebRoutes,
} from '../page/index.ts'

const path = '/govern/admission'
const modes = ['operator', 'automatic'] as const

/** How startups come to live traffic: how many artificial parcels, and who has the last word. */
export const admissionPages: WebRoutes = (pages) => {
  const on = pages('operator')

  const show = async (view: View, problem?: Problem): Promise<PageResult> =>
    html({
      title: view.t('operator.admission.title'),
      status: problem?.status ?? 200,
      current: '/govern/providers',
      body: <AdmissionPage settings={await view.api('getAdmissionSettings')} problem={problem} />,
    })

  on.get(path, { access: 'operator' }, (view) => show(view))

  on.post(path, { access: 'operator' }, async (view) => {
    const mode = modes.find((one) => one === view.form.mode) ?? 'operator'
    const body = { mode, parcels: Number(view.form.parcels) }
    const done = await attempt(() => view.api('setAdmissionSettings', { body }))
    return done.ok ? seeOther(path, 'operator.admission.saved') : show(view, done.problem)
  })
}

function AdmissionPage({
  settings,
  problem,
}: {
  settings: Reply<'getAdmissionSettings'>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const errors = fieldTexts(view, problem)
  return (
    <div class="stack narrow">
      <PageHead
        title={t('operator.admission.title')}
        lead={t('operator.admission.lead')}
        back={{ href: '/govern/providers?status=sandbox', text: t('operator.providers.title') }}
      />
      <ProblemNotice problem={problem} />
      <Card>
        <Form action={path} class="stack">
          <Field
            name="parcels"
            label={t('operator.admission.parcels')}
            value={String(settings.parcels)}
            error={errors.parcels}
            inputMode="numeric"
            maxLength={3}
            size={5}
          />
          <RadioGroup
            name="mode"
            label={t('operator.admission.mode')}
            value={settings.mode}
            choices={modes.map((mode) => ({ value: mode, label: t(`operator.admission.mode.${mode}`) }))}
          />
          <div class="button-row">
            <Button>{t('operator.admission.save')}</Button>
          </div>
        </Form>
      </Card>
    </div>
  )
}
