import type { Reply } from '../api/client.ts'
import { cookieOf, noDesk, type PageHandler, type PageResult, type View } from '../page/index.ts'

export type Provider = Reply<'getProvider'>

/** The startup for which a person works just now. */
export interface Desk {
  provider: Provider
  /** What the API's addresses of this startup want. */
  params: { providerId: string }
  role: 'owner' | 'staff'
  several: boolean
}

const cookie = 'haat_startup'
const keptSeconds = 180 * 24 * 3600

const partiesOf = ({ me }: View) => (me?.parties ?? []).filter(({ kind }) => kind === 'provider')

/** The startup chosen last in this browser, else the first; undefined for who belongs to none. */
export async function deskOf(view: View): Promise<Desk | undefined> {
  const parties = partiesOf(view)
  const party = parties.find(({ id }) => id === view.request.cookies[cookie]) ?? parties[0]
  if (!party) return undefined
  const params = { providerId: party.id }
  const provider = await view.api('getProvider', { params })
  return { provider, params, role: party.role, several: parties.length > 1 }
}

/** All startups of the reader, to choose from. */
export const startupsOf = async (view: View): Promise<readonly Provider[]> =>
  (await view.api('listMyProviders')).items

/** Remembers in this browser for whom its reader works. */
export const chooseStartup = ({ request, reply }: View, providerId: string): void =>
  void reply.setCookie(cookie, providerId, cookieOf(request, keptSeconds))

/** A page of a startup: who has none is led to the beginning. */
export const withDesk =
  (handler: (view: View, desk: Desk) => Promise<PageResult> | PageResult): PageHandler =>
  async (view) => {
    const desk = await deskOf(view)
    return desk ? handler(view, desk) : noDesk(view, '/deliver')
  }
