import type { FastifyReply, FastifyRequest } from 'fastify'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Api, InnerApi, Input, OperationId, Reply } from '../api/client.ts'
import type { Formats, Lang, Translate } from '../i18n/index.ts'

/** Which of the four doors a page belongs to: it decides the header and the navigation. */
export type Door = 'consumer' | 'trader' | 'provider' | 'operator'

export type Me = Reply<'getMe'>

/** Whom the operator of the market names for complaints, and how to reach them. */
export interface Grievance {
  officer?: string | undefined
  phone?: string | undefined
  email?: string | undefined
}

/** What a page is given to answer one request. */
export interface View {
  request: FastifyRequest
  reply: FastifyReply
  door: Door
  lang: Lang
  t: Translate
  f: Formats
  /** The published API, as the reader. */
  api: Api
  /** The same with the headers of the answer, e.g. the ETag. */
  apiFull<Id extends OperationId>(
    id: Id,
    input: Input<Id>,
  ): Promise<{ reply: Reply<Id>; headers: Record<string, string | undefined> }>
  /** An answer as it comes: event streams and files. */
  apiStream: InnerApi['stream'] extends (caller: never, ...rest: infer Rest) => infer Answer
    ? (...rest: Rest) => Answer
    : never
  /** Who reads; undefined when nobody is signed in. Never undefined where the access is not `anyone`. */
  me: Me | undefined
  /** Parts of the address, by name. */
  params: Readonly<Record<string, string>>
  /** What stands behind the question mark; the last of several. */
  query: Readonly<Record<string, string>>
  /** Fields of a posted form; the last of several, '' for an empty one. */
  form: Readonly<Record<string, string>>
  /** All values of one field of a posted form, e.g. of checkboxes. */
  formAll(name: string): string[]
  /** All values of one name behind the question mark. */
  queryAll(name: string): string[]
  csrf: string
  grievance: Grievance
  /** Address of the page with its query, for links that come back. */
  path: string
  /** htmx asked: a fragment is enough. */
  isPartial: boolean
  /** Where an asset lies, e.g. `islands/camera`. */
  assetUrl(name: string): string
}

/** What components read without it being handed through. */
export type ViewFacts = Pick<View, 'door' | 'lang' | 't' | 'f' | 'csrf' | 'path' | 'me'>

const ViewContext = createContext<ViewFacts | undefined>(undefined)
export const ViewProvider = ViewContext.Provider

/** Language, formats and reader, inside a component. */
export function useView(): ViewFacts {
  const view = useContext(ViewContext)
  if (!view) throw new Error('this component is rendered outside of a page')
  return view
}
