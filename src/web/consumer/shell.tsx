import type { ComponentChildren } from 'preact'
import { Icon } from '../components/index.ts'
import { type html, useView } from '../page/index.ts'
import type { Buyers } from './buyer.ts'
import { BuyerBar } from './buyer.view.tsx'
import type { Place } from './place.ts'
import { PlaceLine } from './place.view.tsx'

export type PageOf = Parameters<typeof html>[0]

/** A page of the shop: where one is and the search box on top. */
export function Shell({
  place,
  q,
  buyers,
  children,
}: {
  place: Place | undefined
  /** For whom one may buy; where goods are shown. */
  buyers?: Buyers | undefined
  q?: string | undefined
  children: ComponentChildren
}) {
  return (
    <>
      <div class="shop-bar">
        <PlaceLine place={place} />
        <SearchBox q={q} />
      </div>
      {buyers && <BuyerBar buyers={buyers} />}
      {children}
    </>
  )
}

/** The search box. `within` searches in one shop, by an address of its own and without suggestions. */
export function SearchBox({
  q,
  within,
  large,
}: {
  q?: string | undefined
  within?: { href: string; label: string } | undefined
  large?: boolean
}) {
  const { t } = useView()
  const id = within ? 'search-within' : large ? 'search-large' : 'search'
  const label = within?.label ?? t('consumer.search.label')
  return (
    <search>
      <form
        method="get"
        action={within?.href ?? '/search'}
        class={`search-box${large ? ' large' : ''}`}
        {...(within
          ? {}
          : {
              'data-suggest': '/search/suggestions',
              'data-suggest-label': t('consumer.search.suggestions'),
            })}
      >
        <label class="unseen" for={id}>
          {label}
        </label>
        <div class="search-field">
          <input
            id={id}
            name="q"
            type="search"
            value={q ?? ''}
            placeholder={within?.label ?? t('consumer.search.placeholder')}
            maxLength={200}
            enterkeyhint="search"
          />
        </div>
        <button type="submit" class="button main" aria-label={t('common.action.search')}>
          <Icon name="search" />
          <span class="wide-only">{t('common.action.search')}</span>
        </button>
      </form>
    </search>
  )
}
