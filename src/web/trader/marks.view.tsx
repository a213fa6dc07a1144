import type { Problem, Reply } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Field,
  Form,
  HiddenField,
  PageHead,
  Pager,
  ProblemNotice,
  Select,
  Table,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { documentsUrl } from './documents.pages.tsx'
import { goodsName, type Listing } from './goods.data.ts'

type Claim = Reply<'listShopClaims'>['items'][number]
type Entry = Reply<'listCrafts'>['items'][number]

const listingHref = ({ listingId }: Listing): string => `/trade/goods/${listingId}`

/** What it cost before, the latest first. */
export function PricesPage({ listing, prices }: { listing: Listing; prices: Reply<'listPastPrices'> }) {
  const { t, f, lang } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('trader.prices.title')}
        back={{ href: listingHref(listing), text: goodsName(listing, lang) }}
      />
      <Facts
        facts={[
          [t('trader.prices.now'), f.money(listing.pricePaise)],
          [t('trader.prices.lowest'), f.money(prices.lowestPaise)],
          prices.beforePaise === null ? null : [t('trader.prices.before'), f.money(prices.beforePaise)],
        ]}
      />
      <Table
        caption={t('trader.prices.title')}
        rows={prices.items}
        keyOf={({ until, kind }) => `${until} ${kind}`}
        empty={
          <Empty icon="clock" title={t('trader.prices.none')}>
            <p>{t('trader.prices.noneLead')}</p>
          </Empty>
        }
        columns={[
          { title: t('trader.prices.until'), isName: true, cell: ({ until }) => f.dateTime(until) },
          { title: t('trader.goods.price'), align: 'end', cell: ({ pricePaise }) => f.money(pricePaise) },
          { title: t('trader.goods.mrp.label'), align: 'end', cell: ({ mrpPaise }) => f.money(mrpPaise) },
          { title: t('trader.prices.kind'), cell: ({ kind }) => t(`trader.prices.kind.${kind}`) },
        ]}
      />
      <Pager next={prices.nextCursor && `${listingHref(listing)}/prices?cursor=${prices.nextCursor}`} />
    </div>
  )
}

interface MarksProps {
  listing: Listing
  claims: readonly Claim[]
  documents: Reply<'listTraderDocuments'>['items']
  traderId: string
  q: string
  /** What the list has by these words; undefined before anything was looked for. */
  found: readonly Entry[] | undefined
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}

/** Marks that are claimed for goods, and the way to claim one: look for it in the list, then say why. */
export function MarksPage({ listing, claims, documents, traderId, q, found, values, problem }: MarksProps) {
  const { t, lang } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('trader.marks.title')}
        lead={t('trader.marks.lead')}
        back={{ href: listingHref(listing), text: goodsName(listing, lang) }}
      />
      <ProblemNotice problem={problem} />
      {claims.map((claim) => (
        <ClaimCard
          key={claim.claimId}
          claim={claim}
          action={`${listingHref(listing)}/marks/${claim.claimId}`}
        />
      ))}
      <Card title={t('trader.marks.find')}>
        <form method="get" action={`${listingHref(listing)}/marks`} class="inline-form">
          <Field name="q" label={t('trader.marks.name')} value={q} size={24} maxLength={100} />
          <Button tone="plain" icon="search">
            {t('common.action.search')}
          </Button>
        </form>
      </Card>
      {found?.length === 0 && (
        <Empty icon="search" title={t('trader.marks.notFound', { q })}>
          <p>{t('trader.marks.notFoundLead')}</p>
        </Empty>
      )}
      {found?.map((entry) => (
        <ClaimForm
          key={entry.entryId}
          entry={entry}
          action={`${listingHref(listing)}/marks`}
          documents={documents}
          traderId={traderId}
          q={q}
          values={values.entryId === entry.entryId ? values : {}}
          problem={values.entryId === entry.entryId ? problem : undefined}
        />
      ))}
    </div>
  )
}

const tones = { claimed: 'warning', approved: 'good', refused: 'bad' } as const

function ClaimCard({ claim, action }: { claim: Claim; action: string }) {
  const { t, lang } = useView()
  return (
    <Card title={(lang === 'hi' && claim.nameHi) || claim.name}>
      <p class="row">
        <Badge tone={tones[claim.status]}>{t(`trader.marks.status.${claim.status}`)}</Badge>
        <span>
          {t(`trader.marks.kind.${claim.kind}`)} · {claim.district}, {claim.state}
        </span>
      </p>
      {claim.reason && <p>{t('trader.marks.reason', { reason: claim.reason })}</p>}
      <Form action={`${action}/withdraw`} class="inline">
        <Button tone="quiet" small icon="trash">
          {t('trader.marks.withdraw')}
        </Button>
      </Form>
    </Card>
  )
}

function ClaimForm({
  entry,
  action,
  documents,
  traderId,
  q,
  values,
  problem,
}: Pick<MarksProps, 'documents' | 'traderId' | 'q' | 'values' | 'problem'> & {
  entry: Entry
  action: string
}) {
  const view = useView()
  const { t, lang } = view
  const errors = fieldTexts(view, problem)
  const place = [entry.district, ...entry.states].filter(Boolean).join(', ')
  return (
    <details class="card" open={problem !== undefined}>
      <summary>
        {(lang === 'hi' && entry.nameHi) || entry.name} · {t(`trader.marks.kind.${entry.kind}`)} · {place}
      </summary>
      <Form action={action}>
        <HiddenField name="q" value={q} />
        <HiddenField name="entryId" value={entry.entryId} />
        {entry.states.length === 1 ? (
          <HiddenField name="state" value={entry.states[0]!} />
        ) : entry.states.length > 1 ? (
          <Select
            name="state"
            label={t('trader.marks.state')}
            value={values.state}
            choices={entry.states.map((state) => ({ value: state, label: state }))}
          />
        ) : (
          <Field name="state" label={t('trader.marks.state')} value={values.state} maxLength={80} />
        )}
        {entry.district === null ? (
          <Field
            name="district"
            label={t('trader.marks.district')}
            value={values.district}
            error={errors.district}
            maxLength={80}
          />
        ) : (
          <HiddenField name="district" value={entry.district} />
        )}
        {entry.kind === 'gi' && (
          <Field
            name="authorisedUser"
            label={t('trader.marks.authorisedUser')}
            hint={t('trader.marks.authorisedUserHint')}
            value={values.authorisedUser}
            error={errors.authorisedUser}
            maxLength={40}
          />
        )}
        {documents.length > 0 && (
          <Select
            name="documentId"
            label={t('trader.marks.document')}
            value={values.documentId ?? ''}
            error={errors.documentId}
            choices={[
              { value: '', label: t('trader.marks.noDocument') },
              ...documents.map(({ documentId, name }) => ({ value: documentId, label: name })),
            ]}
          />
        )}
        {documents.length === 0 && entry.kind === 'odop' && (
          <p>
            <a href={documentsUrl({ traderId })}>{t('trader.marks.addDocument')}</a>
          </p>
        )}
        <Button icon="shield">{t('trader.marks.claim')}</Button>
      </Form>
    </details>
  )
}
