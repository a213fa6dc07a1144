import type { Problem } from '../api/client.ts'
import { useView } from '../page/view.ts'
import { Notice } from './message.tsx'

type Errors = NonNullable<Problem['errors']>

/** Where in a file of rows something is wrong, as the API says it; undefined for what is wrong with the whole file. */
export function placeOf({ detail }: Errors[number]): { row: number; column: string } | undefined {
  const [found, row, column] = /^row (\d+), (\w+)/.exec(detail) ?? []
  return found ? { row: Number(row), column: column! } : undefined
}

/** What in a file of rows cannot be read: row by row, and `why` a column is wrong where a page can say it. */
export function WrongSheet({
  errors,
  columns,
  why,
}: {
  errors: Errors
  /** The headings that it needs. */
  columns: readonly string[]
  why?: (column: string) => string | undefined
}) {
  const { t } = useView()
  return (
    <Notice tone="bad">
      <p>{t('common.sheet.wrong')}</p>
      <ul>
        {errors.map((error, nth) => {
          const place = placeOf(error)
          const reason = place && why?.(place.column)
          return (
            <li key={nth}>
              {place
                ? t('common.sheet.row', place)
                : t('common.sheet.heads', { columns: columns.join(', ') })}
              {reason && `: ${reason}`}
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
