import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isMessageKey, type MessageKey, type Values } from '../i18n/index.ts'
import { cookieOf } from './session.ts'

/** What is told once on the page after a form: it goes with the redirect, in a cookie of one minute. */
export interface NoticeText {
  key: MessageKey
  values?: Values | undefined
}

const cookie = 'haat_notice'
const shape = z.object({
  key: z.string().refine(isMessageKey),
  values: z.record(z.string(), z.string().or(z.number())).optional(),
})

export const keepNotice = (request: FastifyRequest, reply: FastifyReply, notice: NoticeText): void =>
  void reply.setCookie(cookie, JSON.stringify(notice), cookieOf(request, 60))

/** Takes the notice from the cookie; whatever a browser made up is not shown. */
export function takeNotice(request: FastifyRequest, reply: FastifyReply): NoticeText | undefined {
  const kept = request.cookies[cookie]
  if (!kept) return undefined
  reply.clearCookie(cookie, { path: '/' })
  try {
    const read = shape.safeParse(JSON.parse(kept))
    return read.success ? (read.data as NoticeText) : undefined
  } catch {
    return undefined
  }
}
