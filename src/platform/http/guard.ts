import type { FastifyInstance, FastifyRequest } from 'fastify'
import { forbidden, HaatError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Access } from './contract.ts'

export interface Person {
  kind: 'person'
  accountId: Id<'account'>
  sessionId: Id<'session'>
}

export interface ProviderCaller {
  kind: 'provider'
  providerId: Id<'provider'>
  keyId: string
}

/** How bearer tokens become callers; the modules that own accounts and providers supply it. */
export interface Authenticators {
  /** Throws `unauthenticated` for a token that is not, or no longer, good. */
  person(token: string): Promise<Person>
  provider(key: string): Promise<ProviderCaller>
  isOperator(accountId: Id<'account'>): Promise<boolean>
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Person | ProviderCaller | null
  }
}

/** The signed-in person; only in endpoints whose access is `person` or `operator`. */
export function personOf(request: FastifyRequest): Person {
  if (request.caller?.kind !== 'person') throw new Error('this endpoint is not declared for persons')
  return request.caller
}

/** The calling provider; only in endpoints whose access is `provider`. */
export function providerOf(request: FastifyRequest): ProviderCaller {
  if (request.caller?.kind !== 'provider') throw new Error('this endpoint is not declared for providers')
  return request.caller
}

const unauthenticated = () =>
  new HaatError(
    'unauthenticated',
    'unauthenticated',
    'Send a valid bearer token in the Authorization header.',
  )

function bearer(request: FastifyRequest): string {
  const match = /^Bearer ([^\s]{1,4096})$/i.exec(request.headers.authorization ?? '')
  if (!match) throw unauthenticated()
  return match[1]!
}

/** Refuses routes that do not say who may call them, and lets in only whom each route names. */
export function guardRoutes(app: FastifyInstance, authenticators: Authenticators): void {
  app.decorateRequest('caller', null)
  app.addHook('onRoute', (route) => {
    const hidden = route.schema && 'hide' in route.schema && route.schema.hide
    if (!route.config?.contract && !hidden)
      throw new Error(`${String(route.method)} ${route.url} has no contract`)
  })
  const letIn = async (request: FastifyRequest, access: Access): Promise<void> => {
    if (access === 'provider') {
      request.caller = await authenticators.provider(bearer(request))
      return
    }
    const person = await authenticators.person(bearer(request))
    request.caller = person
    if (access === 'operator' && !(await authenticators.isOperator(person.accountId))) {
      throw forbidden('This is for operators of the market.')
    }
  }
  app.addHook('onRequest', (request, _reply, done) => {
    const access = request.routeOptions.config.contract?.access
    // Nobody is asked for, or the body proves who it is: nothing to wait for.
    if (access === undefined || access === 'public' || access === 'signature') return done()
    letIn(request, access).then(() => done(), done)
  })
}
