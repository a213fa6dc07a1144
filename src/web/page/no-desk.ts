import { ApiProblem } from '../api/client.ts'
import { type PageResult, seeOther } from './results.ts'
import type { View } from './view.ts'

/**
 * The answer to who acts for nobody at this door: led to its beginning, `home`; and what has a name in its address
 * belongs to others, so it is not there. Throws `ApiProblem` (404) for the latter.
 */
export function noDesk({ params, request, t }: View, home: string): PageResult {
  if (Object.keys(params).length === 0) return seeOther(home)
  const title = t('common.error.notFound.title')
  throw new ApiProblem({
    type: 'about:blank',
    title,
    status: 404,
    code: 'notFound',
    detail: title,
    correlationId: String(request.id),
  })
}
