import { Button, Card, Icon, LinkButton, Money } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Quote } from './basket.ts'
import { titleOf } from './goods.ts'
import { Sums } from './sums.view.tsx'

/** What it costs, and the button that buys it. */
export function CheckoutSum({ quote }: { quote: Quote | undefined }) {
  const view = useView()
  const { t, f } = view
  const delivery = quote?.shops.reduce((sum, shop) => sum + shop.deliveryPaise, 0) ?? 0
  const goods = quote?.shops.reduce((sum, shop) => sum + shop.goodsPaise, 0) ?? 0
  const tax =
    quote?.shops
      .flatMap(({ lines }) => lines)
      .reduce((sum, { gst }) => sum + gst.cgstPaise + gst.sgstPaise + gst.igstPaise, 0) ?? 0
  const canBuy = quote !== undefined && quote.problems.length === 0 && quote.shops.length > 0
  return (
    <Card class="sum" title={t('consumer.sum.title')}>
      {quote ? (
        <>
          <ul class="plain-list sum-lines">
            {quote.shops.flatMap(({ lines }) =>
              lines.map((line) => (
                <li key={line.listingId}>
                  <span>{`${f.number(line.quantity)} × ${titleOf(view, line)}`}</span>
                  <Money paise={line.totalPaise} />
                </li>
              )),
            )}
          </ul>
          <Sums
            lines={[
              { title: t('consumer.sum.goods'), paise: goods },
              {
                title: t('consumer.sum.delivery'),
                paise: delivery,
                instead: delivery === 0 ? t('consumer.basket.free') : undefined,
              },
              { title: t('consumer.sum.total'), paise: quote.totalPaise, isTotal: true },
            ]}
          />
          <p class="quiet">{t('consumer.sum.tax', { sum: f.money(tax) })}</p>
        </>
      ) : (
        <p>{t('consumer.checkout.sayWhere')}</p>
      )}
      {canBuy ? (
        <Button name="do" value="buy" wide icon="check">
          {t('consumer.checkout.buy', { sum: f.money(quote.totalPaise) })}
        </Button>
      ) : quote && quote.shops.length === 0 ? (
        <LinkButton href="/basket" wide tone="plain">
          {t('consumer.checkout.toBasket')}
        </LinkButton>
      ) : null}
      <Button name="do" value="review" wide tone="plain" icon="repeat">
        {t('consumer.checkout.review')}
      </Button>
      <p class="quiet">
        <Icon name="info" /> {t('consumer.checkout.cancelFree')}
      </p>
    </Card>
  )
}
