import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Field,
  Form,
  goodsName,
  HiddenField,
  Notice,
  PageHead,
  Pager,
  ParcelFacts,
  ParcelForm,
  ProblemNotice,
  packOf,
  parcelErrors,
  parcelFields,
  parcelTyped,
  sizeText,
  Table,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { Decisions } from './audit.view.tsx'
import { isSameParcel, type Parcel, type Product } from './products.data.ts'

const path = '/govern/products'

/** Goods by words or bar code, with what is known of their parcels. */
export function ProductsPage({
  text,
  page,
  problem,
}: {
  text: string
  page: Reply<'findProducts'>
  problem: Problem | undefined
}) {
  const { t, f, lang } = useView()
  const query = (cursor: string) => `${path}?${new URLSearchParams({ ...(text ? { q: text } : {}), cursor })}`
  return (
    <div class="stack">
      <PageHead title={t('operator.products.title')} lead={t('operator.products.lead')} />
      <ProblemNotice problem={problem} />
      <form method="get" action={path} class="inline-form">
        <Field
          name="q"
          type="search"
          label={t('operator.products.find')}
          value={text}
          maxLength={100}
          size={30}
          optional
        />
        <Button tone="plain" icon="search">
          {t('common.action.search')}
        </Button>
      </form>
      <Table
        caption={t('operator.products.title')}
        rows={page.items}
        keyOf={({ productId }) => productId}
        empty={
          <Empty icon="search" title={t('operator.products.none')}>
            <p>{t('operator.products.noneText')}</p>
          </Empty>
        }
        columns={[
          {
            title: t('operator.products.goods'),
            isName: true,
            cell: (product) => (
              <>
                <a href={`${path}/${product.productId}`}>{goodsName(product, lang)}</a>
                <small class="quiet sub">{[packOf(product), product.gtin].filter(Boolean).join(' · ')}</small>
              </>
            ),
          },
          {
            title: t('trader.parcel.weight'),
            align: 'end',
            cell: ({ weightGrams }) => f.weight(weightGrams),
          },
          {
            title: t('trader.parcel.size'),
            cell: ({ packSize }) =>
              packSize ? sizeText(packSize) : <span class="quiet">{t('operator.products.unmeasured')}</span>,
          },
          {
            title: t('operator.products.cold'),
            cell: ({ keepCold }) => t(keepCold ? 'trader.parcel.yes' : 'trader.parcel.no'),
          },
          {
            title: t('operator.products.whose'),
            cell: ({ shared }) => <Whose shared={shared} />,
          },
        ]}
      />
      <Pager next={page.nextCursor && query(page.nextCursor)} />
    </div>
  )
}

const Whose = ({ shared }: Pick<Product, 'shared'>) => {
  const { t } = useView()
  return (
    <Badge tone={shared ? 'info' : 'neutral'}>
      {t(shared ? 'operator.products.shared' : 'operator.products.own')}
    </Badge>
  )
}

/** One product: what it is, a form for its parcel, and who changed what. */
export function ProductPage({
  product,
  entries,
  names,
  problem,
  values,
  was,
}: {
  product: Product
  entries: Reply<'listAuditEntries'>['items']
  names: ReadonlyMap<string, string>
  problem: Problem | undefined
  values: Readonly<Record<string, string>> | undefined
  /** What stood before the change just made. */
  was: Parcel | undefined
}) {
  const view = useView()
  const { t, lang } = view
  const errors = parcelErrors(view, fieldTexts(view, problem, parcelFields))
  const action = `${path}/${product.productId}/parcel`
  return (
    <div class="stack">
      <PageHead
        title={goodsName(product, lang)}
        lead={packOf(product)}
        back={{ href: path, text: t('operator.products.title') }}
      >
        <Whose shared={product.shared} />
      </PageHead>
      {problem?.status === 412 ? (
        <Notice tone="bad">{t('trader.parcel.stale')}</Notice>
      ) : (
        <ProblemNotice problem={problem} rename={parcelFields} texts={errors} />
      )}
      {was && !isSameParcel(was, product) && (
        <Card title={t('operator.products.before')}>
          <ParcelFacts product={was} />
          <Form action={action} class="alone">
            <HiddenField name="version" value={product.version} />
            {Object.entries(parcelTyped(was)).map(([name, value]) => (
              <HiddenField key={name} name={name} value={value} />
            ))}
            <Button tone="plain" icon="repeat">
              {t('operator.products.undo')}
            </Button>
          </Form>
        </Card>
      )}
      <Card title={t('trader.parcel.title')}>
        <p class="quiet">
          {t(product.shared ? 'operator.products.sharedText' : 'operator.products.ownText')}
        </p>
        <ParcelForm action={action} product={product} values={values} errors={errors} />
      </Card>
      <Card title={t('operator.products.facts')}>
        <Facts
          facts={[
            [t('operator.duplicates.fact.gtin'), product.gtin ?? '–'],
            [t('operator.duplicates.fact.category'), product.category],
            [t('operator.duplicates.fact.maker'), product.maker],
          ]}
        />
      </Card>
      <Card title={t('operator.products.history')}>
        <Decisions entries={entries} names={names} bare />
      </Card>
    </div>
  )
}
