export { currentContext, knownContext, type RequestContext, runWithContext } from './context.ts'
export { createLogger, type LoggerOptions } from './log.ts'
export { createMetrics, type MetricDeclaration, type Metrics } from './metrics.ts'
export {
  beginSpan,
  cleanTraceparent,
  injectTrace,
  isTracing,
  type RunningSpan,
  runWithTrace,
  type SpanOptions,
  startTracing,
  withSpan,
} from './tracing.ts'
