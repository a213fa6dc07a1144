import type { Reply } from '../api/client.ts'
import { Card, Empty, PageHead, Table } from '../components/index.ts'
import { stateName } from '../i18n/index.ts'
import { useView } from '../page/index.ts'

type State = Reply<'listStates'>['items'][number]
type Region = Reply<'listRegions'>['items'][number]

/** Orders of a state against the busiest one, in four steps; 0 without any. */
const stepOf = (orders: number, most: number): 0 | 1 | 2 | 3 | 4 =>
  orders === 0 ? 0 : (Math.max(1, Math.ceil((orders / most) * 4)) as 1 | 2 | 3 | 4)

const size = 600
const [north, south, west, east] = [37.5, 6.5, 67.5, 97.8]
const stretch = Math.cos((22 * Math.PI) / 180)
const span = Math.max(north - south, (east - west) * stretch)

/** Every sorting region of the post as a dot, in the colour of its state. */
function IndiaMap({ states, regions }: { states: readonly State[]; regions: readonly Region[] }) {
  const { t, f, lang } = useView()
  const most = Math.max(1, ...states.map(({ orders }) => orders))
  const byName = new Map(states.map((state) => [state.state, state]))
  return (
    <svg class="india" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t('operator.india.map')}>
      {regions.map(({ prefix, state, point }) => {
        const figures = byName.get(state)
        return (
          <circle
            key={`${prefix}${state}`}
            class={`india-${figures ? stepOf(figures.orders, most) : 'none'}`}
            cx={(((point.lng - west) * stretch * size) / span).toFixed(1)}
            cy={(((north - point.lat) * size) / span).toFixed(1)}
            r="6"
          >
            <title>{`${stateName(lang, state)}${figures ? `: ${f.number(figures.orders)}` : ''}`}</title>
          </circle>
        )
      })}
    </svg>
  )
}

export function IndiaPage({
  states,
  regions,
  days,
  spans,
}: {
  states: readonly State[]
  regions: readonly Region[]
  days: number
  spans: readonly string[]
}) {
  const { t, f, lang } = useView()
  const share = (part: number, whole: number) => (whole > 0 ? f.percent(part / whole) : '–')
  return (
    <div class="stack">
      <PageHead title={t('operator.india.title')} lead={t('operator.india.lead')} />
      <p class="picks">
        {spans.map((one) => (
          <a
            key={one}
            href={`/govern/india?days=${one}`}
            aria-current={Number(one) === days ? 'true' : undefined}
          >
            {t('operator.india.days', { n: Number(one) })}
          </a>
        ))}
      </p>
      <div class="two-columns india-columns">
        <Card>
          <IndiaMap states={states} regions={regions} />
          <ul class="legend">
            {(['none', 0, 1, 4] as const).map((step) => (
              <li key={step}>
                <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                  <circle class={`india-${step}`} cx="6" cy="6" r="5" />
                </svg>
                {t(`operator.india.legend.${step}`)}
              </li>
            ))}
          </ul>
        </Card>
        <Table
          caption={t('operator.india.title')}
          rows={states}
          keyOf={({ state }) => state}
          empty={
            <Empty icon="map" title={t('operator.india.empty')}>
              <p>{t('operator.india.emptyText')}</p>
            </Empty>
          }
          columns={[
            { title: t('operator.india.state'), isName: true, cell: ({ state }) => stateName(lang, state) },
            { title: t('operator.india.traders'), align: 'end', cell: ({ traders }) => f.number(traders) },
            { title: t('operator.india.shops'), align: 'end', cell: ({ shops }) => f.number(shops) },
            { title: t('operator.india.orders'), align: 'end', cell: ({ orders }) => f.number(orders) },
            {
              title: t('operator.india.delivered'),
              align: 'end',
              cell: ({ delivered }) => f.number(delivered),
            },
            {
              title: t('operator.india.onTime'),
              align: 'end',
              cell: ({ onTime, delivered }) => share(onTime, delivered),
            },
          ]}
        />
      </div>
    </div>
  )
}
