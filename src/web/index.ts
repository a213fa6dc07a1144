import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrf from '@fastify/csrf-protection'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { HaatApp, Routes } from '../platform/http/index.ts'
import { createInnerApi } from './api/client.ts'
import { consumerNavigation, consumerPages } from './consumer/index.ts'
import { designPages } from './design/design.pages.tsx'
import { operatorNavigation, operatorPages } from './operator/index.ts'
import { type Board, guardedBoard } from './operator/queues.board.ts'
import {
  createPages,
  type Grievance,
  readAssets,
  serveAssets,
  sessionSeconds,
  type WebDeps,
} from './page/index.ts'
import { notFoundPages } from './page/not-found.pages.tsx'
import { providerNavigation, providerPages } from './provider/index.ts'
import { signInPages } from './sign-in/sign-in.pages.tsx'
import { traderNavigation, traderPages } from './trader/index.ts'

export type { Board } from './operator/queues.board.ts'

const doors = [
  consumerPages,
  traderPages,
  providerPages,
  operatorPages,
  signInPages,
  designPages,
  notFoundPages,
]

/**
 * The pages of the market, for people: shop, trade, deliver, govern. They ask the API of `app`, which is the very
 * app that they are added to, so it is named by a function.
 */
export const createWeb =
  ({
    app,
    grievance = {},
    queueBoard,
  }: {
    app: () => HaatApp
    grievance?: Grievance
    /** A board that looks into the queues, for operators; there is none where they lie in PostgreSQL. */
    queueBoard?: Board | undefined
  }): Routes =>
  (root) => {
    root.register(async (scope) => {
      await scope.register(cookie)
      await scope.register(csrf, {
        getToken: tokenOf,
        cookieOpts: { path: '/', httpOnly: true, sameSite: 'lax', secure: 'auto', maxAge: sessionSeconds },
      })
      await scope.register(formbody, { bodyLimit: 256 * 1024 })
      await scope.register(multipart, { throwFileSizeLimit: false })
      await scope.register(compress, {
        encodings: ['br', 'gzip'],
        threshold: 1024,
        // Pages are made anew for each reader: a middling effort packs them nearly as well at a fifth of the time.
        brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
      })
      const deps: WebDeps = {
        inner: createInnerApi(app),
        assets: await readAssets(),
        grievance,
        navigations: {
          consumer: consumerNavigation,
          trader: traderNavigation,
          provider: providerNavigation,
          operator: operatorNavigation,
        },
      }
      const own = scope as unknown as HaatApp
      serveAssets(own, deps.assets)
      for (const door of doors) door(createPages(own, deps), own)
      if (queueBoard) await scope.register(guardedBoard(deps, queueBoard), { prefix: '/govern/queues/board' })
    })
  }

/** The token comes in the form; of an upload, whose body is read as a stream, in the address; of a script, in a header. */
function tokenOf(request: FastifyRequest): string | undefined {
  const isUpload = /^multipart\//.test(request.headers['content-type'] ?? '')
  const from = isUpload ? request.query : request.body
  const token = (from as Record<string, unknown> | undefined)?._csrf ?? request.headers['x-csrf-token']
  return typeof token === 'string' ? token : undefined
}
