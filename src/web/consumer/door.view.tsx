import type { Problem, Reply } from '../api/client.ts'
import {
  Button,
  Card,
  Field,
  Form,
  HiddenField,
  Notice,
  RadioGroup,
  Select,
  Timeline,
} from '../components/index.ts'
import { fieldTexts, useView } from '../page/index.ts'
import { slotText } from './checkout.form.ts'
import { knownEntries, type Order, type Shipment } from './order-states.tsx'

export type Door = Reply<'getDoor'>
type Question = NonNullable<Door['question']>
type Choice = Question['choices'][number]

interface DoorProps {
  order: Order
  door: Door | undefined
  shipment?: Shipment | undefined
  problem?: Problem | undefined
  typed?: Readonly<Record<string, string>>
}

/** What the buyer is asked after an attempt that failed, and what was decided. */
export function AtTheDoor(props: DoorProps) {
  const { door, shipment } = props
  const view = useView()
  const { t, f } = view
  if (!door || (!door.question && door.decisions.length === 0)) return null
  const { question, decisions } = door
  const decided = decisions.map((one) => ({
    title: t(one.by === 'buyer' ? 'consumer.door.byYou' : 'consumer.door.byTime', {
      answer: [t(`consumer.door.answer.${one.answer}`), one.slot && f.span(one.slot.from, one.slot.until)]
        .filter(Boolean)
        .join(', '),
    }),
    at: one.decidedAt,
    note: [one.note, t(`consumer.door.told.${one.told}`)].filter(Boolean).join(' · '),
    state: 'done' as const,
  }))
  const known = knownEntries(view, shipment).filter(({ instruction }) => instruction !== 'cancel')
  return (
    <section class="stack-tight at-the-door">
      {question && <Ask {...props} question={question} />}
      {decisions.length > 0 && (
        <Card title={t('consumer.door.decided')}>
          <Timeline entries={[...decided, ...known].sort((one, other) => one.at.localeCompare(other.at))} />
        </Card>
      )}
    </section>
  )
}

function Ask({ order, question, problem, typed = {} }: DoorProps & { question: Question }) {
  const view = useView()
  const { t, f } = view
  const errors = fieldTexts(view, problem)
  const offers = (choice: Choice) => question.choices.includes(choice)
  const action = `/orders/${order.orderId}/door`
  const form = (
    choice: Choice,
    fields?: preact.ComponentChildren,
    tone: 'main' | 'plain' | 'danger' = 'main',
  ) => (
    <Form action={action} class="stack-tight">
      <HiddenField name="answer" value={choice} />
      {fields}
      <Button tone={tone}>{t(`consumer.door.answer.${choice}`)}</Button>
    </Form>
  )
  const folded = (choice: Choice, fields: preact.ComponentChildren, tone?: 'danger') =>
    offers(choice) && (
      <details class="door-choice" open={typed.answer === choice}>
        <summary>{t(`consumer.door.answer.${choice}`)}</summary>
        {form(choice, fields, tone ?? 'main')}
      </details>
    )
  const text = (name: string, label: string, value = '', optional = true, hint?: string) => (
    <Field
      name={name}
      label={label}
      value={typed[name] ?? value}
      error={errors[name]}
      maxLength={100}
      optional={optional}
      {...(hint ? { hint } : {})}
    />
  )
  return (
    <Card title={t('consumer.door.title')}>
      <p class="quiet">{t('consumer.door.attempt', { n: question.attempt, most: question.mostAttempts })}</p>
      {question.reason && <p>{t('consumer.door.why', { reason: question.reason })}</p>}
      <Notice tone="warning">
        {t('consumer.door.ask', {
          time: f.dateTime(question.answerBy),
          otherwise: t(`consumer.door.answer.${question.otherwise}`),
        })}
      </Notice>
      {offers('again') && form('again')}
      {folded(
        'slot',
        <Select
          name="slot"
          label={t('consumer.door.slot')}
          value={typed.slot ?? null}
          choices={question.slots.map((slot) => ({
            value: slotText(slot),
            label: f.span(slot.from, slot.until),
          }))}
        />,
      )}
      {folded(
        'address',
        <>
          {text('house', t('consumer.door.house'), order.drop?.line1, true, t('consumer.door.addressHint'))}
          {text('landmark', t('consumer.door.landmark'), order.drop?.landmark ?? '')}
          {text('gate', t('consumer.door.gate'))}
          {text('note', t('consumer.door.note'))}
        </>,
      )}
      {folded(
        'neighbour',
        <>
          {text('neighbour.name', t('consumer.door.name'), '', false)}
          {text('neighbour.house', t('consumer.door.neighbourHouse'), '', false)}
        </>,
      )}
      {offers('point') &&
        (question.points.length === 0 ? (
          <p class="quiet">{t('consumer.door.noPoints')}</p>
        ) : (
          folded(
            'point',
            <RadioGroup
              name="pointId"
              label={t('consumer.door.point')}
              value={typed.pointId ?? question.points[0]!.pointId}
              choices={question.points.map(({ pointId, name, line1, distanceMetres }) => ({
                value: pointId,
                label: name,
                hint: `${line1} · ${f.distance(distanceMetres)}`,
              }))}
            />,
          )
        ))}
      {folded('return', <p>{t('consumer.door.returnSure')}</p>, 'danger')}
    </Card>
  )
}

/** Who may take the parcel when the buyer is not there: named, changed, taken back. */
export function NeighbourCard({ order, door, problem, typed = {} }: DoorProps) {
  const view = useView()
  const { t } = view
  const errors = typed.answer === undefined ? fieldTexts(view, problem) : {}
  const neighbour = door?.neighbour
  const action = `/orders/${order.orderId}/neighbour`
  const form = (
    <Form action={action} class="stack-tight">
      <Field
        name="name"
        label={t('consumer.door.name')}
        value={typed.name ?? neighbour?.name ?? ''}
        error={errors.name}
        maxLength={100}
      />
      <Field
        name="house"
        label={t('consumer.door.neighbourHouse')}
        value={typed.house ?? neighbour?.house ?? ''}
        error={errors.house}
        maxLength={100}
      />
      <Button tone="plain">{t('consumer.neighbour.save')}</Button>
    </Form>
  )
  return (
    <Card title={t('consumer.neighbour.title')}>
      {neighbour ? (
        <p>{t('consumer.neighbour.now', neighbour)}</p>
      ) : (
        <p class="quiet">{t('consumer.neighbour.text')}</p>
      )}
      <details open={errors.name !== undefined || errors.house !== undefined}>
        <summary>{t(neighbour ? 'consumer.neighbour.change' : 'consumer.neighbour.save')}</summary>
        {form}
      </details>
      {neighbour && (
        <Form action={action} class="alone">
          <HiddenField name="nobody" value="yes" />
          <Button tone="plain" small>
            {t('consumer.neighbour.remove')}
          </Button>
        </Form>
      )}
    </Card>
  )
}
