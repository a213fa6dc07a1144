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
  void reply.setCookie(cookie, JSON.stringify(fitting(notice)), cookieOf(request, 60))

/** Browsers drop a cookie of more than 4096 bytes; so much of it is for values, as they are written there. */
const mostBytes = 3000
const graphemes = new Intl.Segmenter('hi', { granularity: 'grapheme' })
const quotesBytes = 6
const writtenBytes = (text: string): number => encodeURIComponent(JSON.stringify(text)).length

/** The notice with its values cut short, where they are too long for a cookie, between letters as people see them. */
export function fitting({ key, values }: NoticeText): NoticeText {
  const texts = Object.values(values ?? {}).filter((value) => typeof value === 'string')
  const most = Math.floor(mostBytes / Math.max(1, texts.length))
  const short = Object.entries(values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? cut(value.toWellFormed(), most) : value,
  ])
  return values ? { key, values: Object.fromEntries(short) } : { key }
}

function cut(text: string, most: number): string {
  // Each character takes a byte at least: what lies behind need not be looked at.
  const head = text.slice(0, most)
  if (head === text && writtenBytes(text) <= most) return text
  let kept = ''
  let bytes = writtenBytes('…')
  for (const { segment } of graphemes.segment(head.toWellFormed())) {
    bytes += writtenBytes(segment) - quotesBytes
    if (bytes > most) break
    kept += segment
  }
  return `${kept}…`
}

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
