import { HaatError } from '../../kernel/errors.ts'

export const alreadyExcused = (): HaatError =>
  new HaatError('conflict', 'breachExcused', 'This delay is excused already. It stays as it is.')
