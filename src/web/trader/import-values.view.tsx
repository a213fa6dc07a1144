import type { Problem } from '../api/client.ts'
import { Button, Card, Checkbox, Field, Form, ProblemNotice, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { type Import, importUrl, type Preview } from './import.data.ts'

const rates = ['0', '0.25', '3', '5', '18', '40']
const marks = ['veg', 'nonVeg', 'none'] as const
const percentOf = (bps: number | null | undefined): string =>
  typeof bps === 'number' ? String(bps / 100) : ''

/** What a list leaves open, to be said once for all of its rows. */
export function ValuesCard({
  state,
  preview,
  problem,
}: {
  state: Import
  preview: Preview
  problem?: Problem | undefined
}) {
  const { t } = useView()
  const { given, kinds } = preview
  return (
    <Card title={t('trader.values.title')}>
      <p>{t('trader.values.lead')}</p>
      <ProblemNotice problem={problem} />
      <Form action={`${importUrl(state)}/values`}>
        <div class="twos">
          <Field
            name="origin"
            label={t('trader.values.origin')}
            value={given?.origin ?? ''}
            hint={t('trader.values.origin.hint')}
            maxLength={60}
            size={8}
            optional
          />
          <Field
            name="stock"
            label={t('trader.values.stock')}
            value={given?.stock ?? ''}
            inputMode="numeric"
            size={8}
            optional
          />
        </div>
        <Checkbox
          name="makerIsBrand"
          label={t('trader.values.makerIsBrand')}
          checked={given?.makerIsBrand ?? false}
        />
        <Field
          name="maker"
          label={t('trader.values.maker')}
          value={given?.maker ?? ''}
          maxLength={300}
          optional
        />
        <Field
          name="category"
          label={t('trader.values.category')}
          value={given?.category ?? ''}
          maxLength={80}
          optional
        />
        {kinds.length > 0 && (
          <>
            <h3>{t('trader.values.kinds')}</h3>
            <p>{t('trader.values.kinds.lead')}</p>
            <Kinds preview={preview} />
            <Checkbox
              name="checked"
              label={t('trader.values.checked')}
              checked={(given?.goods.length ?? 0) > 0}
            />
          </>
        )}
        <Button tone="plain">{t('trader.values.save')}</Button>
      </Form>
    </Card>
  )
}

function Kinds({ preview: { kinds, given } }: { preview: Preview }) {
  const { t } = useView()
  const said = new Map((given?.goods ?? []).map((one) => [one.goods, one]))
  const of = (kind: Preview['kinds'][number]) => said.get(kind.goods) ?? kind.suggested
  return (
    <Table
      caption={t('trader.values.kinds')}
      rows={kinds}
      keyOf={({ goods }) => goods}
      columns={[
        {
          title: t('trader.values.goods'),
          isName: true,
          cell: (kind) => (
            <>
              <input type="hidden" name="goods" value={kind.goods} />
              {kind.goods}
              <br />
              <span class="quiet">{t('trader.values.rows', { n: kind.rows, example: kind.example })}</span>
            </>
          ),
        },
        {
          title: 'HSN',
          cell: (kind) => (
            <input
              name="hsn"
              value={of(kind)?.hsn ?? ''}
              aria-label={`HSN: ${kind.goods}`}
              inputMode="numeric"
              maxLength={10}
              size={8}
            />
          ),
        },
        {
          title: 'GST',
          cell: (kind) => (
            <select name="gst" aria-label={`GST: ${kind.goods}`}>
              <option value="">–</option>
              {rates.map((rate) => (
                <option key={rate} value={rate} selected={percentOf(of(kind)?.gstBps) === rate}>
                  {rate}%
                </option>
              ))}
            </select>
          ),
        },
        {
          title: t('trader.product.foodMark'),
          cell: (kind) => (
            <select name="mark" aria-label={`${t('trader.product.foodMark')}: ${kind.goods}`}>
              <option value="">–</option>
              {marks.map((mark) => (
                <option key={mark} value={mark} selected={of(kind)?.foodMark === mark}>
                  {t(`trader.foodMark.${mark}`)}
                </option>
              ))}
            </select>
          ),
        },
      ]}
    />
  )
}
