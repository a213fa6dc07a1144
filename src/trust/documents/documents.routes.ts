import { z } from 'zod'
import type { Party } from '../../identity/index.ts'
import { contract, type HaatApp, personOf, type Routes, wireId } from '../../platform/http/index.ts'
import { attachmentOf, largestDocument } from './documents.rules.ts'
import {
  documentExample,
  documentId,
  documentParams,
  documentQuery,
  documentsView,
  documentView,
} from './documents.schema.ts'
import type { DocumentsService } from './documents.service.ts'
import type { Document } from './documents.store.ts'

const tag = 'documents'
const fileType = 'application/octet-stream'
const suffix = '01jd3h5w6nfz8t6m3m3m3m3m3m'

const viewOf = ({ party: _, ...document }: Document) => document

/** Documents of traders and of providers: the same endpoints for both. */
export const documentsRoutes =
  (service: DocumentsService): Routes =>
  (app) => {
    // In a scope of its own, where bodies are files and nothing else.
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser(fileType, { parseAs: 'buffer' }, (_request, content, done) =>
        done(null, content),
      )
      partyRoutes(scope as unknown as HaatApp, service, {
        kind: 'trader',
        path: '/v1/traders/:traderId/documents',
        params: z.strictObject({ traderId: wireId('trader') }),
        partyOf: ({ traderId }) => ({ kind: 'trader', id: traderId }),
        exampleParams: { traderId: `trd_${suffix}` },
      })
      partyRoutes(scope as unknown as HaatApp, service, {
        kind: 'provider',
        path: '/v1/providers/:providerId/documents',
        params: z.strictObject({ providerId: wireId('provider') }),
        partyOf: ({ providerId }) => ({ kind: 'provider', id: providerId }),
        exampleParams: { providerId: `prv_${suffix}` },
      })
    })

    app.get(
      '/v1/documents/:documentId',
      contract({
        operationId: 'getDocument',
        summary: 'The file of a document',
        description:
          'For members of the trader or startup, and operators. Comes as an attachment, with the content type that its bytes have: PDF, JPEG or PNG.',
        tag,
        access: 'person',
        params: documentParams,
        replies: { 200: z.string() },
        produces: fileType,
        example: { params: { documentId }, reply: '%PDF-1.7' },
      }),
      async (request, reply) => {
        const { document, stream } = await service.read(personOf(request), request.params.documentId)
        return reply
          .type(document.contentType)
          .headers({
            'content-disposition': attachmentOf(document.name),
            'cache-control': 'private, no-store',
          })
          .send(stream as never)
      },
    )

    app.delete(
      '/v1/documents/:documentId',
      contract({
        operationId: 'removeDocument',
        summary: 'Remove a document as long as no operator has decided on the registration',
        description: 'For owners. The file is deleted.',
        tag,
        access: 'person',
        params: documentParams,
        replies: { 204: z.null() },
        problems: [409],
        example: { params: { documentId }, reply: null },
      }),
      async (request, reply) => {
        await service.remove(personOf(request), request.params.documentId)
        return reply.code(204).send(null)
      },
    )
  }

interface PartyPaths<P> {
  kind: Party['kind']
  path: string
  params: z.ZodType<P>
  partyOf(params: P): Party
  exampleParams: Record<string, string>
}

function partyRoutes<P>(
  app: HaatApp,
  service: DocumentsService,
  { kind, path, params, partyOf, exampleParams }: PartyPaths<P>,
): void {
  const Kind = kind === 'trader' ? 'Trader' : 'Provider'

  app.get(
    path,
    contract({
      operationId: `list${Kind}Documents`,
      summary: `Papers that a ${kind} has shown with its registration`,
      description: 'For members and operators.',
      tag,
      access: 'person',
      params,
      replies: { 200: documentsView },
      example: {
        params: exampleParams,
        reply: { items: [documentExample], mayAdd: true, mayRemove: true },
      },
    }),
    async (request) => {
      const found = await service.list(personOf(request), partyOf(request.params as P))
      return { ...found, items: found.items.map(viewOf) }
    },
  )

  app.post(
    path,
    contract({
      operationId: `add${Kind}Document`,
      summary: 'Show a paper: a PDF, a JPEG or a PNG of at most 5 MB',
      description:
        'For owners; ten at most. The body is the file itself. What it is, its bytes say; `name` is the name under which it is given back.',
      tag,
      access: 'person',
      params,
      query: documentQuery,
      consumes: fileType,
      // Somewhat more than is taken, so that who sends too much is told how much may be sent.
      bodyLimit: largestDocument + 1024 * 1024,
      replies: { 201: documentView },
      problems: [409, 422],
      example: {
        params: exampleParams,
        query: { kind: 'gstCertificate', name: 'gst-certificate.pdf' },
        body: '%PDF-1.7',
        reply: documentExample,
      },
    }),
    async (request, reply) => {
      const content = (request.body as Buffer | undefined) ?? Buffer.alloc(0)
      const { kind: about, name } = request.query
      const person = personOf(request)
      const added = await service.add(person, partyOf(request.params as P), { kind: about, name, content })
      return reply.code(201).send(viewOf(added))
    },
  )
}
