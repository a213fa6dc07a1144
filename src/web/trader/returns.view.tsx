import type { Reply } from '../api/client.ts'
import { Badge, Button, Card, Code, Facts, Form, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import { shortCode } from './orders.data.ts'

export type Returns = Reply<'listReturnsOfOrder'>['items']
type Returned = Returns[number]

/** What of an order goes back, and what the shop says to it. */
export function ReturnsCard({ returns }: { returns: Returns }) {
  const { t } = useView()
  if (returns.length === 0) return null
  return (
    <Card title={t('trader.return.title')} class="returns">
      {returns.map((one) => (
        <ReturnState key={one.returnId} one={one} />
      ))}
    </Card>
  )
}

const isToDecide = ({ state }: Returned): boolean =>
  state === 'asked' || state === 'escalated' || state === 'notTaken'

function ReturnState({ one }: { one: Returned }) {
  const { t, f, lang } = useView()
  const { pickup, look } = one
  const url = `/trade/orders/${one.orderId}/returns/${one.returnId}`
  const name = (line: Returned['lines'][number]) => (lang === 'hi' ? (line.nameHi ?? line.name) : line.name)
  return (
    <section class="stack-tight">
      <p>
        <Badge tone={isToDecide(one) ? 'warning' : 'neutral'}>{t(`trader.return.state.${one.state}`)}</Badge>{' '}
        {one.lines.map((line) => `${f.number(line.quantity)} × ${name(line)}`).join(', ')}
      </p>
      <Facts
        facts={[
          [t('trader.return.reason'), t(`trader.return.reason.${one.reason}`)],
          one.note ? [t('trader.return.note'), one.note] : null,
          [t('trader.return.sum'), f.money(one.goodsPaise)],
          one.photoUrl
            ? [t('trader.return.photo'), <a href={one.photoUrl}>{t('trader.return.see')}</a>]
            : null,
          look?.photoUrl
            ? [t('trader.return.riderPhoto'), <a href={look.photoUrl}>{t('trader.return.see')}</a>]
            : null,
          look && look.differs.length > 0
            ? [
                t('trader.return.differs'),
                look.differs.map((check) => t(`trader.return.check.${check}`)).join(', '),
              ]
            : null,
          look?.note ? [t('trader.return.riderNote'), look.note] : null,
          pickup?.provider ? [t('trader.return.by'), pickup.provider] : null,
        ]}
      />
      {one.answerBy && one.otherwise && (
        <p>
          {t('trader.return.answerBy', {
            time: f.dateTime(one.answerBy),
            otherwise: t(`trader.return.otherwise.${one.otherwise}`),
          })}
        </p>
      )}
      {one.ruling && (
        <p>{t('trader.return.ruled', { sum: f.money(one.ruling.goodsPaise), reason: one.ruling.reason })}</p>
      )}
      {pickup?.returnCode && (
        <>
          <Code code={pickup.returnCode} label={t('trader.return.code')} />
          <p class="quiet">{t('trader.return.codeHint')}</p>
        </>
      )}
      {isToDecide(one) && (
        <>
          <Form action={`${url}/accept`} class="inline">
            <Button icon="check">{t('trader.return.accept')}</Button>
          </Form>
          <details>
            <summary>{t('trader.return.refuse')}</summary>
            <Form action={`${url}/refuse`} class="stack-tight">
              <TextArea name="reason" label={t('trader.return.refuseWhy')} rows={2} maxLength={500} />
              <Button tone="danger">{t('trader.return.refuse')}</Button>
            </Form>
          </details>
        </>
      )}
      {one.state === 'accepted' && (
        <Form action={`${url}/receive`} class="inline">
          <Button tone="plain">{t('trader.return.receive')}</Button>
        </Form>
      )}
      {one.state === 'refunded' && one.endedBy !== 'lost' && !one.restockedAt && (
        <Form action={`${url}/restock`} class="inline">
          <Button tone="plain">{t('trader.return.restock')}</Button>
        </Form>
      )}
      {one.restockedAt && <p class="quiet">{t('trader.return.restocked')}</p>}
    </section>
  )
}

/** Goods that go back, on the page of the day. */
export function OpenReturns({ items }: { items: Returns }) {
  const { t, f } = useView()
  if (items.length === 0) return null
  return (
    <Card title={t('trader.return.open')}>
      <ul class="plain-list">
        {items.map((one) => (
          <li key={one.returnId}>
            <a href={`/trade/orders/${one.orderId}`}>
              {t('trader.return.ofOrder', { code: shortCode(one.orderId), sum: f.money(one.goodsPaise) })}
            </a>{' '}
            <Badge tone={isToDecide(one) ? 'warning' : 'neutral'}>
              {t(`trader.return.state.${one.state}`)}
            </Badge>
          </li>
        ))}
      </ul>
    </Card>
  )
}
