import type { Input, Problem } from '../api/client.ts'
import {
  attempt,
  html,
  type PageResult,
  readUpload,
  seeOther,
  type View,
  type WebRoutes,
} from '../page/index.ts'
import { circlesIn, lookUp, problemsIn } from './coverage.lookup.ts'
import { type RowProblem, readCoverage, writeCoverage } from './coverage.rules.ts'
import { type Desk, withDesk } from './desk.ts'
import {
  areaFrom,
  capacityFrom,
  companyFrom,
  dropFields,
  dropFrom,
  type FormFields,
  fieldsOf,
  hasDrop,
  holdsFromIn,
  hoursFrom,
  limitsFrom,
  pricesFrom,
  promisesFrom,
} from './offer.fields.ts'
import { writeDistricts } from './offer.lists.ts'
import { CompanyPage, CoveragePage, HoursPage, PricesPage } from './offer.view.tsx'

type Change = Input<'changeProvider'>['body']
const largestList = 1024 * 1024

/** What a startup offers: where, for how much, when, and who it is. */
export const offerPages: WebRoutes = (pages) => {
  const on = pages('provider')

  const change = (view: View, desk: Desk, body: Change) =>
    attempt(() =>
      view.api('changeProvider', {
        params: desk.params,
        headers: { 'if-match': `"${view.form.version || desk.provider.version}"` },
        body,
      }),
    )

  const page = (
    part: 'prices' | 'hours' | 'company',
    Page: typeof PricesPage,
    bodyOf: (form: FormFields, desk: Desk) => Change,
  ) => {
    const url = `/deliver/${part}`
    const show = async (view: View, desk: Desk, values: FormFields, problem?: Problem): Promise<PageResult> =>
      html({
        title: view.t(`provider.offer.tab.${part}`),
        status: problem?.status ?? 200,
        current: '/deliver/coverage',
        body: (
          <Page
            desk={desk}
            values={values}
            problem={problem}
            versions={await versionsOf(view, desk)}
            {...(part === 'company'
              ? { documents: await view.api('listProviderDocuments', { params: desk.params }) }
              : {})}
          />
        ),
      })
    on.get(
      url,
      { access: 'signedIn' },
      withDesk((view, desk) => show(view, desk, fieldsOf(desk.provider))),
    )
    on.post(
      url,
      { access: 'signedIn' },
      withDesk(async (view, desk) => {
        const done = await change(view, desk, bodyOf(view.form, desk))
        return done.ok ? seeOther(url, 'common.form.saved') : show(view, desk, view.form, done.problem)
      }),
    )
  }

  page('prices', PricesPage, (form, { provider: { capabilities } }) => ({
    ...pricesFrom(form),
    capabilities: { ...capabilities, ...promisesFrom(form) },
    ...holdsFromIn(form),
  }))
  page('hours', HoursPage, (form, { provider: { capabilities } }) => ({
    capabilities: {
      ...capabilities,
      hours: hoursFrom(form, capabilities.hours),
      ...capacityFrom(form),
    },
    ...holdsFromIn(form),
  }))
  page('company', CompanyPage, (form, { provider }) => ({
    ...companyFrom({ ...form, dipp: provider.dipp }),
    webhookUrl: form.webhookUrl ?? '',
  }))

  const coverage = async (
    view: View,
    desk: Desk,
    values: FormFields,
    given: { problem?: Problem; rows?: readonly RowProblem[]; dropRows?: readonly RowProblem[] } = {},
  ): Promise<PageResult> => {
    const lookAt = ({ coverage }: FormFields) => {
      const { pins, pinPrefixes } = readCoverage(coverage ?? '')
      return lookUp(view, { pins, pinPrefixes })
    }
    const [seen, dropSeen] = await Promise.all([
      lookAt(values),
      hasDrop(values) ? lookAt(dropFields(values)) : undefined,
    ])
    return html({
      title: view.t('provider.offer.tab.coverage'),
      status: given.problem?.status ?? (given.rows || given.dropRows ? 422 : 200),
      current: '/deliver/coverage',
      body: (
        <CoveragePage
          desk={desk}
          values={values}
          seen={seen}
          dropSeen={dropSeen}
          versions={await versionsOf(view, desk)}
          {...given}
        />
      ),
    })
  }

  on.get(
    '/deliver/coverage',
    { access: 'signedIn' },
    withDesk((view, desk) => coverage(view, desk, fieldsOf(desk.provider))),
  )

  on.post(
    '/deliver/coverage',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const dropForm = dropFields(view.form)
      const [rows, dropRows] = await Promise.all([
        problemsIn(view, readCoverage(view.form.coverage ?? '')),
        problemsIn(view, readCoverage(dropForm.coverage ?? '')),
      ])
      if (rows.length + dropRows.length > 0) return coverage(view, desk, view.form, { rows, dropRows })
      const { capabilities } = desk.provider
      const [circles, dropCircles] = await Promise.all([
        circlesIn(view, view.form),
        circlesIn(view, dropForm),
      ])
      const done = await change(view, desk, {
        capabilities: {
          ...capabilities,
          pickup: areaFrom(view.form, circles),
          drop: dropFrom(view.form, dropCircles),
          ...limitsFrom(view.form),
        },
        ...holdsFromIn(view.form),
      })
      return done.ok
        ? seeOther('/deliver/coverage', 'common.form.saved')
        : coverage(view, desk, view.form, { problem: done.problem })
    }),
  )

  // A version that does not hold yet is taken back where it was seen.
  on.post(
    '/deliver/terms/take-back',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const params = { ...desk.params, number: Number(view.form.number) }
      const done = await attempt(() => view.api('deleteProviderTerms', { params }))
      return seeOther('/deliver/coverage', done.ok ? 'provider.versions.takenBack' : 'provider.versions.gone')
    }),
  )

  // The file is read into the form, where it is looked at before it counts.
  on.post(
    '/deliver/coverage/upload',
    { access: 'signedIn' },
    withDesk(async (view, desk) => {
      const { fields, file, tooLarge } = await readUpload(view, largestList)
      if (!file || tooLarge) return seeOther('/deliver/coverage', 'provider.coverage.noFile')
      const read = readCoverage(file.content.toString('utf8'))
      const rows = await problemsIn(view, read)
      const bad = new Set(rows.map(({ text }) => text.replace('*', '')))
      const goodDistricts = read.districts.filter(({ state, district }) => !bad.has(`${district}, ${state}`))
      const good = {
        pins: read.pins.filter((pin) => !bad.has(pin)),
        pinPrefixes: read.pinPrefixes.filter((prefix) => !bad.has(prefix)),
      }
      const { pickup, drop } = desk.provider.capabilities
      const ofDrop = fields.area === 'drop'
      const before = ofDrop ? drop : pickup
      const kept = (fields.mode === 'add' && before) || { pins: [], pinPrefixes: [], districts: [] }
      const joined = {
        pins: [...new Set([...(kept.pins ?? []), ...good.pins])],
        pinPrefixes: [...new Set([...(kept.pinPrefixes ?? []), ...good.pinPrefixes])],
      }
      const [coverageField, districtsField] = ofDrop
        ? (['dropCoverage', 'dropDistricts'] as const)
        : (['coverage', 'districts'] as const)
      const values = {
        ...fieldsOf(desk.provider),
        [coverageField]: writeCoverage(joined),
        [districtsField]: joinDistricts(kept.districts ?? [], goodDistricts),
        unsaved: 'yes',
      }
      if (rows.length === 0) return coverage(view, desk, values)
      return coverage(view, desk, values, ofDrop ? { dropRows: rows } : { rows })
    }),
  )
}

/** Districts of both, each once, as the form has them. */
const joinDistricts = (...lists: readonly (readonly { state: string; district: string }[])[]): string =>
  [...new Set(lists.flatMap((list) => writeDistricts(list).split('\n')))].filter(Boolean).join('\n')

/** The version that holds and those that come. */
const versionsOf = async (view: View, desk: Desk) =>
  (await view.api('listProviderTerms', { params: desk.params })).items
    .filter(({ state }) => state !== 'past')
    .map(({ number, holdsFrom, state }) => ({ number, holdsFrom, state }))
