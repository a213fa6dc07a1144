import type { ComponentChildren } from 'preact'
import { useView } from '../page/view.ts'

/**
 * A part of a page that keeps itself up to date: asked for again every few seconds while the page is seen, and at
 * once when the reader comes back to it (islands/shell.ts holds it back in between). Without script there is a link to look again. `src` answers the same part as a fragment.
 */
export function Live({
  id,
  src,
  seconds = 5,
  children,
}: {
  id: string
  src: string
  seconds?: number
  children: ComponentChildren
}) {
  const { t, path } = useView()
  return (
    <>
      <div
        id={id}
        class="live"
        aria-live="polite"
        hx-get={src}
        hx-trigger={`every ${seconds}s, visibilitychange from:document`}
        hx-swap="innerMorph"
      >
        {children}
      </div>
      <noscript>
        <p>
          <a class="button plain" href={path}>
            {t('common.action.reload')}
          </a>
        </p>
      </noscript>
    </>
  )
}
