import Fastify from 'fastify'
import type { HaatApp } from '../../src/platform/http/index.ts'
import { createWeb } from '../../src/web/index.ts'

export interface PageRoute {
  method: 'GET' | 'POST'
  /** Its address, with `:name` for what changes. */
  url: string
  access: 'anyone' | 'signedIn' | 'operator'
}

/** Every page that the web registers, read from the registration itself, so that none can be forgotten. */
export async function pageRoutes(): Promise<PageRoute[]> {
  const app = Fastify()
  const routes: PageRoute[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    const { page } = (config ?? {}) as { page?: { access: PageRoute['access'] } }
    if (page && method !== 'HEAD')
      routes.push({ method: method as PageRoute['method'], url, access: page.access })
  })
  createWeb({ app: () => app as unknown as HaatApp })(app as unknown as HaatApp)
  await app.ready()
  await app.close()
  return routes
}

/** The address of a page for these objects; throws for a part that nobody named. */
export const pathOf = ({ url }: PageRoute, ids: Readonly<Record<string, string>>): string =>
  url.replaceAll(/:(\w+)/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`${url} has a part that the world has no object for: ${name}`)
    return id
  })
