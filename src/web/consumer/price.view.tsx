import type { Reply } from '../api/client.ts'
import { Table } from '../components/index.ts'
import { useView } from '../page/index.ts'

type Offer = Reply<'getOffer'>

/** What the price was, how long it holds, and what more pieces cost. */
export function PriceFacts({ offer }: { offer: Offer }) {
  const { t, f } = useView()
  const { beforePaise, lowestPaise, pricePaise, trade } = offer
  const dated = trade?.dated
  const isDated = dated?.pricePaise === pricePaise
  const slabs = (trade?.slabs ?? []).filter((slab) => slab.pricePaise < pricePaise)
  return (
    <div class="price-facts stack-tight">
      {beforePaise !== null && (
        <p>
          {t('consumer.item.before', { price: f.money(beforePaise) })}
          {' · '}
          <strong>{t('consumer.item.saves', { percent: f.percent(1 - pricePaise / beforePaise) })}</strong>
        </p>
      )}
      <p class="quiet">{t('consumer.item.lowest', { price: f.money(lowestPaise) })}</p>
      {dated && isDated && (
        <p class="quiet">
          {t('consumer.item.until', { day: f.date(new Date(`${dated.until}T00:00:00+05:30`)) })}
        </p>
      )}
      {slabs.length > 0 && (
        <Table
          caption={t('consumer.item.slabs')}
          rows={slabs}
          keyOf={({ from }) => String(from)}
          columns={[
            {
              title: t('consumer.item.slab.from'),
              isName: true,
              cell: ({ from }) => t('consumer.item.slab.orMore', { n: from }),
            },
            { title: t('consumer.item.slab.price'), cell: (slab) => f.money(slab.pricePaise) },
          ]}
        />
      )}
    </div>
  )
}

/** In what it is sold: whole steps, and what a pack of the trade holds. */
export function SoldIn({ offer }: { offer: Offer }) {
  const { t } = useView()
  const { stepQuantity, trade } = offer
  if (stepQuantity === 1) return null
  const pack = trade?.soldBy === 'case' ? trade.case : trade?.soldBy === 'inner' ? trade.inner : null
  const about = !pack
    ? null
    : pack.name
      ? t('consumer.item.pack.named', { name: pack.name, n: pack.pieces })
      : t(`consumer.item.pack.${trade!.soldBy === 'case' ? 'case' : 'inner'}`, { n: pack.pieces })
  return (
    <p class="hint">{[t('consumer.item.steps', { n: stepQuantity }), about].filter(Boolean).join(' ')}</p>
  )
}
