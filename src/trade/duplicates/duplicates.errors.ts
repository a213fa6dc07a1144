import { HaatError } from '../../kernel/errors.ts'

/** They are one product by now, so nobody can say that they are two. */
export const mergedPair = (): HaatError =>
  new HaatError(
    'conflict',
    'pairMerged',
    'These two were merged. Undo the merge, and they are kept apart from then on.',
  )
