import type { Problem } from '../api/client.ts'
import { attempt, fieldTexts, html, seeOther, type View, type WebRoutes } from '../page/index.ts'
import { circlesIn, problemsIn } from './coverage.lookup.ts'
import { type RowProblem, readCoverage } from './coverage.rules.ts'
import { chooseStartup } from './desk.ts'
import { type FormFields, registrationFrom, renames, startFields } from './offer.fields.ts'
import { listRenames } from './offer.lists.ts'
import { fieldsOfStep, problemsOfStep, type Step, steps } from './offer.steps.ts'
import { RegisterPage } from './register.view.tsx'

const isStep = (text: string | undefined): text is Step => steps.some((step) => step === text)

/** The step in which the first wrong field is. */
const stepOf = (problem: Problem): Step => {
  const names = Object.keys(
    fieldTexts({ t: () => '', lang: 'en' } as never, problem, { ...renames, ...listRenames(problem) }),
  )
  return steps.find((step) => fieldsOfStep[step].some((field) => names.includes(field))) ?? 'work'
}

/** Registration in steps; what was filled in goes along in the form, so that it works without script. */
export const registerPages: WebRoutes = (pages) => {
  const on = pages('provider')

  const show = (
    view: View,
    step: Step,
    values: FormFields,
    problem?: Problem,
    rows: readonly RowProblem[] = [],
  ) =>
    html({
      title: view.t('provider.register.title'),
      status: problem?.status ?? (rows.length > 0 ? 422 : 200),
      body: (
        <RegisterPage step={step} values={values} problem={problem && ofStep(problem, step)} rows={rows} />
      ),
    })

  on.get('/deliver/register', { access: 'signedIn' }, (view) => show(view, 'company', startFields))

  on.post('/deliver/register', { access: 'signedIn' }, async (view) => {
    const { step, go, _csrf: _, ...values } = view.form
    if (!isStep(step)) return seeOther('/deliver/register')
    const at = steps.indexOf(step)
    if (go === 'back') return show(view, steps[at - 1] ?? step, values)
    const wrong = problemsOfStep(step, values)
    const rows = step === 'where' ? await problemsIn(view, readCoverage(values.coverage ?? '')) : []
    if (wrong.length > 0) return show(view, step, values, problemFrom(wrong), rows)
    if (rows.length > 0) return show(view, step, values, undefined, rows)
    const next = steps[at + 1]
    if (next) return show(view, next, values)
    const body = registrationFrom(values, await circlesIn(view, values))
    const done = await attempt(() => view.api('registerProvider', { body }))
    if (!done.ok) return show(view, stepOf(done.problem), values, done.problem)
    chooseStartup(view, done.value.providerId)
    return seeOther('/deliver', 'provider.register.done')
  })
}

/** What of a problem can be mended in this step; the other steps tell theirs when their turn comes. */
const ofStep = (problem: Problem, step: Step): Problem => {
  const here = (problem.errors ?? []).filter((one) => stepOf({ ...problem, errors: [one] }) === step)
  return here.length > 0 ? { ...problem, errors: here } : problem
}

/** Found here before the API was asked, in the API’s own form. */
const problemFrom = (wrong: ReturnType<typeof problemsOfStep>): Problem => ({
  type: 'about:blank',
  title: '',
  status: 400,
  code: 'invalidFields',
  detail: 'Some fields need another look.',
  errors: wrong.map(({ name, code, detail }) => ({ pointer: `/${name}`, code, detail })),
  correlationId: '',
})
