import { type ContactLine, type ContactSide, contactWords, otherSide } from '../../delivery/door/index.ts'
import type { Reply } from '../api/client.ts'
import { isMessageKey } from '../i18n/index.ts'
import { useView } from '../page/index.ts'
import { Button } from './button.tsx'
import { Form, HiddenField } from './form.tsx'
import { Card, Timeline } from './layout.tsx'

/** Two of buyer, rider and shop reach each other by a press: what was said, and what can be said now. */
export function ContactCard({
  contact,
  line,
  side,
  action,
}: {
  contact: Reply<'getContact'>
  line: ContactLine
  /** Who reads. */
  side: ContactSide
  action: string
}) {
  const { t } = useView()
  const other = otherSide(line, side)
  const words = (contactWords[line] as Partial<Record<ContactSide, readonly string[]>>)[side] ?? []
  const said = (word: string) => {
    const key = `common.contact.word.${word}`
    return isMessageKey(key) ? t(key) : word
  }
  if (!contact.open && contact.said.length === 0) return null
  return (
    <Card title={t(`common.contact.reach.${other}`)} class="contact">
      {contact.said.length > 0 && (
        <Timeline
          entries={contact.said.map((one) => ({
            title: one.word === null ? t(`common.contact.called.${one.side}`) : said(one.word),
            at: one.saidAt,
            note: t(`common.contact.from.${one.side}`),
            state: 'done' as const,
          }))}
        />
      )}
      {contact.open && (
        <>
          <p class="quiet">{t('common.contact.hint', { n: contact.messagesLeft })}</p>
          <div class="button-row">
            {contact.messagesLeft > 0 &&
              words.map((word) => (
                <Form key={word} action={action} class="inline">
                  <HiddenField name="word" value={word} />
                  <Button tone="plain">{said(word)}</Button>
                </Form>
              ))}
            {contact.callsLeft > 0 && (
              <Form action={action} class="inline">
                <HiddenField name="call" value="yes" />
                <Button tone="plain" icon="phone">
                  {t(`common.contact.call.${other}`)}
                </Button>
              </Form>
            )}
          </div>
        </>
      )}
    </Card>
  )
}
