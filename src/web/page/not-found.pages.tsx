import type { WebRoutes } from './pages.tsx'
import { problemPage } from './problem-page.tsx'

/** A page for people who come to an address where there is nothing; programs get their problem details as ever. */
export const notFoundPages: WebRoutes = (pages, app) => {
  app.addHook('onRequest', async (request, reply) => {
    if (request.routeOptions.url !== '/*') return
    const isForPeople = request.method === 'GET' && /text\/html/.test(request.headers.accept ?? '')
    if (!isForPeople || /^\/(?:v1|assets|docs|\.well-known)\//.test(request.url)) return reply.callNotFound()
  })
  pages('consumer').get('/*', { access: 'anyone' }, (view) => problemPage(view, 404))
}
