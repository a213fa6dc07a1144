import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Empty,
  Facts,
  Field,
  Form,
  Icon,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
  Select,
  Table,
  Tabs,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'

type Claims = Reply<'listCraftClaims'>
type Status = Claims['items'][number]['status']

interface CraftsProps {
  status: Status
  claims: Claims
  problem: Problem | undefined
  /** What became of a list that was handed in. */
  answer: Reply<'importCraftList'> | undefined
  /** The claim whose refusal was not taken. */
  refused: string | undefined
}

export function CraftsPage({ status, claims, problem, answer, refused }: CraftsProps) {
  const { t } = useView()
  return (
    <div class="stack">
      <PageHead title={t('operator.crafts.title')} lead={t('operator.crafts.lead')}>
        <LinkButton href="/govern/discounts" tone="plain" icon="money">
          {t('operator.discounts.title')}
        </LinkButton>
      </PageHead>
      <ProblemNotice problem={problem} />
      {answer && <ListAnswer answer={answer} />}
      <Tabs
        label={t('operator.crafts.title')}
        tabs={(['claimed', 'approved', 'refused'] as const).map((one) => ({
          href: `/govern/crafts?status=${one}`,
          text: t(`operator.crafts.status.${one}`),
          current: one === status,
        }))}
      />
      {claims.items.length === 0 && <Empty icon="shield" title={t('operator.crafts.none')} />}
      {claims.items.map((claim) => (
        <ClaimCard
          key={claim.claimId}
          claim={claim}
          problem={refused === claim.claimId ? problem : undefined}
        />
      ))}
      <Pager next={claims.nextCursor && `/govern/crafts?status=${status}&cursor=${claims.nextCursor}`} />
      <ListForm />
    </div>
  )
}

function ClaimCard({ claim, problem }: { claim: Claims['items'][number]; problem: Problem | undefined }) {
  const view = useView()
  const { t, f, lang } = view
  const at = `/govern/crafts/${claim.shopId}/${claim.claimId}`
  return (
    <Card title={(lang === 'hi' && claim.nameHi) || claim.name}>
      <Facts
        facts={[
          [t('operator.crafts.kind'), t(`operator.crafts.kind.${claim.kind}`)],
          [t('operator.crafts.place'), `${claim.district}, ${claim.state}`],
          claim.authorisedUser ? [t('operator.crafts.authorisedUser'), claim.authorisedUser] : null,
          [
            t('operator.crafts.goods'),
            <a key="goods" href={`/shops/${claim.shopId}/items/${claim.listingId}`}>
              {t('operator.crafts.look')}
            </a>,
          ],
          [
            t('operator.crafts.trader'),
            <a key="trader" href={`/govern/traders/${claim.traderId}`}>
              {t('operator.crafts.papers')}
            </a>,
          ],
          [t('operator.crafts.when'), f.dateTime(claim.createdAt)],
          claim.reason ? [t('operator.crafts.reason'), claim.reason] : null,
        ]}
      />
      {claim.status === 'claimed' && (
        <Form action={`${at}/approve`} class="inline">
          <Button icon="check">{t('operator.crafts.approve')}</Button>
        </Form>
      )}
      {claim.status !== 'refused' && (
        <details open={problem !== undefined}>
          <summary>
            {t(claim.status === 'approved' ? 'operator.crafts.takeAway' : 'operator.crafts.refuse')}
          </summary>
          <Form action={`${at}/refuse`}>
            <Field
              name="reason"
              label={t('operator.crafts.reason')}
              error={fieldTexts(view, problem).reason}
              maxLength={300}
            />
            <Button tone="danger">{t('operator.crafts.refuse')}</Button>
          </Form>
        </details>
      )}
    </Card>
  )
}

function ListForm() {
  const { t } = useView()
  return (
    <Card title={t('operator.crafts.list')}>
      <p class="quiet">{t('operator.crafts.listLead')}</p>
      <Form action="/govern/crafts/lists" files>
        <Select
          name="kind"
          label={t('operator.crafts.kind')}
          choices={(['odop', 'gi'] as const).map((kind) => ({
            value: kind,
            label: t(`operator.crafts.kind.${kind}`),
          }))}
        />
        <div class="field">
          <label for="f-file">{t('operator.crafts.file')}</label>
          <input id="f-file" type="file" name="file" accept=".csv,text/csv" required />
        </div>
        <Button icon="upload">{t('operator.crafts.handIn')}</Button>
      </Form>
    </Card>
  )
}

function ListAnswer({ answer }: { answer: Reply<'importCraftList'> }) {
  const { t } = useView()
  const { rows, created, changed, unchanged, problems } = answer
  return (
    <section class="stack">
      <Notice tone={problems.length > 0 ? 'warning' : 'good'}>
        {t('operator.crafts.answer', { rows, created, changed, unchanged, bad: problems.length })}
      </Notice>
      {problems.length > 0 && (
        <Table
          caption={t('operator.crafts.badRows')}
          rows={problems.slice(0, 100)}
          keyOf={({ row, column }) => `${row} ${column}`}
          columns={[
            { title: t('operator.crafts.row'), isName: true, cell: ({ row }) => row },
            { title: t('operator.crafts.column'), cell: ({ column }) => column },
            { title: t('operator.crafts.fault'), cell: ({ code }) => t(`operator.crafts.fault.${code}`) },
          ]}
        />
      )}
    </section>
  )
}

/** Goods that cost much less than in the 30 days before. */
export function DiscountsPage({ falls }: { falls: Reply<'listDeepDiscounts'> }) {
  const { t, f, lang } = useView()
  return (
    <div class="stack">
      <PageHead
        title={t('operator.discounts.title')}
        lead={t('operator.discounts.lead')}
        back={{ href: '/govern/crafts', text: t('operator.crafts.title') }}
      />
      <Table
        caption={t('operator.discounts.title')}
        rows={falls.items}
        keyOf={({ listingId, at }) => `${listingId} ${at}`}
        empty={
          <Empty icon="money" title={t('operator.discounts.none')}>
            <Icon name="check" />
          </Empty>
        }
        columns={[
          {
            title: t('operator.crafts.goods'),
            isName: true,
            cell: ({ shopId, listingId, name, nameHi }) => (
              <a href={`/shops/${shopId}/items/${listingId}`}>{(lang === 'hi' && nameHi) || name}</a>
            ),
          },
          {
            title: t('operator.discounts.shop'),
            cell: ({ shopId, shopName }) => <a href={`/shops/${shopId}`}>{shopName ?? '–'}</a>,
          },
          {
            title: t('operator.discounts.price'),
            align: 'end',
            cell: ({ pricePaise }) => f.money(pricePaise),
          },
          { title: t('operator.discounts.lowest'), align: 'end', cell: (fall) => f.money(fall.lowestPaise) },
          {
            title: t('operator.discounts.off'),
            align: 'end',
            cell: ({ pricePaise, lowestPaise }) => f.percent(1 - pricePaise / lowestPaise),
          },
          { title: t('operator.crafts.when'), cell: ({ at }) => f.dateTime(at) },
        ]}
      />
      <Pager next={falls.nextCursor && `/govern/discounts?cursor=${falls.nextCursor}`} />
    </div>
  )
}
