import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { docsPolicy } from '../../platform/http/index.ts'
import { ApiProblem } from '../api/client.ts'
import { accessTokenOf, type WebDeps } from '../page/index.ts'

/** Somebody else's pages, as a plugin of Fastify: they know nothing of who may see them. */
export type Board = (app: FastifyInstance, options: { prefix?: string }, done: () => void) => void

const policy = Object.entries(docsPolicy)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ')

/** Letters of other sites, which the policy would refuse anyway. */
const foreignStyles = /<link[^>]*href="https?:\/\/[^>]*>/g

/**
 * A board behind the sign-in of operators, to look only: 401 for who is not signed in, 403 for all others, and
 * whatever would change something is refused.
 */
export const guardedBoard =
  ({ inner }: Pick<WebDeps, 'inner'>, board: Board): FastifyPluginAsync =>
  async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers({ 'content-security-policy': policy, 'cache-control': 'no-store' })
      const refuse = (status: 401 | 403 | 405, text: string) =>
        reply.code(status).type('text/plain; charset=utf-8').send(text)
      const accessToken = await accessTokenOf(inner, request, reply)
      if (!accessToken) return refuse(401, 'Sign in as an operator: /sign-in?next=/govern/queues')
      try {
        const me = await inner({ request, accessToken })('getMe')
        if (!me.operator) return refuse(403, 'This is for operators of the market.')
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.problem.status !== 401) throw error
        return refuse(401, 'Sign in again: /sign-in?next=/govern/queues')
      }
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return refuse(405, 'This board is for looking. Failed events are revived by `haat outbox revive`.')
      return undefined
    })
    scope.addHook('onSend', async (_request, reply, payload) =>
      String(reply.getHeader('content-type')).startsWith('text/html') && typeof payload === 'string'
        ? payload.replaceAll(foreignStyles, '')
        : payload,
    )
    await scope.register(board as unknown as FastifyPluginAsync)
  }
