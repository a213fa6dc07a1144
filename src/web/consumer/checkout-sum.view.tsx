import { Button, Card, Icon, LinkButton, Money } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Quote } from './basket.ts'
import { nameOf } from './goods.ts'

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
                  <span>{`${f.number(line.quantity)} × ${[line.brand, nameOf(view, line)].filter(Boolean).join(' ')}`}</span>
                  <Money paise={line.totalPaise} />
                </li>
              )),
            )}
          </ul>
          <dl class="sums">
            <div>
              <dt>{t('consumer.sum.goods')}</dt>
              <dd>
                <Money paise={goods} />
              </dd>
            </div>
            <div>
              <dt>{t('consumer.sum.delivery')}</dt>
              <dd>{delivery === 0 ? t('consumer.basket.free') : <Money paise={delivery} />}</dd>
            </div>
            <div class="grand">
              <dt>{t('consumer.sum.total')}</dt>
              <dd>
                <Money paise={quote.totalPaise} />
              </dd>
            </div>
          </dl>
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
