import { pino } from 'pino'
import type { Test } from 'tap'
import { z } from 'zod'
import { HaatError } from '../../src/kernel/errors.ts'
import { newId } from '../../src/kernel/ids.ts'
import {
  contract,
  createHttpApp,
  type HaatApp,
  type HttpOptions,
  type Routes,
} from '../../src/platform/http/index.ts'

const accountId = newId('account')
const sessionId = newId('session')

/** An HTTP server with these routes alone; `Bearer good` is a person. Closed when the test ends. */
export async function bareApp(
  t: Test,
  routes: readonly Routes[],
  options: Partial<HttpOptions> = {},
): Promise<HaatApp> {
  const no = async (): Promise<never> => {
    throw new HaatError('unauthenticated', 'unauthenticated', 'No.')
  }
  const app = await createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: {
      person: async (token) => (token === 'good' ? { kind: 'person', accountId, sessionId } : no()),
      provider: no,
      isOperator: async () => false,
    },
    routes,
    trustProxy: false,
    rateLimitPerMinute: 1_000_000,
    ...options,
  })
  t.teardown(() => app.close())
  return app
}

/** A public GET route that answers what `handle` gives. */
export const getRoute =
  (url: string, handle: () => unknown, access: 'public' | 'person' = 'public'): Routes =>
  (app) =>
    void app.get(
      url,
      contract({
        operationId: url.replaceAll(/\W/g, '') || 'root',
        summary: 'A route',
        tag: 'test',
        access,
        replies: { 200: z.any() },
        example: { reply: {} },
      }),
      async () => handle(),
    )

/** A public POST route with a JSON body. */
export const postRoute =
  (url: string, handle: (body: unknown) => unknown): Routes =>
  (app) =>
    void app.post(
      url,
      contract({
        operationId: `post${url.replaceAll(/\W/g, '')}`,
        summary: 'A route',
        tag: 'test',
        access: 'public',
        body: z.any(),
        replies: { 200: z.any() },
        example: { body: {}, reply: {} },
      }),
      async (request) => handle(request.body),
    )
