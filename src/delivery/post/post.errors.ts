import { HaatError } from '../../kernel/errors.ts'

export const notATrackingFile = (): HaatError =>
  new HaatError(
    'unprocessable',
    'notATrackingFile',
    'This is no tracking file. Its first line names the columns: article number, event, date, time.',
  )
