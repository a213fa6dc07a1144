import type { Problem } from '../api/client.ts'
import {
  Badge,
  Button,
  Empty,
  Figures,
  Form,
  HiddenField,
  LinkButton,
  Notice,
  PageHead,
  Pager,
  ProblemNotice,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { goodsName } from './goods.data.ts'
import { columnName } from './import.data.ts'
import { type Finding, isFilledIn, type Lint, type LintedListing, mendUrl } from './mend.data.ts'

const tones = { blocking: 'bad', warning: 'warning', advice: 'info' } as const

/** What is wrong in the shop's list, and the steps that mend it. */
export function MendPage({
  desk,
  lint,
  code,
  problem,
}: {
  desk: ShopDesk
  lint: Lint
  code: string | undefined
  problem: Problem | undefined
}) {
  const { t, f, lang } = useView()
  const said = (text: { en: string; hi: string }) => (lang === 'hi' ? text.hi : text.en)
  const chosen = lint.rules.find((rule) => rule.code === code)
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead
        title={t('trader.mend.title')}
        lead={t('trader.mend.lead')}
        back={{ href: '/trade/goods', text: t('trader.nav.goods') }}
      />
      <ProblemNotice problem={problem} />
      <Figures
        figures={[
          {
            label: t('trader.mend.score'),
            value: String(lint.score),
            tone: lint.score >= 80 ? 'good' : 'bad',
          },
          { label: t('trader.mend.listings'), value: f.number(lint.listings) },
        ]}
      />
      {!lint.complete && <Notice>{t('trader.mend.partly', { n: lint.listings })}</Notice>}
      {lint.rules.length === 0 ? (
        <Empty icon="check" title={t('trader.mend.allGood')}>
          <p>
            <LinkButton href="/trade/goods" icon="box">
              {t('trader.nav.goods')}
            </LinkButton>
          </p>
        </Empty>
      ) : (
        <>
          <details open={code === undefined}>
            <summary>{t('trader.mend.rules')}</summary>
            <ul class="plain-list order-list">
              {lint.rules.map((rule) => (
                <li key={rule.code}>
                  <Badge tone={tones[rule.severity]}>{t(`trader.mend.${rule.severity}`)}</Badge>
                  <a href={mendUrl(rule.code)} aria-current={rule.code === code ? 'true' : undefined}>
                    {t(`trader.lint.${rule.code}`)}
                  </a>
                  <span class="quiet">{f.number(rule.listings)}</span>
                </li>
              ))}
            </ul>
          </details>
          {chosen && (
            <p>
              <strong>{t(`trader.lint.${chosen.code}`)}</strong>{' '}
              <a href="/trade/goods/mend">{t('trader.mend.all')}</a>
            </p>
          )}
          <ul class="plain-list stack">
            {lint.items.map((listing) => (
              <li key={listing.listingId} class="card">
                <h2>
                  <a href={`/trade/goods/${listing.listingId}`}>{goodsName(listing, lang)}</a>
                </h2>
                <p class="quiet">
                  {listing.sku} · {t('trader.mend.scoreOf', { n: listing.score })}
                </p>
                <ul class="plain-list stack-tight">
                  {listing.findings.map((finding) => (
                    <li key={`${finding.code} ${finding.field}`} class="mend">
                      <Badge tone={tones[finding.severity]}>{t(`trader.mend.${finding.severity}`)}</Badge>
                      <p>{said(finding.text)}</p>
                      <Step desk={desk} listing={listing} finding={finding} code={code} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
          <Pager next={lint.nextCursor && mendUrl(code, lint.nextCursor)} />
        </>
      )}
    </div>
  )
}

/** The way to mend one fault: a button, a line to fill in, or whom to ask. */
function Step({
  desk,
  listing,
  finding,
  code,
}: {
  desk: ShopDesk
  listing: LintedListing
  finding: Finding
  code: string | undefined
}) {
  const view = useView()
  const { t } = view
  const { listingId } = listing
  const url = `/trade/shops/${desk.shop.shopId}/goods/${listingId}`
  const isOfListing = finding.fix ? finding.fix.of === 'listing' : finding.field.startsWith('price')
  if (finding.canFix) {
    return (
      <Form action={`${url}/mend`} class="alone">
        <HiddenField name="code" value={finding.code} />
        <HiddenField name="back" value={mendUrl(code)} />
        <Button small icon="check">
          {t('trader.mend.fix')}
          <span class="unseen">: {listing.name}</span>
        </Button>
      </Form>
    )
  }
  if (isOfListing || finding.code === 'fssaiNeeded') {
    return (
      <p>
        <a href={finding.code === 'fssaiNeeded' ? '/trade/shop' : `/trade/goods/${listingId}`}>
          {t('trader.mend.open')}
        </a>
      </p>
    )
  }
  if (!listing.ownProduct) return <p class="quiet">{t('trader.mend.operator')}</p>
  if (finding.field === 'packSize') {
    return (
      <p>
        <a href={`/trade/goods/${listingId}/parcel`}>{t('trader.mend.open')}</a>
      </p>
    )
  }
  if (!isFilledIn(finding.field)) return null
  const id = `f-${finding.field.replaceAll('.', '-')}-${listingId}`
  return (
    <Form action={`${url}/fact`} class="ware-edit">
      <HiddenField name="field" value={finding.field} />
      <HiddenField name="back" value={mendUrl(code)} />
      <label for={id}>
        <span>
          {columnName(view, finding.field)}
          <span class="unseen">: {listing.name}</span>
        </span>
        <input id={id} type="text" name="value" maxLength={300} autocomplete="off" />
      </label>
      <Button tone="plain" small>
        {t('common.action.save')}
        <span class="unseen">: {listing.name}</span>
      </Button>
    </Form>
  )
}
