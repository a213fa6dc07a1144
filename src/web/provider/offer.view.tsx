import type { ComponentChildren } from 'preact'
import { priceByCard } from '../../delivery/providers/index.ts'
import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  DocumentsCard,
  Facts,
  Form,
  HiddenField,
  Notice,
  PageHead,
  ProblemNotice,
  RadioGroup,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import type { RowProblem } from './coverage.rules.ts'
import { AreaCard, RowProblems } from './coverage.view.tsx'
import type { Desk } from './desk.ts'
import { DeskPage, OfferTabs, OwnersOnly } from './desk.view.tsx'
import { DropFields } from './drop.parts.tsx'
import { HoursFields } from './hours.parts.tsx'
import { type FormFields, renames } from './offer.fields.ts'
import { listRenames } from './offer.lists.ts'
import { MorePriceFields, type Version, VersionsCard } from './offer.more.tsx'
import {
  CircleFields,
  CompanyFields,
  CoverageFields,
  DistrictFields,
  HoldsFromField,
  LimitFields,
  PriceFields,
  ServerField,
} from './offer.parts.tsx'

interface OfferProps {
  desk: Desk
  values: FormFields
  problem?: Problem | undefined
  versions?: readonly Version[]
  /** Papers, where they are shown. */
  documents?: Reply<'listProviderDocuments'>
}

/** What every part of the offer has around its form. */
function OfferForm({
  desk,
  values,
  part,
  problem,
  children,
}: OfferProps & {
  part: 'prices' | 'hours' | 'company' | 'coverage'
  children: (errors: Record<string, string>) => ComponentChildren
}) {
  const view = useView()
  const rename = { ...renames, ...listRenames(problem) }
  const errors = fieldTexts(view, problem, rename)
  return (
    <>
      <ProblemNotice problem={problem} rename={rename} />
      <Form action={`/deliver/${part}`}>
        <HiddenField name="version" value={desk.provider.version} />
        {children(errors)}
        {part !== 'company' && <HoldsFromField values={values} errors={errors} />}
        {desk.role === 'owner' ? <Button icon="check">{view.t('common.action.save')}</Button> : null}
        <OwnersOnly desk={desk} />
      </Form>
    </>
  )
}

/** An example makes a rate card plain: three ordinary parcels and what each would earn. */
function PriceExamples({ desk }: { desk: Desk }) {
  const { t, f } = useView()
  const parcels = [
    { km: 2, kg: 1, cod: false },
    { km: 5, kg: 3, cod: true },
    { km: 12, kg: 10, cod: false },
  ]
  return (
    <Card title={t('provider.prices.examples')}>
      <Facts
        facts={parcels.map(({ km, kg, cod }) => [
          t(cod ? 'provider.prices.exampleCod' : 'provider.prices.example', { km, kg }),
          f.money(
            Number(
              priceByCard(desk.provider.rateCard, {
                distanceMetres: km * 1000,
                weightGrams: kg * 1000,
                codPaise: cod ? 1n : 0n,
              }),
            ),
          ),
        ])}
      />
    </Card>
  )
}

export function PricesPage(props: OfferProps) {
  const { t } = useView()
  return (
    <DeskPage desk={props.desk}>
      <PageHead title={t('provider.prices.title')} lead={t('provider.prices.lead')} />
      <OfferTabs current="prices" />
      <div class="two-columns">
        <OfferForm {...props} part="prices">
          {(errors) => (
            <>
              <PriceFields values={props.values} errors={errors} />
              <MorePriceFields values={props.values} errors={errors} />
            </>
          )}
        </OfferForm>
        <div class="stack">
          <PriceExamples desk={props.desk} />
          <VersionsCard desk={props.desk} versions={props.versions ?? []} />
        </div>
      </div>
    </DeskPage>
  )
}

export function HoursPage(props: OfferProps) {
  const { t } = useView()
  return (
    <DeskPage desk={props.desk}>
      <PageHead title={t('provider.hours.title')} lead={t('provider.hours.lead')} />
      <OfferTabs current="hours" />
      <OfferForm {...props} part="hours">
        {(errors) => <HoursFields values={props.values} errors={errors} />}
      </OfferForm>
      <VersionsCard desk={props.desk} versions={props.versions ?? []} />
    </DeskPage>
  )
}

export function CompanyPage(props: OfferProps) {
  const { t } = useView()
  return (
    <DeskPage desk={props.desk}>
      <PageHead title={t('provider.company.title')} />
      <OfferTabs current="company" />
      <Facts facts={[[t('provider.field.dipp'), props.desk.provider.dipp]]} />
      <OfferForm {...props} part="company">
        {(errors) => (
          <>
            <CompanyFields values={props.values} errors={errors} fixedDipp />
            <ServerField values={props.values} errors={errors} />
          </>
        )}
      </OfferForm>
      {props.documents && (
        <DocumentsCard documents={props.documents} at="/deliver/documents" action="/deliver/documents" />
      )}
    </DeskPage>
  )
}

/** What became of the lists of a startup's areas. */
export interface CoverageSeen {
  seen: Reply<'lookUpPins'>
  /** Of the area of delivery, where it is another. */
  dropSeen?: Reply<'lookUpPins'> | undefined
  rows?: readonly RowProblem[]
  dropRows?: readonly RowProblem[]
}

export function CoveragePage({
  desk,
  values,
  seen,
  dropSeen,
  problem,
  versions = [],
  rows = [],
  dropRows = [],
}: OfferProps & CoverageSeen) {
  const { t } = useView()
  const leftOut = values.unsaved === 'yes'
  return (
    <DeskPage desk={desk}>
      <PageHead title={t('provider.coverage.title')} lead={t('provider.coverage.lead')} />
      <OfferTabs current="coverage" />
      {rows.length > 0 && <RowProblems rows={rows} leftOut={leftOut} />}
      {dropRows.length > 0 && <RowProblems rows={dropRows} leftOut={leftOut} ofDrop />}
      {leftOut && <Notice tone="warning">{t('provider.coverage.unsaved')}</Notice>}
      <div class="two-columns">
        <OfferForm desk={desk} values={values} problem={problem} part="coverage">
          {(errors) => (
            <>
              <CoverageFields values={values} errors={errors} />
              <DistrictFields values={values} errors={errors} />
              <CircleFields values={values} errors={errors} />
              <DropFields values={values} errors={errors} />
              <LimitFields values={values} errors={errors} />
            </>
          )}
        </OfferForm>
        <div class="stack">
          <AreaCard seen={seen} />
          {dropSeen && <AreaCard seen={dropSeen} ofDrop />}
          {desk.role === 'owner' && <UploadCard />}
          <VersionsCard desk={desk} versions={versions} />
        </div>
      </div>
    </DeskPage>
  )
}

function UploadCard() {
  const { t } = useView()
  return (
    <Card title={t('provider.coverage.upload')}>
      <p class="quiet">{t('provider.coverage.uploadText')}</p>
      <Form action="/deliver/coverage/upload" files>
        <RadioGroup
          name="area"
          label={t('provider.coverage.area')}
          value="pickup"
          choices={[
            { value: 'pickup', label: t('provider.coverage.area.pickup') },
            { value: 'drop', label: t('provider.coverage.area.drop') },
          ]}
        />
        <RadioGroup
          name="mode"
          label={t('provider.coverage.mode')}
          value="add"
          choices={[
            { value: 'add', label: t('provider.coverage.add') },
            { value: 'replace', label: t('provider.coverage.replace') },
          ]}
        />
        <div class="field">
          <label for="f-list">{t('provider.coverage.file')}</label>
          <input id="f-list" type="file" name="list" accept=".csv,.txt,text/csv,text/plain" />
        </div>
        <Button tone="plain" icon="upload">
          {t('provider.coverage.read')}
        </Button>
      </Form>
    </Card>
  )
}
