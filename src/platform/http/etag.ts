import type { FastifyReply, FastifyRequest } from 'fastify'
import { HaatError } from '../../kernel/errors.ts'

/** Marks a reply with the version of the object in it. */
export const sendVersion = (reply: FastifyReply, version: number): FastifyReply =>
  reply.header('etag', `"${version}"`)

/** The version that `If-Match` names. Throws `preconditionRequired` without it, `stale` for one we never gave. */
export function expectedVersion(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (!header) {
    throw new HaatError(
      'preconditionRequired',
      'ifMatchRequired',
      'Send If-Match with the ETag of the version that you change.',
    )
  }
  const match = /^"(\d{1,9})"$/.exec(header)
  if (!match) throw stale()
  return Number(match[1])
}

export const stale = (): HaatError =>
  new HaatError('stale', 'stale', 'Somebody changed this meanwhile. Read it again and repeat your change.')
