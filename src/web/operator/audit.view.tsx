import type { Problem, Reply } from '../api/client.ts'
import { Button, Empty, Field, PageHead, Pager, sizeText, Table } from '../components/index.ts'
import { isMessageKey } from '../i18n/index.ts'
import { fieldTexts, useView, type ViewFacts } from '../page/index.ts'

type Entries = Reply<'listAuditEntries'>['items']

/** Where the object of a decision can be looked at. */
function hrefOf(objectId: string): string | undefined {
  if (objectId.startsWith('trd_')) return `/govern/traders/${objectId}`
  if (objectId.startsWith('prv_')) return `/govern/providers/${objectId}`
  if (objectId.startsWith('shm_')) return `/govern/parcels/${objectId}`
  if (objectId.startsWith('ret_')) return `/govern/returns/${objectId}`
  if (objectId.startsWith('rmt_')) return `/govern/cash/files/${objectId}`
  if (objectId.startsWith('pnt_')) return `/govern/cash/points/${objectId}`
  if (objectId.startsWith('prn_')) return `/govern/payouts/${objectId}`
  if (objectId.startsWith('prd_')) return `/govern/products/${objectId}`
  return objectId.startsWith('ann_') ? '/govern/announcements' : undefined
}

/** A reason; of a change of goods with the name of what changed, in people's words. */
function changeText({ t }: ViewFacts, { pointer, reason }: Entries[number]['reasons'][number]): string {
  const key = `operator.products.fact.${pointer?.slice(1)}`
  if (!isMessageKey(key)) return reason
  const said = reason
    .replaceAll(/\{[^{}]*\}/g, (text) => sizeSaid(text) ?? text)
    .replaceAll(/\b(?:true|false)\b/g, (word) =>
      t(word === 'true' ? 'trader.parcel.yes' : 'trader.parcel.no'),
    )
  return `${t(key)}: ${said}`
}

/** A size as the record keeps it, in centimetres; undefined for what is none. */
function sizeSaid(text: string): string | undefined {
  const side = (name: string) => Number(new RegExp(`"${name}":(\\d+)`).exec(text)?.[1])
  const size = { lengthMm: side('lengthMm'), widthMm: side('widthMm'), heightMm: side('heightMm') }
  return Object.values(size).some(Number.isNaN) ? undefined : sizeText(size)
}

/** Decisions in a table; `bare` where the object is plain from the page. */
export function Decisions({
  entries,
  names,
  bare,
}: {
  entries: Entries
  /** Of operators, by their account. */
  names: ReadonlyMap<string, string>
  bare?: boolean
}) {
  const view = useView()
  const { t, f } = view
  const actionOf = (action: string) => {
    const key = `operator.action.${action}`
    return isMessageKey(key) ? t(key) : action
  }
  return (
    <Table
      caption={t('operator.audit.title')}
      rows={entries}
      keyOf={({ id }) => id}
      empty={<Empty icon="shield" title={t('operator.audit.empty')} />}
      columns={[
        { title: t('operator.audit.what'), isName: true, cell: ({ action }) => actionOf(action) },
        { title: t('operator.audit.when'), cell: ({ at }) => f.dateTime(at) },
        ...(bare
          ? []
          : [
              {
                title: t('operator.audit.about'),
                cell: ({ objectId }: Entries[number]) => {
                  const href = hrefOf(objectId)
                  const short = <code>{`${objectId.slice(0, 4)}…${objectId.slice(-6)}`}</code>
                  return href ? <a href={href}>{short}</a> : short
                },
              },
            ]),
        {
          title: t('operator.audit.who'),
          cell: ({ actorId, action }) =>
            actorId
              ? (names.get(actorId) ?? <code>{`…${actorId.slice(-6)}`}</code>)
              : t(action === 'operator.made' ? 'operator.audit.machine' : 'operator.audit.market'),
        },
        {
          title: t('operator.audit.why'),
          cell: ({ reasons }) =>
            reasons.length > 0 ? reasons.map((one) => changeText(view, one)).join(' · ') : '–',
        },
      ]}
    />
  )
}

export function AuditPage({
  page,
  objectId,
  names,
  problem,
}: {
  page: Reply<'listAuditEntries'>
  objectId: string
  names: ReadonlyMap<string, string>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t } = view
  const query = (cursor: string) =>
    `/govern/audit?${new URLSearchParams({ ...(objectId ? { objectId } : {}), cursor })}`
  return (
    <div class="stack">
      <PageHead title={t('operator.audit.title')} lead={t('operator.audit.lead')} />
      <form method="get" action="/govern/audit" class="inline-form">
        <Field
          name="objectId"
          label={t('operator.audit.find')}
          value={objectId}
          error={fieldTexts(view, problem).objectId}
          optional
          size={34}
        />
        <Button tone="plain" icon="search">
          {t('common.action.search')}
        </Button>
      </form>
      <Decisions entries={page.items} names={names} />
      <Pager next={page.nextCursor && query(page.nextCursor)} />
    </div>
  )
}
