import type { Problem } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Figures,
  Form,
  LinkButton,
  Live,
  Notice,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { failureText, type Import, type ImportProblem, importUrl } from './import.data.ts'
import { ProblemTable } from './import-problems.view.tsx'

/** Handing a price list in, and the lists handed in before. */
export function UploadPage({
  desk,
  imports,
  categories,
  problem,
}: {
  desk: ShopDesk
  imports: readonly Import[]
  /** Names of the categories that have a template. */
  categories: readonly string[]
  problem: Problem | undefined
}) {
  const { t, f } = useView()
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead
        title={t('trader.import.title')}
        lead={t('trader.import.lead')}
        back={{ href: '/trade/goods', text: t('trader.nav.goods') }}
      />
      <ProblemNotice problem={problem} />
      <Card>
        <Form action={`/trade/shops/${desk.shop.shopId}/import`} files>
          <div class="field">
            <label for="f-file">{t('trader.import.file')}</label>
            <p class="hint" id="f-file-hint">
              {t('trader.import.file.hint')}
            </p>
            <input
              id="f-file"
              type="file"
              name="file"
              accept=".csv,.gz,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              aria-describedby="f-file-hint"
              required
            />
          </div>
          <Button icon="upload">{t('trader.import.send')}</Button>
        </Form>
        <details>
          <summary>{t('trader.import.columns')}</summary>
          <p>{t('trader.import.columns.needed')}</p>
          <p>
            <code>sku, name, price</code>
          </p>
          <p>{t('trader.import.columns.more')}</p>
          <p>
            <code>
              category, netQuantity, unit, hsn, gstRate, mrp, origin, maker, gtin, brand, nameHi, stock,
              minimumQuantity, step, packInner, packCase, slabs, soldTo, weightGrams, lengthMm, widthMm,
              heightMm, keepCold, consumerCare, foodMark, fssai, shelfLifeDays, imageUrl
            </code>
          </p>
          <p>
            <LinkButton href="/trade/goods/import/example.csv" tone="plain" icon="download" download>
              {t('trader.import.example')}
            </LinkButton>
          </p>
        </details>
        <details>
          <summary>{t('trader.import.template')}</summary>
          <p>{t('trader.import.template.text')}</p>
          <form class="form" method="get" action="/trade/goods/import/template">
            <div class="field">
              <label for="f-category">{t('trader.product.category')}</label>
              <input id="f-category" name="category" list="categories" maxLength={100} />
              <datalist id="categories">
                {categories.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            </div>
            <div class="row">
              <Button tone="plain" icon="download" name="format" value="xlsx">
                XLSX
              </Button>
              <Button tone="plain" icon="download" name="format" value="csv">
                CSV
              </Button>
            </div>
          </form>
        </details>
      </Card>
      {imports.length > 0 && (
        <Card title={t('trader.import.before')}>
          <ul class="plain-list order-list">
            {imports.map((one) => (
              <li key={one.importId}>
                <a href={importUrl(one)}>{f.dateTime(one.createdAt)}</a>
                <Badge tone={toneOf(one)}>{t(`trader.import.state.${one.state}`)}</Badge>
                <span class="quiet">
                  {t('trader.import.counts', {
                    good: one.created + one.changed + one.unchanged,
                    bad: one.refused,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

const toneOf = ({ state, refused }: Import) =>
  state === 'done' ? (refused > 0 ? 'warning' : 'good') : state === 'failed' ? 'bad' : 'info'

/** A list that was let go: how far it is, and what came of it. */
export function ImportPage({
  state,
  problems,
  next,
}: {
  state: Import
  problems: readonly ImportProblem[]
  next: string | undefined
}) {
  const view = useView()
  const { t } = view
  const isOver = state.state !== 'waiting' && state.state !== 'running'
  const isPaused = state.state === 'paused'
  const url = importUrl(state)
  return (
    <div class="stack">
      <PageHead
        title={t('trader.import.one')}
        back={{ href: '/trade/goods/import', text: t('trader.import.title') }}
      />
      {isOver ? (
        <ImportProgress state={state} />
      ) : (
        <>
          <Live
            id="import"
            src={`${url}/progress`}
            seconds={2}
            stream={{ src: `${url}/live`, event: 'import' }}
          >
            <ImportProgress state={state} />
          </Live>
          <div class="row">
            <Form action={`${url}/pause`} class="alone">
              <Button tone="plain">{t('trader.import.pause')}</Button>
            </Form>
            <Form action={`${url}/cancel`} class="alone">
              <Button tone="danger" icon="cross">
                {t('trader.import.stop')}
              </Button>
            </Form>
          </div>
        </>
      )}
      {isPaused && (
        <div class="row">
          <Form action={`${url}/resume`} class="alone">
            <Button icon="check">{t('trader.import.resume')}</Button>
          </Form>
          <Form action={`${url}/cancel`} class="alone">
            <Button tone="danger" icon="cross">
              {t('trader.import.stop')}
            </Button>
          </Form>
        </div>
      )}
      {state.failure && <Notice tone="bad">{failureText(view, state.failure)}</Notice>}
      {state.state === 'cancelled' && <Notice>{t('trader.import.cancelled')}</Notice>}
      {isOver && state.refused > 0 && (
        <Card title={t('trader.import.problems')}>
          <div class="row">
            <LinkButton href={`${url}/bad-rows.csv`} icon="download" download>
              {t('trader.import.badRows')}
            </LinkButton>
            <LinkButton href={`${url}/problems.csv`} tone="plain" icon="download" download>
              {t('trader.import.report')}
            </LinkButton>
          </div>
          <ProblemTable problems={problems} />
          {next && (
            <p class="pager">
              <a class="button plain" href={next} rel="next">
                {t('common.action.more')}
              </a>
            </p>
          )}
        </Card>
      )}
      {state.state === 'done' && state.refused === 0 && (
        <Empty icon="check" title={t('trader.import.allGood')}>
          <p>
            <LinkButton href="/trade/goods" icon="box">
              {t('trader.nav.goods')}
            </LinkButton>
          </p>
        </Empty>
      )}
      {isOver && state.refused > 0 && (
        <div class="row">
          <LinkButton href="/trade/goods" icon="box">
            {t('trader.nav.goods')}
          </LinkButton>
          <LinkButton href="/trade/goods/import" tone="plain" icon="upload">
            {t('trader.import.again')}
          </LinkButton>
        </div>
      )}
    </div>
  )
}

/** Rows so far; asked for again while the list is worked through. */
export function ImportProgress({ state }: { state: Import }) {
  const { t, f } = useView()
  const { share } = state
  return (
    <div class="stack-tight">
      <p class="lead">
        <Badge tone={toneOf(state)}>{t(`trader.import.state.${state.state}`)}</Badge>{' '}
        {share !== null && state.state !== 'failed' && f.percent(Math.floor(share * 100) / 100)}
      </p>
      {(state.state === 'running' || state.state === 'waiting' || state.state === 'paused') && (
        <progress
          class="progress"
          aria-label={t('trader.import.share')}
          {...(share === null ? {} : { value: share })}
        />
      )}
      <Figures
        figures={[
          { label: t('trader.import.read'), value: f.number(state.rowsRead) },
          { label: t('trader.import.created'), value: f.number(state.created), tone: 'good' },
          { label: t('trader.import.changed'), value: f.number(state.changed) },
          { label: t('trader.import.unchanged'), value: f.number(state.unchanged) },
          {
            label: t('trader.import.refused'),
            value: f.number(state.refused),
            ...(state.refused > 0 ? { tone: 'bad' as const } : {}),
          },
        ]}
      />
    </div>
  )
}
