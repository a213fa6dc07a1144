import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type HaatApp, innerMark, problemSchema } from '../../platform/http/index.ts'
import { addresses, type Operations } from './operations.ts'

export type OperationId = keyof Operations

/** What an operation answers, by its name in the contract. */
export type Reply<Id extends OperationId> = Operations[Id]['reply']

/** What an operation takes: `params`, `query`, `headers` and `body`, as the contract has them. */
export type Input<Id extends OperationId> = Omit<Operations[Id], 'reply'>

type Arguments<Id extends OperationId> =
  Partial<Input<Id>> extends Input<Id> ? [input?: Input<Id>] : [input: Input<Id>]

/**
 * Calls one operation of the published API as the reader of the page. Throws `ApiProblem` for every answer that is
 * not a success.
 */
export type Api = <Id extends OperationId>(id: Id, ...input: Arguments<Id>) => Promise<Reply<Id>>

export type Problem = z.infer<typeof problemSchema>

/** What the API refused, with its problem details. */
export class ApiProblem extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.name = 'ApiProblem'
    this.problem = problem
  }
}

interface Caller {
  /** The visitor's own request: address and correlation id go on to the API. */
  request: FastifyRequest
  accessToken: string | undefined
}

interface LooseInput {
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  headers?: Record<string, string | undefined>
  body?: unknown
}

/**
 * The API of this very process, asked without a socket. Pages thereby have the API's validation, rights, limits
 * and presenters, and no way around them.
 */
export interface InnerApi {
  (caller: Caller): Api
  /** The same with the headers of the answer, for a page that needs an ETag. */
  full<Id extends OperationId>(
    caller: Caller,
    id: Id,
    input: Input<Id>,
  ): Promise<{ reply: Reply<Id>; headers: Record<string, string | undefined> }>
  /** An answer as it comes, for event streams and files. */
  stream<Id extends OperationId>(
    caller: Caller,
    id: Id,
    input: Input<Id>,
  ): Promise<{ status: number; headers: Record<string, string | undefined>; body: Readable }>
}

/** `app` is asked for at the first call: pages are part of the very app that they call. */
export function createInnerApi(app: () => HaatApp): InnerApi {
  const ask = (caller: Caller, id: OperationId, { params, query, headers, body }: LooseInput) => {
    const [method, address] = addresses[id]
    return {
      method,
      url: address.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? '')),
      query: textsOf(query),
      headers: {
        ...headersOf(caller),
        ...textsOf(headers),
        ...(isPlain(body) ? { 'content-type': 'application/json' } : {}),
      },
      remoteAddress: caller.request.ip,
      ...(body === undefined ? {} : { payload: isPlain(body) ? JSON.stringify(body) : (body as Readable) }),
    }
  }

  const full: InnerApi['full'] = async (caller, id, input) => {
    const answer = await app().inject(ask(caller, id, input))
    const isJson = /json/.test(String(answer.headers['content-type'] ?? ''))
    if (answer.statusCode >= 400) throw new ApiProblem(problemFrom(answer.statusCode, answer.body))
    const reply = isJson ? answer.json() : answer.body === '' ? null : answer.body
    return { reply, headers: answer.headers as Record<string, string | undefined> }
  }

  return Object.assign(
    (caller: Caller): Api =>
      async (id, ...[input]) =>
        (await full(caller, id, input ?? ({} as never))).reply,
    {
      full,
      stream: (async (caller, id, input) => {
        const answer = await app().inject({ ...ask(caller, id, input), payloadAsStream: true })
        const body = answer.stream()
        // A reader who leaves in the middle ends the answer too: an event stream would go on for nobody.
        body.once('close', () => answer.raw.res.destroy())
        const headers = answer.headers as Record<string, string | undefined>
        return { status: answer.statusCode, headers, body }
      }) satisfies InnerApi['stream'],
    },
  )
}

/** A body that goes as JSON; anything else is a stream, e.g. of a price list. */
const isPlain = (body: unknown): boolean =>
  body !== undefined && !(typeof body === 'object' && body !== null && 'pipe' in body)

const headersOf = ({ request, accessToken }: Caller): Record<string, string> => ({
  ...innerMark,
  'x-correlation-id': request.id,
  ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
})

const textsOf = (given: LooseInput['query'] | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given ?? {})
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  )

const looseProblem = problemSchema.loose()

function problemFrom(status: number, body: string): Problem {
  const read = z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(looseProblem)
    .safeParse(body)
  if (read.success) return read.data
  throw new Error(`the API answered ${status} without problem details`)
}
