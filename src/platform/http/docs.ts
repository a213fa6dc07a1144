import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { HaatApp } from './haat-app.ts'
import { docsPolicy } from './headers.ts'
import { openApiBase, openApiTransform, shareProblems } from './openapi.ts'

export interface DocsOptions {
  /** Headings of the documentation, in the order in which a newcomer needs them; each is a contract's `tag`. */
  headings?: readonly { name: string; description: string }[] | undefined
  /** Further contracts that are browsed beside this one. `slug` is their part of the address. */
  contracts?: readonly { slug: string; name: string; document: object }[] | undefined
}

const hidden = { schema: { hide: true } } as const

/** The contract as a document, and a page at /docs where people read it and try it. Before the routes are added. */
export async function documentRoutes(app: HaatApp, options: DocsOptions = {}): Promise<void> {
  const { headings = [], contracts = [] } = options
  await app.register(swagger, {
    openapi: { ...openApiBase, ...(headings.length > 0 ? { tags: headings } : {}) } as never,
    transform: openApiTransform,
    hideUntagged: false,
  })
  // Made once: it is large, and does not change while the process runs.
  let market: object | undefined
  const marketDocument = () => {
    market ??= shareProblems(app.swagger())
    return market
  }
  app.get('/docs/market.json', hidden, (_request, reply) => reply.send(marketDocument()))
  for (const { slug, document } of contracts)
    app.get(`/docs/${slug}.json`, hidden, (_request, reply) => reply.send(document))

  await app.register(async (docs) => {
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: docsPolicy,
      uiConfig: {
        urls: [
          { url: '/docs/market.json', name: 'The market' },
          ...contracts.map(({ slug, name }) => ({ url: `/docs/${slug}.json`, name })),
        ],
        docExpansion: 'none',
        filter: true,
        displayRequestDuration: true,
        defaultModelsExpandDepth: -1,
      },
      theme: { title: 'Haat: how programs talk to it', css: [{ filename: 'haat.css', content: styles }] },
    })
  })
}

const styles = `
.swagger-ui .topbar { background: #14532d; padding: 8px 0 }
.swagger-ui .topbar .link { display: none }
.swagger-ui .topbar .download-url-wrapper { justify-content: flex-start }
.swagger-ui .topbar .download-url-wrapper .select-label { flex: 0 1 520px; margin: 0 }
.swagger-ui .info { margin: 24px 0 }
.swagger-ui .scheme-container { padding: 12px 0; box-shadow: none }
`
