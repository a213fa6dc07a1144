import type { ComponentChildren } from 'preact'
import { useView } from '../page/view.ts'

/**
 * A part of a page that keeps itself up to date: asked for again every few seconds while the page is seen, and at
 * once when the reader comes back to it (islands/shell.ts holds it back in between). Without script there is a link to look again. `src` answers the same part as a fragment.
 * With `stream`, the address of server-sent events and their name, it is asked for whenever one comes instead (islands/stream.ts, which
 * the page has to name); `seconds` counts then only while the stream is broken.
 */
export function Live({
  id,
  src,
  seconds = 5,
  stream,
  children,
}: {
  id: string
  src: string
  seconds?: number
  stream?: { src: string; event: string } | undefined
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
        data-stream={stream?.src}
        data-event={stream?.event}
        data-seconds={stream && seconds}
        hx-trigger={`${stream ? 'told' : `every ${seconds}s`}, visibilitychange from:document`}
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
