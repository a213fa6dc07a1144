import { Icon, type IconName } from '../components/icon.tsx'
import { languages, type MessageKey, offered } from '../i18n/index.ts'
import type { Assets } from './assets.ts'
import { kept } from './kept.tsx'
import type { HtmlResult } from './results.ts'
import { type Door, useView, type View } from './view.ts'

interface Entry {
  href: string
  icon: IconName
  text: MessageKey
}

/** A door's own navigation, as navigation.ts of its room has it. */
export interface Navigation {
  home: string
  entries: readonly Entry[]
  /** A number beside the entry of this address, such as what is in the basket. */
  count?: { href: string; of: (view: View) => number | Promise<number> }
}

/** That number; `later` puts it into a page that is there already. */
export function EntryCount({ n, later }: { n: number; later?: boolean }) {
  const { t, f } = useView()
  return (
    <span id="entry-count" class="entry-count" {...(later ? { 'hx-swap-oob': 'true' } : {})}>
      {n > 0 && (
        <>
          <span aria-hidden="true">{f.number(n)}</span>
          <span class="unseen">{t('common.nav.inside', { n })}</span>
        </>
      )}
    </span>
  )
}

const doors: { door: Door; href: string; text: MessageKey }[] = [
  { door: 'consumer', href: '/', text: 'common.door.consumer' },
  { door: 'trader', href: '/trade', text: 'common.door.trader' },
  { door: 'provider', href: '/deliver', text: 'common.door.provider' },
  { door: 'operator', href: '/govern', text: 'common.door.operator' },
]

/** htmx puts no styles of its own into the page (the content policy would refuse them), and asks this site alone. */
const htmxConfig = JSON.stringify({ includeIndicatorCSS: false, mode: 'same-origin', defaultTimeout: 20_000 })

/** The document around a page. */
export function Frame({
  page,
  assets,
  navigation,
  notice,
  count,
}: {
  page: HtmlResult
  assets: Assets
  navigation: Navigation
  notice: string | undefined
  /** What the navigation counts; undefined where nobody asked. */
  count: number | undefined
}) {
  const { t, lang, door } = useView()
  const urlOf = (name: string): string => {
    const asset = assets.get(name)
    if (!asset) throw new Error(`a page asks for ${name}, which is no asset`)
    return asset.url
  }
  return (
    <html lang={lang} dir={languages[lang].direction} data-door={door}>
      <head>
        <meta charset="utf-8" />
        <title>{`${page.title} · ${t('common.brand')}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#0f4c45" />
        <meta name="htmx-config" content={htmxConfig} />
        {page.refreshSeconds && (
          <noscript>
            <meta http-equiv="refresh" content={String(page.refreshSeconds)} />
          </noscript>
        )}
        <link rel="stylesheet" href={urlOf('styles')} />
        <link rel="icon" href={urlOf('icon')} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={urlOf('icon-192')} />
        <link rel="manifest" href="/manifest.webmanifest" />
        <script src={urlOf('htmx')} defer />
        {['shell', ...page.islands].map((name) => (
          <script key={name} type="module" src={urlOf(`islands/${name}`)} />
        ))}
      </head>
      <body class={page.bare ? 'bare' : undefined}>
        <a class="skip" href="#content">
          {t('common.skip')}
        </a>
        <Header page={page} navigation={navigation} count={count} />
        <main id="content" tabIndex={-1}>
          {notice && (
            <p class="notice good" role="status">
              <Icon name="check" />
              {notice}
            </p>
          )}
          {page.body}
        </main>
        {!page.bare && <Footer />}
      </body>
    </html>
  )
}

function Header({
  page,
  navigation,
  count,
}: {
  page: HtmlResult
  navigation: Navigation
  count: number | undefined
}) {
  const { t, lang, door, me } = useView()
  return (
    <header class="top">
      <div class="selvedge" aria-hidden="true" />
      <div class="bar">
        {kept(`brand ${lang} ${door}`, () => (
          <a class="brand" href={navigation.home}>
            <Icon name="brand" />
            <span>{t('common.brand')}</span>
            {door !== 'consumer' && <small>{t(doors.find((one) => one.door === door)!.text)}</small>}
          </a>
        ))}
        <div class="bar-end">
          <LanguageSwitch />
          {!page.bare &&
            (me ? (
              <a class="bar-link" href="/account">
                <Icon name="person" />
                <span>{me.name ?? t('common.nav.account')}</span>
              </a>
            ) : (
              <SignInLink />
            ))}
        </div>
      </div>
      {!page.bare && (
        <nav class="doors" aria-label={t('common.nav.label')}>
          <Entries navigation={navigation} current={page.current} count={count} />
        </nav>
      )}
    </header>
  )
}

/** So many lie side by side on the narrowest phone. */
const beside = 5

/** All entries of a door; where a phone has no room for them, it shows the first and keeps the others behind a button. */
function Entries({
  navigation: { entries, count: counted },
  current,
  count,
}: {
  navigation: Navigation
  current: string | undefined
  count: number | undefined
}) {
  const { t, lang } = useView()
  const entry = ({ href, icon, text }: Entry) => {
    const isHere = current === href
    const isCounted = count !== undefined && counted?.href === href
    const made = () => (
      <li>
        <a href={href} aria-current={isHere ? 'page' : undefined}>
          <Icon name={icon} />
          <span>{t(text)}</span>
          {isCounted && <EntryCount n={count} />}
        </a>
      </li>
    )
    return isCounted ? made() : kept(`entry ${lang} ${href} ${isHere}`, made)
  }
  if (entries.length <= beside) return <ul>{entries.map(entry)}</ul>
  const others = entries.slice(beside - 1)
  return (
    <ul>
      {entries.slice(0, beside - 1).map(entry)}
      <li class="doors-more">
        <button
          type="button"
          popovertarget="more-entries"
          aria-current={others.some(({ href }) => href === current) ? 'true' : undefined}
        >
          <Icon name="menu" />
          <span>{t('common.nav.more')}</span>
        </button>
        <ul id="more-entries" popover="auto">
          {others.map(entry)}
        </ul>
      </li>
    </ul>
  )
}

function SignInLink() {
  const { t, path } = useView()
  return (
    <a class="bar-link" href={`/sign-in?next=${encodeURIComponent(path)}`}>
      <Icon name="person" />
      <span>{t('common.nav.signIn')}</span>
    </a>
  )
}

function LanguageSwitch() {
  const { t, lang, path } = useView()
  return (
    <>
      {offered
        .filter((other) => other !== lang)
        .map((other) => (
          <a
            key={other}
            class="bar-link"
            href={`/language?to=${other}&next=${encodeURIComponent(path)}`}
            hreflang={other}
            lang={other}
            aria-label={t('common.language.switch', { name: languages[other].name })}
          >
            {languages[other].name}
          </a>
        ))}
    </>
  )
}

function Footer() {
  const { t, lang, door, me } = useView()
  const isOperator = Boolean(me?.operator)
  return kept(`footer ${lang} ${door} ${isOperator}`, () => (
    <footer class="bottom">
      <div class="bottom-in">
        <p>{t('common.footer.about')}</p>
        <nav aria-label={t('common.footer.doors')}>
          <ul>
            {doors
              .filter((one) => one.door !== door && (one.door !== 'operator' || isOperator))
              .map(({ href, text }) => (
                <li key={href}>
                  <a href={href}>{t(text)}</a>
                </li>
              ))}
            <li>
              <a href="/help">{t('common.footer.help')}</a>
            </li>
            <li>
              <a href="/docs/">{t('common.nav.docs')}</a>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  ))
}
