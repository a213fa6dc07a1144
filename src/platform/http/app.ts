import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { HaatError } from '../../kernel/errors.ts'
import { beginSpan, cleanTraceparent, type RunningSpan, runWithContext } from '../telemetry/index.ts'
import { type DocsOptions, documentRoutes } from './docs.ts'
import { type Authenticators, guardRoutes } from './guard.ts'
import type { HaatApp, Routes } from './haat-app.ts'
import { linkPages, secureAnswers } from './headers.ts'
import { shareProblems } from './openapi.ts'
import { sendProblem } from './problem.ts'
import { limitRates } from './rate-limit.ts'
import { closeConnections, type HttpTimeouts, serverLimits } from './server.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body's text as it came, in endpoints whose access is `signature`: what the sender signed. */
    rawBody: string
  }
}

export interface HttpOptions {
  log: Logger
  authenticators: Authenticators
  routes: readonly Routes[]
  /** How many reverse proxies in front add to `X-Forwarded-For`; further entries are the caller's own words. */
  trustProxy: number | false
  rateLimitPerMinute: number
  /** Redis through which several processes count rates together. */
  redisUrl?: string | undefined
  timeouts?: Partial<HttpTimeouts>
  docs?: DocsOptions
  /** Called when the server begins to close: ends what would otherwise keep connections open for long. */
  onClosing?: () => Promise<unknown>
  /** Called at the end of each request, for metrics. */
  observe?: (request: { route: string; method: string; status: number; durationMs: number }) => void
}

/** The HTTP server with everything that holds for all modules; it does not listen yet. */
export async function createHttpApp(options: HttpOptions): Promise<HaatApp> {
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'correlationId' }),
    trustProxy: (_address, hop) => hop < (options.trustProxy || 0),
    ...serverLimits(options.log, options.timeouts),
    genReqId: (request) => cleanId(request.headers['x-correlation-id']) ?? randomUUID(),
    // While closing, whoever is connected gets a last answer, with `connection: close`.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    // Addresses that the router cannot read never reach the error handler.
    frameworkErrors: (error, request, reply) => void sendProblem(addressProblem(error), request, reply),
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      new HaatError('notFound', 'noSuchAddress', 'There is nothing at this address.'),
      request,
      reply,
    ),
  )

  followRequests(app, options)
  secureAnswers(app)
  linkPages(app)
  const { onClosing } = options
  if (onClosing) app.addHook('preClose', async () => void (await onClosing()))
  closeConnections(app)
  app.addHook('preParsing', (request, _reply, payload, done) =>
    done(
      request.url.includes('%00') ? unreadable('The address holds a character that no text may hold.') : null,
      payload,
    ),
  )
  parseJsonStrictly(app)

  const { rateLimitPerMinute: perMinute, redisUrl, log } = options
  await limitRates(app, { perMinute, redisUrl, log })
  guardRoutes(app as unknown as FastifyInstance, options.authenticators)
  await documentRoutes(app as unknown as HaatApp, options.docs)
  // Routes are added in a plugin, so that the documentation's own hook is there before them.
  await app.register(async (scope) => {
    for (const routes of options.routes) routes(scope as unknown as HaatApp)
  })
  return app as unknown as HaatApp
}

/** Gives each request its correlation id, its span, its line in the log and its place in the metrics. */
function followRequests(app: HaatApp, options: HttpOptions): void {
  const spans = new WeakMap<object, RunningSpan>()
  app.addHook('onRequest', (request, reply, done) => {
    const traceparent = cleanTraceparent(request.headers.traceparent)
    reply.header('x-correlation-id', request.id)
    const span = beginSpan(
      { name: `${request.method} ${request.routeOptions.url ?? 'none'}`, kind: 'server' },
      { correlationId: request.id, ...(traceparent ? { traceparent } : {}) },
    )
    spans.set(request, span)
    runWithContext(span.context, done)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const measured = {
      route,
      method: request.method,
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    }
    options.observe?.(measured)
    spans.get(request)?.end({
      attributes: { 'http.route': route, 'http.response.status_code': reply.statusCode },
      ...(reply.statusCode >= 500 ? { error: `answered ${reply.statusCode}` } : {}),
    })
    request.log.info(measured, 'request')
    done()
  })
}

const addressProblem = (error: Error): HaatError =>
  new HaatError('notFound', 'noSuchAddress', 'There is nothing at this address.', { cause: error })

const cleanId = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : undefined

const unreadable = (why: string) => new HaatError('invalid', 'unreadableText', why)

// What JSON's grammar and UTF-8 leave out already can only come in by an escape. To look at each value by itself takes
// several times as long as to read them; it bounds how deep a body may nest, too, so others than those of thousands of
// items are looked at.
const mayHoldUnkeepable = (source: string): boolean => source.includes('\\u') || source.includes('__proto__')

function requireKeepable(key: string, value: unknown): unknown {
  if (
    key === '__proto__' ||
    key.includes('\0') ||
    (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
  ) {
    throw unreadable(
      'The body holds text that cannot be kept: a NUL character, half a character, or a reserved name.',
    )
  }
  return value
}

/** JSON whose text the database can keep: no NUL, no half of a surrogate pair, no `__proto__`. */
function parseJsonStrictly(app: HaatApp): void {
  app.removeAllContentTypeParsers()
  app.decorateRequest('rawBody', '')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    const source = text as string
    const { contract } = request.routeOptions.config
    if (contract?.access === 'signature') request.rawBody = source
    if (source.length === 0) return done(null, undefined)
    try {
      const isPlain = contract?.readBody !== undefined && !mayHoldUnkeepable(source)
      const body: unknown = JSON.parse(source, isPlain ? undefined : requireKeepable)
      done(null, body)
    } catch (error) {
      done(
        error instanceof HaatError
          ? error
          : new HaatError('invalid', 'malformedJson', 'The body is not valid JSON.', { cause: error }),
      )
    }
  })
}

/** The published contract of the API as an OpenAPI 3.1 document. Routes must be ready. */
export const openApiDocument = (app: HaatApp): object => shareProblems(app.swagger())
