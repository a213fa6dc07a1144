import type { FastifyReply, FastifyRequest } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import { asHaatError, type HaatApp, statusOf } from '../../platform/http/index.ts'
import { ApiProblem, type InnerApi, type Problem } from '../api/client.ts'
import { formats, isLang, offered, preferredLang, translatorFor } from '../i18n/index.ts'
import type { Assets } from './assets.ts'
import { Frame, type Navigation } from './frame.tsx'
import { keepNotice, takeNotice } from './notice.ts'
import { problemPage } from './problem-page.tsx'
import type { HtmlResult, PageResult } from './results.ts'
import { accessTokenOf, dropTokens } from './session.ts'
import { type Door, type Grievance, type Me, type View, ViewProvider } from './view.ts'

/**
 * Who may open a page at all: anybody, who is signed in, or operators. Whose object it is, the API decides when the
 * page asks for it.
 */
export type PageAccess = 'anyone' | 'signedIn' | 'operator'

export interface PageOptions {
  access: PageAccess
  /** Largest form in bytes; 256 KiB unless told. */
  bodyLimit?: number
}

export type PageHandler = (view: View) => Promise<PageResult> | PageResult

/** The pages of one door. */
export interface Pages {
  get(url: string, options: PageOptions, handler: PageHandler): void
  post(url: string, options: PageOptions, handler: PageHandler): void
}

/** What the pages of one process share. */
export interface WebDeps {
  inner: InnerApi
  assets: Assets
  grievance: Grievance
  navigations: Readonly<Record<Door, Navigation>>
}

/** Registers the pages of a door. */
export type WebRoutes = (pages: (door: Door) => Pages, app: HaatApp) => void

const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Photographs of goods lie where their makers keep them.
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const hidden = { hide: true } as const

export const createPages =
  (app: HaatApp, deps: WebDeps) =>
  (door: Door): Pages => {
    const add = (
      method: 'GET' | 'POST',
      url: string,
      { access, bodyLimit }: PageOptions,
      handler: PageHandler,
    ) =>
      app.route({
        method,
        url,
        schema: hidden,
        config: { page: { access } },
        ...(bodyLimit ? { bodyLimit } : {}),
        // Before the body is read: the token of a form comes in the body, so it is looked at once that is there.
        preHandler: method === 'POST' ? app.csrfProtection : [],
        errorHandler: async (error, request, reply) => tellProblem(deps, door, error, request, reply),
        handler: async (request, reply) => {
          const view = await viewOf(deps, door, request, reply)
          if (access !== 'anyone' && !view.me) return toSignIn(view)
          if (access === 'operator' && !view.me?.operator) return show(deps, view, problemPage(view, 403))
          return answer(deps, view, await handler(view))
        },
      })
    return {
      get: (url, options, handler) => void add('GET', url, options, handler),
      post: (url, options, handler) => void add('POST', url, options, handler),
    }
  }

/** The view of one request. Asks who is signed in only when a browser brings a session. */
async function viewOf(
  deps: WebDeps,
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<View> {
  let accessToken = await accessTokenOf(deps.inner, request, reply)
  let me: Me | undefined
  if (accessToken) {
    try {
      me = await deps.inner({ request, accessToken })('getMe')
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.status !== 401) throw error
      // Signed out elsewhere, or everywhere.
      dropTokens(reply)
      accessToken = undefined
    }
  }
  const caller = { request, accessToken }
  const chosen = request.cookies.haat_lang
  const lang = isLang(chosen) ? chosen : preferredLang(request.headers['accept-language'])
  const { form, query } = { form: fieldsOf(request.body), query: fieldsOf(request.query) }
  return {
    request,
    reply,
    door,
    lang,
    t: translatorFor(lang),
    f: formats[lang],
    api: deps.inner(caller),
    apiFull: (id, input) => deps.inner.full(caller, id, input),
    apiStream: (id, input) => deps.inner.stream(caller, id, input),
    me,
    params: request.params as Record<string, string>,
    query: lastOf(query),
    form: lastOf(form),
    formAll: (name) => form[name] ?? [],
    queryAll: (name) => query[name] ?? [],
    csrf: reply.generateCsrf(),
    grievance: deps.grievance,
    path: request.url,
    isPartial: request.headers['hx-request'] === 'true',
    assetUrl: (name) => deps.assets.get(name)!.url,
  }
}

const fieldsOf = (given: unknown): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries((given ?? {}) as Record<string, unknown>).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value : [value]).filter((text): text is string => typeof text === 'string'),
    ]),
  )

const lastOf = (fields: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.at(-1) ?? '']))

/** To the sign-in, and from there back to where the visitor wanted to go. */
function toSignIn({ request, reply, path, isPartial }: View): FastifyReply {
  const back = request.method === 'GET' && !isPartial ? path : (request.headers.referer ?? '/')
  const market = 'http://market.invalid'
  const url = new URL(URL.canParse(back, market) ? back : '/', market)
  const to = `/sign-in?next=${encodeURIComponent(`${url.pathname}${url.search}`)}`
  // A fragment would put the sign-in into the middle of a page: htmx is told to go there.
  return isPartial ? reply.header('hx-redirect', to).code(200).send('') : reply.redirect(to, 303)
}

/** An address may bear a name out of the address before it, in any script; a header may not. */
const asHeader = (address: string): string =>
  address.toWellFormed().replaceAll(/[^!-~]+/g, encodeURIComponent)

function answer(deps: WebDeps, view: View, result: PageResult): FastifyReply | Promise<FastifyReply> {
  const { reply, request } = view
  switch (result.kind) {
    case 'redirect':
      if (result.notice) keepNotice(request, reply, result.notice)
      return reply.redirect(asHeader(result.to), result.forGood ? 301 : 303)
    case 'raw':
      // Files of one reader are for no cache; what is everybody's says so itself.
      reply.header('cache-control', 'no-store').headers(result.headers)
      return reply.code(result.status).send(result.body)
    case 'fragment':
      // Before it is sent: headers that come later are lost.
      reply.headers(result.headers)
      return sendHtml(
        view,
        result.status,
        renderToString(<ViewProvider value={view}>{result.body}</ViewProvider>),
      )
    case 'html':
      return showCounted(deps, view, result)
  }
}

/** The page with what its door's navigation counts. A problem's page counts nothing: it asks for no more. */
async function showCounted(deps: WebDeps, view: View, page: HtmlResult): Promise<FastifyReply> {
  const { count } = deps.navigations[view.door]
  return show(deps, view, page, page.bare ? undefined : await count?.of(view))
}

/** What the form before this page had to tell; nothing where the cookie lacks what the text wants. */
function noticeFor({ request, reply, t }: View): string | undefined {
  const notice = takeNotice(request, reply)
  try {
    return notice && t(notice.key, notice.values)
  } catch {
    return undefined
  }
}

function show(
  { assets, navigations }: WebDeps,
  view: View,
  page: HtmlResult,
  count?: number | undefined,
): FastifyReply {
  const document = renderToString(
    <ViewProvider value={view}>
      <Frame
        page={page}
        assets={assets}
        navigation={navigations[view.door]}
        notice={noticeFor(view)}
        count={count}
      />
    </ViewProvider>,
  )
  return sendHtml(view, page.status, `<!doctype html>${document}`)
}

const sendHtml = ({ reply }: View, status: number, text: string): FastifyReply =>
  reply
    .code(status)
    .headers({
      'content-security-policy': contentPolicy,
      // A page names its reader, or may; and the same address gives a page or a fragment.
      'cache-control': 'no-store',
      vary: 'hx-request, accept-language, cookie',
      // Forms lead back to the page that they were sent from.
      'referrer-policy': 'same-origin',
      'permissions-policy': 'camera=(self), geolocation=(self)',
    })
    .type('text/html; charset=utf-8')
    .send(text)

/** What the API refused, or the server before a page was asked at all. */
function problemOf(error: unknown, correlationId: string): Problem | undefined {
  if (error instanceof ApiProblem) return error.problem
  const known = asHaatError(error)
  if (!known) return undefined
  const { kind, code, message } = known
  return { type: 'about:blank', title: code, status: statusOf[kind], code, detail: message, correlationId }
}

/** Turns what was thrown into a page, or the API's refusal of a session into a sign-in. */
export async function tellProblem(
  deps: WebDeps,
  door: Door,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // Refused before the cookies were read: by the limit of requests. Nothing is known of the reader.
  if (!request.cookies) {
    const words = offered.map((lang) => translatorFor(lang)('problems.rateLimited'))
    return reply.code(429).type('text/plain; charset=utf-8').send(words.join('\n'))
  }
  const problem = problemOf(error, request.id)
  const status = problem?.status ?? (error as { statusCode?: number }).statusCode ?? 500
  if (status >= 500 && !problem) request.log.error({ err: error }, 'a page failed')
  let view: View
  try {
    view = await viewOf(deps, door, request, reply)
  } catch (again) {
    // Not even the reader can be asked for: the API or its database is away.
    request.log.error({ err: again }, 'a page failed, and its reader is not known')
    view = await viewOf(
      deps,
      door,
      Object.assign(Object.create(request), { cookies: {} }) as FastifyRequest,
      reply,
    )
  }
  if (status === 401) {
    dropTokens(reply)
    return toSignIn(view)
  }
  // The token of a form is there no more: its cookie has ended, or was never kept.
  const isStale = /^FST_CSRF/.test((error as { code?: string }).code ?? '')
  const page = problemPage(view, status, problem, isStale)
  if (view.isPartial) return answer(deps, view, { kind: 'fragment', body: page.body, status, headers: {} })
  return show(deps, view, page)
}
