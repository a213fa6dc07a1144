import type { HaatApp } from './haat-app.ts'

/** What the documentation's page may load: its own files, icons in its styles, and the styles that it writes itself. */
export const docsPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'self'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/**
 * The headers that every answer bears. They are set first, so that pages may set their own in their place and
 * streams have them, too.
 */
export function secureAnswers(app: HaatApp): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': closed,
    })
    const access = request.routeOptions.config.contract?.access
    // What one person may see is for no cache.
    if (access !== undefined && access !== 'public') reply.header('cache-control', 'no-store')
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000')
    done()
  })
}

/** `Link: <…>; rel="next"` (RFC 8288) on every list that goes on. */
export function linkPages(app: HaatApp): void {
  app.addHook('preSerialization', (request, reply, payload, done) => {
    const next = (payload as { nextCursor?: unknown } | null)?.nextCursor
    if (typeof next === 'string' && request.method === 'GET') {
      const [path, query] = request.url.split('?', 2)
      const parameters = new URLSearchParams(query)
      parameters.set('cursor', next)
      reply.header('link', `<${path}?${parameters}>; rel="next"`)
    }
    done(null, payload)
  })
}
