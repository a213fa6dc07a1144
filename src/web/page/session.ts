import type { FastifyReply, FastifyRequest } from 'fastify'
import { ApiProblem, type InnerApi } from '../api/client.ts'

/**
 * Signed-in browsers hold the API's own tokens in cookies that no script can read: the refresh token, which is the
 * session, and the access token of the moment. Refreshing is safe from several tabs at once: the API gives the
 * same answer to each for half a minute.
 */
const sessionCookie = 'haat_session'
const accessCookie = 'haat_access'
/** So long a browser stays signed in, and the pages that it keeps open can be sent. */
export const sessionSeconds = 60 * 24 * 3600
/** The access token is renewed a little before it ends, so that none ends in the middle of a page. */
const earlySeconds = 60

interface Tokens {
  accessToken: string
  expiresInSeconds: number
  refreshToken: string
}

const isSecure = (request: FastifyRequest): boolean => request.protocol === 'https'

/** What every cookie of ours has: for this site alone, not for scripts, over TLS where there is TLS. */
export const cookieOf = (request: FastifyRequest, maxAge: number) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(request), maxAge }) as const

export function keepTokens(request: FastifyRequest, reply: FastifyReply, tokens: Tokens): void {
  reply.setCookie(sessionCookie, tokens.refreshToken, cookieOf(request, sessionSeconds))
  reply.setCookie(accessCookie, tokens.accessToken, cookieOf(request, tokens.expiresInSeconds - earlySeconds))
}

export function dropTokens(reply: FastifyReply): void {
  reply.clearCookie(sessionCookie, { path: '/' })
  reply.clearCookie(accessCookie, { path: '/' })
}

/** The access token of the visitor, renewed when its time is up; undefined for who is not signed in. */
export async function accessTokenOf(
  inner: InnerApi,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string | undefined> {
  const { [sessionCookie]: refreshToken, [accessCookie]: accessToken } = request.cookies
  if (accessToken || !refreshToken) return accessToken
  try {
    const tokens = await inner({ request, accessToken: undefined })('refreshTokens', {
      body: { refreshToken },
    })
    keepTokens(request, reply, tokens)
    return tokens.accessToken
  } catch (error) {
    if (!(error instanceof ApiProblem) || ![400, 401].includes(error.problem.status)) throw error
    dropTokens(reply)
    return undefined
  }
}
