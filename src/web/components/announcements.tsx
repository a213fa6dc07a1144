import type { Reply } from '../api/client.ts'
import { useView } from '../page/view.ts'
import { Notice } from './message.tsx'

/** What the market's operators tell the readers of a door, in their language. */
export function Announcements({ items }: { items: Reply<'listAnnouncements'>['items'] }) {
  const { lang } = useView()
  return (
    <>
      {items.map((one) => (
        <Notice key={one.announcementId}>
          <strong>{lang === 'hi' ? one.titleHi : one.title}</strong>
          <p>{lang === 'hi' ? one.bodyHi : one.body}</p>
        </Notice>
      ))}
    </>
  )
}
