import {
  Badge,
  Button,
  Empty,
  Form,
  HiddenField,
  Icon,
  LinkButton,
  PageHead,
  Pager,
} from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { ShopDesk } from './desk.ts'
import { DeskBar } from './desk.view.tsx'
import { type Filter, filters, goodsName, type Listing, packOf, rupeesOf } from './goods.data.ts'

/** What a row says after it was saved or refused. */
export interface RowNote {
  tone: 'good' | 'bad'
  text: string
}

export interface GoodsPageProps {
  desk: ShopDesk
  listings: readonly Listing[]
  filter: Filter
  q: string
  next: string | undefined
  /** The row that a form without script was sent from, when it was refused. */
  refused?: { listingId: string; note: RowNote; typed: { price: string; stock: string } } | undefined
}

export function GoodsPage({ desk, listings, filter, q, next, refused }: GoodsPageProps) {
  const { t } = useView()
  const isEmptyShop = listings.length === 0 && filter === 'all' && q === ''
  return (
    <div class="stack">
      <DeskBar desk={desk} />
      <PageHead title={t('trader.nav.goods')}>
        <LinkButton href="/trade/goods/add" icon="plus">
          {t('trader.goods.add')}
        </LinkButton>
        <LinkButton href="/trade/goods/import" tone="plain" icon="upload">
          {t('trader.goods.import')}
        </LinkButton>
        {!isEmptyShop && (
          <LinkButton href="/trade/goods/pictures" tone="plain" icon="box">
            {t('trader.pictures.title')}
          </LinkButton>
        )}
        {!isEmptyShop && (
          <LinkButton href="/trade/goods/price-lists" tone="plain" icon="people">
            {t('trader.lists.title')}
          </LinkButton>
        )}
        {!isEmptyShop && (
          <LinkButton href="/trade/goods/mend" tone="plain" icon="check">
            {t('trader.mend.title')}
          </LinkButton>
        )}
      </PageHead>
      {isEmptyShop ? (
        <Empty icon="box" title={t('trader.goods.empty')}>
          <p>{t('trader.goods.empty.text')}</p>
        </Empty>
      ) : (
        <>
          <search>
            <form class="ware-search" method="get" action="/trade/goods">
              {filter !== 'all' && <input type="hidden" name="show" value={filter} />}
              <input
                type="search"
                name="q"
                value={q}
                aria-label={t('trader.goods.search')}
                placeholder={t('trader.goods.search')}
                maxLength={100}
              />
              <Button icon="search">{t('common.action.search')}</Button>
            </form>
          </search>
          <nav class="picks" aria-label={t('trader.goods.filter')}>
            {filters.map((one) => (
              <a key={one} href={goodsUrl(one, q)} aria-current={one === filter ? 'true' : undefined}>
                {t(`trader.goods.show.${one}`)}
              </a>
            ))}
          </nav>
          {listings.length === 0 ? (
            <Empty icon="search" title={t('trader.goods.none')}>
              <p>
                <a href="/trade/goods">{t('trader.goods.show.all')}</a>
              </p>
            </Empty>
          ) : (
            <ul class="wares">
              {listings.map((listing) => (
                <GoodsRow
                  key={listing.listingId}
                  listing={listing}
                  {...(refused?.listingId === listing.listingId
                    ? { note: refused.note, typed: refused.typed }
                    : {})}
                />
              ))}
            </ul>
          )}
          <Pager next={next} />
        </>
      )}
    </div>
  )
}

export const goodsUrl = (filter: Filter, q: string, cursor?: string): string => {
  const query = new URLSearchParams({
    ...(filter === 'all' ? {} : { show: filter }),
    ...(q ? { q } : {}),
    ...(cursor ? { cursor } : {}),
  })
  return `/trade/goods${query.size > 0 ? `?${query}` : ''}`
}

/** One of the goods: price and stock are changed in place. */
export function GoodsRow({
  listing,
  note,
  typed,
}: {
  listing: Listing
  note?: RowNote | undefined
  typed?: { price: string; stock: string } | undefined
}) {
  const { t, f, lang, path } = useView()
  const { listingId, shopId } = listing
  const id = `row-${listingId}`
  const name = goodsName(listing, lang)
  const url = `/trade/shops/${shopId}/goods/${listingId}`
  const back = path.startsWith('/trade/goods') ? path : '/trade/goods'
  const swap = { 'hx-target': `#${id}`, 'hx-swap': 'outerHTML' }
  return (
    <li class={`listing-row${listing.status === 'paused' ? ' paused' : ''}`} id={id}>
      <div class="ware-name">
        <a href={`/trade/goods/${listingId}`}>
          <strong>{name}</strong>
        </a>
        <span class="quiet">
          {packOf(listing)} · {listing.sku} · {t('trader.goods.mrp', { price: f.money(listing.mrpPaise) })}
        </span>
        <span class="row ware-tags">
          {listing.status === 'paused' && <Badge>{t('trader.goods.paused')}</Badge>}
          {listing.available === 0 && <Badge tone="bad">{t('trader.goods.out')}</Badge>}
          {listing.reserved > 0 && (
            <Badge tone="info">{t('trader.goods.reserved', { n: listing.reserved })}</Badge>
          )}
        </span>
      </div>
      <Form action={url} class="ware-edit" more={{ 'hx-post': url, ...swap }}>
        <HiddenField name="version" value={listing.version} />
        <HiddenField name="wasPrice" value={rupeesOf(listing.pricePaise)} />
        <HiddenField name="wasStock" value={listing.available} />
        <HiddenField name="back" value={back} />
        <label>
          <span>
            {t('trader.goods.price')} <span class="unseen">{name}</span>
          </span>
          <input
            type="text"
            name="price"
            inputMode="decimal"
            value={typed?.price ?? rupeesOf(listing.pricePaise)}
            autocomplete="off"
            aria-describedby={note ? `${id}-note` : undefined}
          />
        </label>
        <label>
          <span>
            {t('trader.goods.stock')} <span class="unseen">{name}</span>
          </span>
          <input
            type="text"
            name="stock"
            inputMode="numeric"
            value={typed?.stock ?? listing.available}
            autocomplete="off"
          />
        </label>
        <Button tone="plain">
          {t('common.action.save')}
          <span class="unseen">: {name}</span>
        </Button>
      </Form>
      <Form
        action={`${url}/${listing.status === 'paused' ? 'resume' : 'pause'}`}
        class="ware-pause"
        more={{ 'hx-post': `${url}/${listing.status === 'paused' ? 'resume' : 'pause'}`, ...swap }}
      >
        <HiddenField name="back" value={back} />
        <Button tone="quiet" small>
          {t(listing.status === 'paused' ? 'trader.goods.resume' : 'trader.goods.pause')}
          <span class="unseen">: {name}</span>
        </Button>
      </Form>
      <p class={`ware-note ${note?.tone ?? ''}`} id={`${id}-note`} role="status">
        {note && (
          <>
            <Icon name={note.tone === 'good' ? 'check' : 'warning'} /> {note.text}
          </>
        )}
      </p>
    </li>
  )
}
