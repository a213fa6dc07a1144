import type { Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Empty,
  Field,
  Form,
  HiddenField,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
  TextArea,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { type ListValues, listFields, type RefusedList } from './price-lists.data.ts'

const at = '/trade/goods/price-lists'
const dayOf = (day: string): Date => new Date(`${day}T00:00:00+05:30`)

export function PriceListsPage({ lists }: { lists: Reply<'listPriceLists'> }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('trader.lists.title')}
        lead={t('trader.lists.lead')}
        back={{ href: '/trade/goods', text: t('trader.nav.goods') }}
      >
        <LinkButton href={`${at}/new`} icon="plus">
          {t('trader.lists.new')}
        </LinkButton>
      </PageHead>
      <Table
        caption={t('trader.lists.title')}
        rows={lists.items}
        keyOf={({ listId }) => listId}
        empty={
          <Empty icon="list" title={t('trader.lists.none')}>
            <p>{t('trader.lists.noneLead')}</p>
          </Empty>
        }
        columns={[
          {
            title: t('trader.lists.name'),
            isName: true,
            cell: ({ listId, name }) => <a href={`${at}/${listId}`}>{name}</a>,
          },
          { title: t('trader.lists.buyers'), align: 'end', cell: ({ buyers }) => f.number(buyers) },
          { title: t('trader.lists.prices'), align: 'end', cell: ({ prices }) => f.number(prices) },
          {
            title: t('trader.lists.off'),
            align: 'end',
            cell: ({ offPercent }) => (offPercent === null ? '–' : f.percent(offPercent / 100)),
          },
          {
            title: t('trader.trade.until'),
            cell: ({ validUntil }) => (validUntil ? f.date(dayOf(validUntil)) : '–'),
          },
        ]}
      />
      <Pager next={lists.nextCursor && `${at}?cursor=${lists.nextCursor}`} />
    </div>
  )
}

export function PriceListPage({
  listId,
  version,
  values,
  refused,
  tooLong,
}: {
  listId: string | undefined
  version: number
  values: ListValues
  refused: RefusedList | undefined
  /** It has more lines than the form takes, so that only the API may change it. */
  tooLong?: boolean
}) {
  const view = useView()
  const { t } = view
  const problem = refused?.problem
  const errors = fieldTexts(view, problem, listFields)
  const unknown = refused?.unknown ?? []
  return (
    <div class="stack">
      <PageHead
        title={listId ? values.name || t('trader.lists.title') : t('trader.lists.new')}
        back={{ href: at, text: t('trader.lists.title') }}
      />
      <ProblemNotice problem={problem} rename={listFields} />
      {tooLong && <Notice tone="warning">{t('trader.lists.tooLong')}</Notice>}
      <Card>
        <Form action={listId ? `${at}/${listId}` : `${at}/new`}>
          <HiddenField name="version" value={version} />
          <Field
            name="name"
            label={t('trader.lists.name')}
            value={values.name}
            error={errors.name}
            maxLength={80}
          />
          <TextArea
            name="buyers"
            label={t('trader.lists.buyers')}
            hint={t('trader.lists.buyersHint')}
            value={values.buyers}
            error={errors.buyers}
            rows={3}
          />
          <Field
            name="off"
            label={t('trader.lists.off')}
            hint={t('trader.lists.offHint')}
            value={values.off}
            error={errors.off}
            inputMode="decimal"
            size={6}
            optional
          />
          <TextArea
            name="prices"
            label={t('trader.lists.prices')}
            hint={t('trader.lists.pricesHint')}
            value={values.prices}
            error={
              unknown.length > 0
                ? t('trader.lists.unknown', { lines: unknown.slice(0, 5).join(' · ') })
                : errors.prices
            }
            rows={5}
            optional
          />
          <div class="twos">
            <Field
              name="from"
              type="date"
              label={t('trader.trade.from')}
              value={values.from}
              error={errors.from}
              optional
            />
            <Field
              name="until"
              type="date"
              label={t('trader.trade.until')}
              value={values.until}
              error={errors.until}
              optional
            />
          </div>
          {!tooLong && <Button icon="check">{t('common.action.save')}</Button>}
        </Form>
      </Card>
      {listId && (
        <details>
          <summary>{t('trader.lists.remove')}</summary>
          <p>{t('trader.lists.removeLead')}</p>
          <Form action={`${at}/${listId}/remove`} class="inline">
            <HiddenField name="version" value={version} />
            <Button tone="danger" icon="trash">
              {t('trader.lists.remove')}
            </Button>
          </Form>
        </details>
      )}
    </div>
  )
}
