import type { ComponentChildren } from 'preact'
import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Form,
  HiddenField,
  Icon,
  LinkButton,
  PageHead,
  Pager,
  ProblemNotice,
  Table,
  Tabs,
} from '../components/index.ts'
import { useView } from '../page/index.ts'

type Pairs = Reply<'listDuplicates'>
type Pair = Reply<'getDuplicate'>
type Product = Pair['products'][number]
type Grade = Pair['grade']

const tones = { certain: 'good', likely: 'info', contradicted: 'warning' } as const

/** Pairs that wait, the likeliest first. */
export function QueuePage({ grade, pairs }: { grade: Grade | undefined; pairs: Pairs }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.duplicates.title')} lead={t('operator.duplicates.lead')}>
        <LinkButton href="/govern/merges" tone="plain" icon="repeat">
          {t('operator.merges.title')}
        </LinkButton>
      </PageHead>
      <Tabs
        label={t('operator.duplicates.title')}
        tabs={[undefined, 'certain' as const, 'likely' as const, 'contradicted' as const].map((one) => ({
          href: one ? `/govern/duplicates?grade=${one}` : '/govern/duplicates',
          text: t(one ? `operator.duplicates.grade.${one}` : 'operator.duplicates.grade.open'),
          current: one === grade,
        }))}
      />
      <Table
        caption={t('operator.duplicates.title')}
        rows={pairs.items}
        keyOf={({ pairId }) => pairId}
        empty={
          <Empty icon="box" title={t('operator.duplicates.none')}>
            {t('operator.duplicates.noneLead')}
          </Empty>
        }
        columns={[
          {
            title: t('operator.duplicates.older'),
            isName: true,
            cell: ({ pairId, products: [one] }) => (
              <a href={`/govern/duplicates/${pairId}`}>
                <Named product={one!} />
              </a>
            ),
          },
          {
            title: t('operator.duplicates.younger'),
            cell: ({ products: [, other] }) => <Named product={other!} />,
          },
          {
            title: t('operator.duplicates.howSure'),
            cell: ({ grade: how }) => (
              <Badge tone={tones[how]}>{t(`operator.duplicates.grade.${how}`)}</Badge>
            ),
          },
          {
            title: t('operator.duplicates.likeness'),
            align: 'end',
            cell: ({ score }) => f.percent(score),
          },
          {
            title: t('operator.duplicates.listings'),
            align: 'end',
            cell: ({ products: [one, other] }) => `${f.number(one!.listings)} + ${f.number(other!.listings)}`,
          },
        ]}
      />
      <Pager
        next={
          pairs.nextCursor && `/govern/duplicates?${grade ? `grade=${grade}&` : ''}cursor=${pairs.nextCursor}`
        }
      />
    </div>
  )
}

function Named({ product: { brand, name, netQuantity, unit } }: { product: Product }) {
  const { f } = useView()
  return <>{`${[brand, name].filter(Boolean).join(' ')}, ${f.number(netQuantity)} ${unit}`}</>
}

/** Two products side by side; what differs is marked. */
export function PairPage({ pair, problem }: { pair: Pair; problem: Problem | undefined }) {
  const { t } = useView()
  const at = `/govern/duplicates/${pair.pairId}`
  const [older, younger] = pair.products as [Product, Product]
  const isOver = older.mergedInto !== null || younger.mergedInto !== null
  return (
    <div class="stack">
      <PageHead
        title={t('operator.duplicates.pair')}
        back={{ href: '/govern/duplicates', text: t('operator.duplicates.title') }}
      >
        <Badge tone={tones[pair.grade]}>{t(`operator.duplicates.grade.${pair.grade}`)}</Badge>
      </PageHead>
      <ProblemNotice problem={problem} />
      {pair.state !== 'open' && <p class="quiet">{t(`operator.duplicates.state.${pair.state}`)}</p>}
      <Card title={t('operator.duplicates.why')}>
        <ul class="plain checks">
          {pair.reasons.map(({ code, speaksFor }) => (
            <li key={code} class={speaksFor ? 'check-good' : 'check-bad'}>
              <Icon name={speaksFor ? 'check' : 'warning'} />
              <p>{t(`operator.duplicates.reason.${code}`)}</p>
            </li>
          ))}
        </ul>
      </Card>
      <SideBySide older={older} younger={younger} />
      {!isOver && (
        <Card title={t('operator.duplicates.decide')}>
          <p class="quiet">{t('operator.duplicates.decideLead')}</p>
          <div class="actions">
            {[
              [older, younger, 'operator.duplicates.keepOlder'] as const,
              [younger, older, 'operator.duplicates.keepYounger'] as const,
            ]
              .toSorted(([one]) => (one.productId === pair.survivorId ? -1 : 1))
              .map(([into, from, text]) => (
                <Form key={into.productId} action={`${at}/merge`} class="inline">
                  <HiddenField name="into" value={into.productId} />
                  <HiddenField name="from" value={from.productId} />
                  <Button icon="check" tone={into.productId === pair.survivorId ? 'main' : 'plain'}>
                    {t(text)}
                  </Button>
                </Form>
              ))}
            {pair.state === 'open' && (
              <Form action={`${at}/different`} class="inline">
                <Button icon="cross" tone="plain">
                  {t('operator.duplicates.different')}
                </Button>
              </Form>
            )}
          </div>
        </Card>
      )}
    </div>
  )
}

function SideBySide({ older, younger }: { older: Product; younger: Product }) {
  const { t, f } = useView()
  const shown: [string, (product: Product) => string][] = [
    ['name', ({ name }) => name],
    ['nameHi', ({ nameHi }) => nameHi ?? '–'],
    ['brand', ({ brand }) => brand ?? '–'],
    ['pack', ({ netQuantity, unit }) => `${f.number(netQuantity)} ${unit}`],
    ['gtin', ({ gtin }) => gtin ?? '–'],
    ['mrp', ({ mrpPaise }) => f.money(mrpPaise)],
    ['category', ({ category }) => category],
    ['hsn', ({ hsn, gstBps }) => `${hsn} · ${f.percent(gstBps / 10_000)}`],
    ['foodMark', ({ foodMark }) => t(`operator.duplicates.foodMark.${foodMark}`)],
    ['maker', ({ maker, origin }) => `${maker} (${origin})`],
    ['fssai', ({ fssai }) => fssai ?? '–'],
    [
      'attributes',
      ({ attributes }) =>
        Object.entries(attributes)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ') || '–',
    ],
    ['pictures', ({ imageUrls }) => f.number(imageUrls.length)],
  ]
  const cell = (text: string, differs: boolean): ComponentChildren => (differs ? <mark>{text}</mark> : text)
  return (
    <Table
      caption={t('operator.duplicates.sideBySide')}
      rows={[
        ...shown.map(([name, of]) => ({ name, a: of(older), b: of(younger), isFact: true })),
        ...(['listings', 'shops'] as const).map((name) => ({
          ...{ name, a: f.number(older[name]), b: f.number(younger[name]), isFact: false },
        })),
        { name: 'since', a: f.date(older.createdAt), b: f.date(younger.createdAt), isFact: false },
      ]}
      keyOf={({ name }) => name}
      columns={[
        {
          title: t('operator.duplicates.fact'),
          isName: true,
          cell: ({ name }) => t(`operator.duplicates.fact.${name}` as 'operator.duplicates.fact.name'),
        },
        { title: t('operator.duplicates.older'), cell: ({ a, b, isFact }) => cell(a, isFact && a !== b) },
        { title: t('operator.duplicates.younger'), cell: ({ a, b, isFact }) => cell(b, isFact && a !== b) },
      ]}
    />
  )
}

/** What was merged, and can be taken back. */
export function MergesPage({ merges }: { merges: Reply<'listProductMerges'> }) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('operator.merges.title')}
        lead={t('operator.merges.lead')}
        back={{ href: '/govern/duplicates', text: t('operator.duplicates.title') }}
      />
      <Table
        caption={t('operator.merges.title')}
        rows={merges.items}
        keyOf={({ mergeId }) => mergeId}
        empty={<Empty icon="repeat" title={t('operator.merges.none')} />}
        columns={[
          { title: t('operator.merges.from'), isName: true, cell: ({ from }) => <Named product={from} /> },
          { title: t('operator.merges.into'), cell: ({ into }) => <Named product={into} /> },
          { title: t('operator.merges.moved'), align: 'end', cell: ({ listings }) => f.number(listings) },
          {
            title: t('operator.merges.by'),
            cell: ({ byMarket }) => t(byMarket ? 'operator.merges.byMarket' : 'operator.merges.byOperator'),
          },
          { title: t('operator.merges.when'), cell: ({ mergedAt }) => f.dateTime(mergedAt) },
          {
            title: t('operator.merges.undo'),
            cell: ({ mergeId, undone, from }) =>
              undone ? (
                t('operator.merges.undone')
              ) : (
                <Form action={`/govern/merges/${mergeId}/undo`} class="inline">
                  <Button
                    tone="plain"
                    small
                    more={{ 'aria-label': t('operator.merges.undoOf', { name: from.name }) }}
                  >
                    {t('operator.merges.undo')}
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      <Pager next={merges.nextCursor && `/govern/merges?cursor=${merges.nextCursor}`} />
    </div>
  )
}
