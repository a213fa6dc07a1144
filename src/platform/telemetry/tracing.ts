import {
  type Attributes,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import type { Logger } from 'pino'
import { messageOf } from '../../kernel/errors.ts'
import { currentContext, knownContext, type RequestContext, runWithContext } from './context.ts'
import { redactLine } from './redact.ts'

export type SpanOptions = {
  name: string
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer'
  attributes?: Attributes
}

/** A span that has begun. `end` is called once. */
export type RunningSpan = {
  /** What to run the spanned work in: its spans become children of this one. */
  context: RequestContext
  end(result?: { attributes?: Attributes; error?: unknown }): void
}

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

let tracer: Tracer | undefined

/**
 * Starts sending traces to an OTLP endpoint (its base address, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it).
 * Without an endpoint nothing is loaded and `withSpan` only calls its function. How many traces are kept
 * is for the standard variable `OTEL_TRACES_SAMPLER` to say. `stop` sends what is left, for at most 5 s.
 */
export function startTracing({
  endpoint,
  serviceName,
  log,
}: {
  endpoint: string | undefined
  serviceName: string
  /** Hears when traces cannot be sent. */
  log?: Logger
}): { ready: Promise<void>; stop(): Promise<void> } {
  if (!endpoint) return { ready: Promise.resolve(), stop: async () => {} }
  if (log) diag.setLogger(diagnosticsTo(log), DiagLogLevel.WARN)
  const loading = loadProvider(endpoint, serviceName)
  return {
    ready: loading.then((provider) => {
      tracer = provider.getTracer('haat')
    }),
    async stop() {
      const provider = await loading
      tracer = undefined
      // Traces that cannot be delivered are no reason for a shutdown to fail.
      await provider
        .shutdown()
        .catch((error) => diag.warn('the last traces were not delivered', messageOf(error)))
    },
  }
}

function diagnosticsTo(log: Logger) {
  const say =
    (level: 'error' | 'warn' | 'debug') =>
    (message: string, ...more: unknown[]) =>
      log[level]({ more: more.map(messageOf) }, `tracing: ${message}`)
  return {
    error: say('error'),
    warn: say('warn'),
    info: say('debug'),
    debug: say('debug'),
    verbose: say('debug'),
  }
}

async function loadProvider(endpoint: string, serviceName: string) {
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ])
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: 5000,
  })
  return new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000, exportTimeoutMillis: 5000 }),
    ],
  })
}

/** True while spans are made: to spare the making of costly attributes. */
export const isTracing = (): boolean => tracer !== undefined

/**
 * Begins a span under `parent` (the running request or job unless given), for work that does not fit into
 * one function. Without tracing it costs one look at a variable, and `context` is the parent itself.
 */
export function beginSpan(options: SpanOptions, parent: RequestContext = currentContext()): RunningSpan {
  if (!tracer) return { context: parent, end: () => {} }
  const { name, kind = 'internal', attributes = {} } = options
  const span = tracer.startSpan(
    name,
    { kind: KINDS[kind], attributes: { ...attributes, 'haat.correlation_id': parent.correlationId } },
    readTraceparent(parent.traceparent),
  )
  const { traceId, spanId, traceFlags } = span.spanContext()
  const traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
  return {
    context: { ...parent, traceparent },
    end({ attributes: more, error } = {}) {
      if (more) span.setAttributes(more)
      if (error !== undefined) {
        // Messages of errors may quote what people typed: they leave the house as cleaned as log lines do.
        const message = redactLine(messageOf(error))
        span.setStatus({ code: SpanStatusCode.ERROR, message })
        span.recordException({ name: error instanceof Error ? error.name : 'Error', message })
      }
      span.end()
    },
  }
}

/** Runs `work` in a span of its own. What it throws marks the span as failed and is thrown on. */
export async function withSpan<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  kind: SpanOptions['kind'] = 'internal',
): Promise<T> {
  if (!tracer) return work()
  const span = beginSpan({ name, kind, attributes })
  try {
    const result = await runWithContext(span.context, work)
    span.end()
    return result
  } catch (error) {
    span.end({ error })
    throw error
  }
}

/** The headers that carry a context on to another process: correlation id and W3C trace context. */
export function injectTrace(context = knownContext()): Record<string, string> {
  if (!context) return {}
  return {
    'x-correlation-id': context.correlationId,
    ...(context.traceparent ? { traceparent: context.traceparent } : {}),
  }
}

/** Runs `work` as part of the trace that a job or a webhook brought along; without one, as it is. */
export function runWithTrace<T>(traceparent: string | undefined, work: () => T): T {
  return traceparent ? runWithContext({ ...currentContext(), traceparent }, work) : work()
}

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-|$)/

/** A caller's trace context when it is one; anything else would travel through every job and call that follows. */
export const cleanTraceparent = (header: unknown): string | undefined =>
  typeof header === 'string' && header.length <= 55 && TRACEPARENT.test(header) ? header : undefined

function readTraceparent(text: string | undefined) {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? []
  if (!traceId || !spanId || !flags) return ROOT_CONTEXT
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true }
  return trace.setSpanContext(ROOT_CONTEXT, remote)
}
