import type { Reply } from '../api/client.ts'
import { Badge, Button, Form, HiddenField, Icon, Notice, Table } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Buyers } from './buyer.ts'

/** For whom one buys, and the way to buy for another; nothing for who can buy for itself alone. */
export function BuyerBar({ buyers: { chosen, traders } }: { buyers: Buyers }) {
  const { t, path } = useView()
  if (traders.length === 0) return null
  return (
    <Form action="/buying-for" class={`buyer-bar${chosen ? ' of-trade' : ''}`}>
      <HiddenField name="next" value={path} />
      <p>
        <Icon name={chosen ? 'shop' : 'person'} />
        <span>{chosen ? t('consumer.buyer.for', { name: chosen.name }) : t('consumer.buyer.forMyself')}</span>
      </p>
      {traders
        .filter(({ traderId }) => traderId !== chosen?.traderId)
        .map(({ traderId, name }) => (
          <Button key={traderId} tone="plain" small name="trader" value={traderId}>
            {t('consumer.buyer.toTrader', { name })}
          </Button>
        ))}
      {chosen && (
        <Button tone="plain" small name="trader" value="myself">
          {t('consumer.buyer.toMyself')}
        </Button>
      )}
    </Form>
  )
}

type TradeOffer = Reply<'getTradeOffer'>

/** What the trader that is bought for pays, from which quantity on, and why. */
export function YourPrices({ offer }: { offer: TradeOffer }) {
  const { t, f } = useView()
  const [first] = offer.prices
  if (!first) return null
  const isOwn = offer.prices.some(({ reason }) => reason === 'list')
  return (
    <div class="your-prices stack-tight">
      <p class="row">
        <Badge tone={isOwn ? 'good' : 'info'}>
          {isOwn ? t('consumer.buyer.yours', { shop: offer.seller.shopName }) : t('consumer.buyer.trade')}
        </Badge>
      </p>
      <Table
        caption={t('consumer.buyer.prices')}
        rows={offer.prices}
        keyOf={({ from }) => String(from)}
        columns={[
          {
            title: t('consumer.item.slab.from'),
            isName: true,
            cell: ({ from }) => t('consumer.item.slab.orMore', { n: from }),
          },
          {
            title: t('consumer.item.slab.price'),
            cell: ({ pricePaise }) => (
              <>
                <strong>{f.money(pricePaise)}</strong>
                {pricePaise < offer.pricePaise && (
                  <>
                    {' '}
                    <s>{f.money(offer.pricePaise)}</s>
                  </>
                )}
              </>
            ),
          },
          { title: t('consumer.buyer.why'), cell: ({ reason }) => t(`consumer.buyer.reason.${reason}`) },
        ]}
      />
    </div>
  )
}

/** These goods are not sold to the trader that is bought for; a consumer may have them. */
export function NotForTrade({ name }: { name: string }) {
  const { t } = useView()
  return <Notice tone="warning">{t('consumer.buyer.notSold', { name })}</Notice>
}
