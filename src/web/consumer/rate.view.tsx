import type { Reply } from '../api/client.ts'
import { Button, Card, Form, RadioGroup, Stars, TextArea } from '../components/index.ts'
import { useView } from '../page/index.ts'
import type { Order } from './order-states.tsx'

/** What the buyer says of an order. */
export function Rate({
  order,
  rating: { rating, open },
  typed,
}: {
  order: Order
  rating: Reply<'getOrderRating'>
  typed?: Readonly<Record<string, string>>
}) {
  const { t, f } = useView()
  if (!open && !rating) return null
  const said = rating && (
    <p class="row">
      <Stars mean={rating.stars} label={t('consumer.ratings.stars', { n: rating.stars })} />
      <span>{rating.text}</span>
    </p>
  )
  const form = (
    <Form action={`/orders/${order.orderId}/rating`}>
      <RadioGroup
        name="stars"
        label={t('consumer.rate.stars')}
        value={typed?.stars ?? (rating ? String(rating.stars) : undefined)}
        choices={([5, 4, 3, 2, 1] as const).map((n) => ({
          value: String(n),
          label: `${'★'.repeat(n)} ${t(`consumer.rate.${n}`)}`,
        }))}
      />
      <TextArea
        name="text"
        label={t('consumer.rate.text')}
        hint={t('consumer.rate.hint')}
        value={typed?.text ?? rating?.text}
        rows={3}
        maxLength={500}
        optional
      />
      <Button>{t('consumer.rate.send')}</Button>
    </Form>
  )
  return (
    <Card title={rating ? t('consumer.rate.yours') : t('consumer.rate.title')} class="rate">
      {said}
      {open &&
        (rating ? (
          <details>
            <summary>{t('consumer.rate.change', { date: f.date(rating.changeableUntil) })}</summary>
            {form}
          </details>
        ) : (
          form
        ))}
    </Card>
  )
}
