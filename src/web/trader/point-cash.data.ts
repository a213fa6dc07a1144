import type { Problem } from '../api/client.ts'
import { placeOf } from '../components/index.ts'

type Form = Readonly<Record<string, string>>

/** An order and what of its cash is sent on, as a checkbox says it. */
export const choiceOf = ({ orderId, heldPaise }: { orderId: string; heldPaise: number }): string =>
  `${orderId}:${heldPaise}`

const cell = (text: string): string => `"${text.trim().replaceAll('"', '""')}"`

/** The settlement file of orders that were sent on by one transfer, its day and the bank's reference as typed. */
export const sheetOf = (choices: readonly string[], form: Form): string =>
  [
    'reference,amount,date,utr',
    ...choices.map((choice) => {
      const [orderId = '', paise] = choice.split(':')
      const utr = (form.utr ?? '').replaceAll(/\s/g, '')
      return [orderId, (Number(paise) / 100).toFixed(2), form.day ?? '', utr].map(cell).join(',')
    }),
  ].join('\n')

/** By which fields of the form of a transfer it was refused, from what is wrong with the rows made of it. */
export function wrongFields(problem: Problem | undefined): ReadonlySet<'order' | 'day' | 'utr'> {
  const names = { date: 'day', utr: 'utr' } as const
  return new Set(
    (problem?.errors ?? []).map(
      (error) => names[(placeOf(error)?.column ?? '') as keyof typeof names] ?? ('order' as const),
    ),
  )
}
