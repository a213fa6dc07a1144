import type { Problem } from '../api/client.ts'
import { Button, Card, Figures, Form, Notice, PageHead, sizeText, Table } from '../components/index.ts'
import { useView, type View } from '../page/index.ts'
import { rupeesOf } from './goods.data.ts'
import {
  columnName,
  failureText,
  type Import,
  importFields,
  importUrl,
  isField,
  type Preview,
} from './import.data.ts'
import { ProblemTable } from './import-problems.view.tsx'
import { ValuesCard } from './import-values.view.tsx'

/** What a held list would do: how it was understood, and what is wrong, before anything happens. */
export function PreviewPage({
  state,
  preview,
  problem,
}: {
  state: Import
  preview: Preview
  problem?: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  return (
    <div class="stack">
      <PageHead
        title={t('trader.preview.title')}
        lead={t('trader.preview.lead')}
        back={{ href: '/trade/goods/import', text: t('trader.import.title') }}
      />
      {preview.failure ? (
        <Notice tone="bad">
          <p>{failureText(view, preview.failure)}</p>
          {preview.missing.length > 0 && (
            <p>
              {t('trader.preview.missing')} <code>{preview.missing.join(', ')}</code>
            </p>
          )}
        </Notice>
      ) : (
        <Figures
          figures={[
            { label: t('trader.preview.good'), value: String(preview.good), tone: 'good' },
            { label: t('trader.preview.new'), value: String(preview.good - preview.known) },
            { label: t('trader.preview.known'), value: String(preview.known) },
            {
              label: t('trader.preview.refused'),
              value: String(preview.refused),
              ...(preview.refused > 0 ? { tone: 'bad' as const } : {}),
            },
          ]}
        />
      )}
      {!preview.failure && !preview.complete && (
        <Notice>{t('trader.preview.partly', { n: preview.rowsChecked })}</Notice>
      )}
      <div class="row">
        {!preview.failure && preview.good > 0 && (
          <Form action={`${importUrl(state)}/start`} class="alone">
            <Button icon="check">
              {t(preview.refused > 0 ? 'trader.preview.startGood' : 'trader.preview.start', {
                n: preview.good,
              })}
            </Button>
          </Form>
        )}
        <Form action={`${importUrl(state)}/cancel`} class="alone">
          <Button tone="plain" icon="cross">
            {t('trader.preview.drop')}
          </Button>
        </Form>
      </div>
      {!preview.failure && leavesOpen(preview) && (
        <ValuesCard state={state} preview={preview} problem={problem} />
      )}
      {preview.problems.length > 0 && (
        <Card title={t('trader.import.problems')}>
          <ProblemTable problems={preview.problems} />
        </Card>
      )}
      <Card title={t('trader.preview.columns')}>
        <p>{t('trader.preview.columns.change')}</p>
        <Form action={`${importUrl(state)}/columns`}>
          <ul class="understood plain-list">
            {preview.columns.map(({ heading, field }, at) => (
              <li key={`${at}${heading}`}>
                <label for={`f-column-${at}`}>
                  {heading || t('trader.preview.noHeading', { n: at + 1 })}
                </label>{' '}
                <select id={`f-column-${at}`} name="column">
                  <option value="">{t('trader.preview.ignored')}</option>
                  {[...importFields, ...(field && !isField(field) ? [field] : [])].map((name) => (
                    <option key={name} value={name} selected={name === field}>
                      {columnName(view, name)}
                    </option>
                  ))}
                </select>
              </li>
            ))}
          </ul>
          <Button tone="plain">{t('trader.preview.columns.save')}</Button>
        </Form>
      </Card>
      {preview.rows.length > 0 && (
        <Card title={t('trader.preview.rows')}>
          <PreviewRows rows={preview.rows} />
        </Card>
      )}
    </div>
  )
}

const openCodes = new Set([
  ...['categoryMissing', 'hsnMissing', 'gstRateMissing', 'originMissing', 'makerUnknown'],
  'foodMarkNeeded',
])

/** Whether something can be said for all rows: they leave facts open, or it was said before. */
const leavesOpen = ({ given, kinds, reasons }: Preview): boolean =>
  given !== null || kinds.length > 0 || reasons.some(({ code }) => openCodes.has(code))

type PreviewRow = Preview['rows'][number]

/** What a row states of least quantity, step, packs and slabs, in a few words; what it leaves open is not told. */
function termsText(
  { t }: Pick<View, 't'>,
  { minimumQuantity, step, inner, case: carton, slabs }: NonNullable<PreviewRow['terms']>,
): string {
  const packed = (kind: 'inner' | 'case', pack: typeof inner) =>
    pack === undefined
      ? []
      : [
          pack
            ? t(`trader.preview.terms.${kind}`, { n: pack.pieces })
            : t(kind === 'inner' ? 'trader.preview.terms.noInner' : 'trader.preview.terms.noCase'),
        ]
  return [
    ...(minimumQuantity === null ? [] : [t('trader.preview.terms.minimum', { n: minimumQuantity })]),
    ...(step === undefined ? [] : [t('trader.preview.terms.step', { n: step })]),
    ...packed('inner', inner),
    ...packed('case', carton),
    ...(slabs?.length === 0 ? [t('trader.preview.terms.noSlabs')] : []),
    ...(slabs ?? []).map(({ from, pricePaise }) =>
      t('trader.preview.terms.slab', { n: from, price: `₹${rupeesOf(pricePaise)}` }),
    ),
  ].join('; ')
}

/** What a row tells of one pack in a parcel, in a few words. */
const parcelText = (
  { t, f }: Pick<View, 't' | 'f'>,
  { weightGrams, packSize, keepCold }: NonNullable<PreviewRow['parcel']>,
): string =>
  [
    ...(weightGrams === null ? [] : [f.weight(weightGrams)]),
    ...(packSize === null ? [] : [sizeText(packSize)]),
    ...(keepCold === null ? [] : [t(keepCold ? 'trader.preview.cold' : 'trader.preview.notCold')]),
  ].join('; ')

function PreviewRows({ rows }: { rows: Preview['rows'] }) {
  const view = useView()
  const { t } = view
  return (
    <Table
      caption={t('trader.preview.rows')}
      rows={rows}
      keyOf={({ row }) => String(row)}
      columns={[
        {
          title: t('trader.column.name'),
          isName: true,
          cell: ({ brand, name, netQuantity, unit }) =>
            `${[brand, name].filter(Boolean).join(' ')}, ${netQuantity} ${unit}`,
        },
        { title: t('trader.column.sku'), cell: ({ sku }) => sku },
        {
          title: t('trader.column.price'),
          align: 'end',
          cell: ({ pricePaise }) => `₹${rupeesOf(pricePaise)}`,
        },
        { title: t('trader.column.mrp'), align: 'end', cell: ({ mrpPaise }) => `₹${rupeesOf(mrpPaise)}` },
        { title: t('trader.column.stock'), align: 'end', cell: ({ stock }) => stock ?? '–' },
        ...(rows.some(({ terms }) => terms)
          ? [
              {
                title: t('trader.preview.terms'),
                cell: ({ terms }: PreviewRow) => (terms ? termsText(view, terms) : '–'),
              },
            ]
          : []),
        ...(rows.some(({ parcel }) => parcel)
          ? [
              {
                title: t('trader.parcel.title'),
                cell: ({ parcel }: PreviewRow) => (parcel ? parcelText(view, parcel) : '–'),
              },
            ]
          : []),
      ]}
    />
  )
}
