import type { Problem } from '../api/client.ts'
import {
  Badge,
  Button,
  Card,
  Empty,
  Facts,
  Field,
  Form,
  HiddenField,
  Icon,
  LinkButton,
  PageHead,
  ProblemNotice,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk, Trader } from './desk.ts'
import { goodsName, type Product, packOf, rupeesOf, searchOf } from './goods.data.ts'
import { AudienceField, OnlyAudience } from './listing.view.tsx'
import { offerErrors, offerFields } from './offer.errors.ts'

/** Finds goods in the catalogue that all shops share: by camera, bar code or words. */
export function FindPage({ q, found }: { q: string; found: readonly Product[] | undefined }) {
  const { t, lang } = useView()
  const search = searchOf(q)
  return (
    <div class="stack">
      <PageHead
        title={t('trader.add.title')}
        lead={t('trader.add.lead')}
        back={{ href: '/trade/goods', text: t('trader.nav.goods') }}
      />
      <search>
        <form class="ware-search card" method="get" action="/trade/goods/add" data-scan>
          <input
            type="search"
            name="q"
            value={q}
            aria-label={t('trader.add.search')}
            placeholder={t('trader.add.search')}
            maxLength={100}
            data-scan-into
          />
          <Button icon="search">{t('common.action.search')}</Button>
          <button class="button plain" type="button" data-scan-start hidden>
            <Icon name="scan" />
            <span>{t('trader.add.scan')}</span>
          </button>
          <div class="scan-stage" data-scan-stage hidden>
            <video data-scan-video muted playsInline aria-label={t('trader.add.scan.picture')} />
            <p class="quiet">{t('trader.add.scan.hint')}</p>
            <button class="button plain" type="button" data-scan-stop>
              <Icon name="cross" />
              <span>{t('common.action.close')}</span>
            </button>
          </div>
          <p class="quiet scan-said" role="status" data-scan-said data-denied={t('trader.add.scan.denied')} />
        </form>
      </search>
      {found && found.length > 0 && (
        <ul class="wares found">
          {found.map((product) => (
            <li key={product.productId} class="listing-row">
              <div class="ware-name">
                <strong>{goodsName(product, lang)}</strong>
                <span class="quiet">
                  {packOf(product)} · {product.category}
                  {product.gtin && ` · ${product.gtin.replace(/^0+/, '')}`}
                </span>
                <span class="quiet">{product.maker}</span>
              </div>
              <LinkButton href={`/trade/goods/sell?productId=${product.productId}`} icon="plus">
                {t('trader.add.sell')}
                <span class="unseen">: {goodsName(product, lang)}</span>
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      {found?.length === 0 && (
        <Empty icon="search" title={t('trader.add.none')}>
          <p>{t('trader.add.none.text')}</p>
        </Empty>
      )}
      {found && (
        <p>
          <LinkButton
            href={`/trade/goods/new${'gtin' in search ? `?gtin=${search.gtin}` : search.q ? `?name=${encodeURIComponent(search.q)}` : ''}`}
            tone={found.length === 0 ? 'main' : 'plain'}
            icon="edit"
          >
            {t('trader.add.new')}
          </LinkButton>
        </p>
      )}
    </div>
  )
}

/** Price, stock and own number of goods that the shop begins to sell. */
export function OfferFields({
  trader,
  values,
  errors,
  mrp,
}: {
  trader: Trader
  values: Readonly<Record<string, string>>
  errors: Readonly<Record<string, string>>
  /** The MRP is asked for: a new pack may carry another. */
  mrp: string
}) {
  const { t } = useView()
  return (
    <>
      <OnlyAudience tiers={trader.tiers} />
      <div class="twos">
        <Field
          name="price"
          label={t('trader.goods.price')}
          value={values.price ?? ''}
          error={errors.price}
          inputMode="decimal"
          size={8}
        />
        <Field
          name="mrp"
          label={t('trader.goods.mrp.label')}
          value={values.mrp ?? mrp}
          error={errors.mrp}
          inputMode="decimal"
          size={8}
        />
      </div>
      <div class="twos">
        <Field
          name="stock"
          label={t('trader.goods.stock')}
          value={values.stock ?? ''}
          error={errors.stock}
          inputMode="numeric"
          size={8}
        />
        <Field
          name="sku"
          label={t('trader.goods.sku')}
          hint={t('trader.goods.sku.hint')}
          value={values.sku ?? ''}
          error={errors.sku}
          maxLength={64}
          size={12}
          optional
        />
      </div>
      <AudienceField
        tiers={trader.tiers}
        values={values.soldTo?.split(' ') ?? ['consumer', 'retailer', 'wholesaler', 'distributor']}
        error={errors.soldTo}
      />
    </>
  )
}

/** The shop begins to sell goods of the shared catalogue. */
export function SellPage({
  desk,
  product,
  values,
  problem,
}: {
  desk: ShopDesk
  product: Product
  values: Readonly<Record<string, string>>
  problem: Problem | undefined
}) {
  const view = useView()
  const { t, f, lang } = view
  const errors = offerErrors(view, problem, values)
  return (
    <div class="stack">
      <PageHead
        title={goodsName(product, lang)}
        lead={packOf(product)}
        back={{ href: '/trade/goods/add', text: t('trader.add.title') }}
      />
      <ProblemNotice problem={problem} rename={offerFields} texts={errors} />
      <div class="aside">
        <Card title={t('trader.add.offer')}>
          <Form action="/trade/goods/sell">
            <HiddenField name="productId" value={product.productId} />
            <OfferFields
              trader={desk.trader}
              values={values}
              errors={errors}
              mrp={rupeesOf(product.mrpPaise)}
            />
            <Button icon="check">{t('trader.add.do')}</Button>
          </Form>
        </Card>
        <Card title={t('trader.listing.product')}>
          <Facts
            facts={[
              [t('trader.goods.mrp.label'), f.money(product.mrpPaise)],
              [t('trader.product.gtin'), product.gtin ?? '–'],
              [t('trader.product.category'), product.category],
              [t('trader.product.hsn'), `${product.hsn} (GST ${f.percent(product.gstBps / 10_000)})`],
              [t('trader.product.maker'), product.maker],
              [t('trader.product.origin'), product.origin],
              product.foodMark === 'none'
                ? null
                : [
                    t('trader.product.foodMark'),
                    <Badge tone={product.foodMark === 'veg' ? 'good' : 'warning'}>
                      {t(`trader.foodMark.${product.foodMark}`)}
                    </Badge>,
                  ],
            ]}
          />
        </Card>
      </div>
    </div>
  )
}
