import { z } from 'zod'
import { wireId, wireInstant, wireText } from '../../platform/http/index.ts'
import { documentKinds, documentTypes, longestName } from './documents.rules.ts'

/** Wire shapes and worked examples of documents. */

export const documentParams = z.strictObject({ documentId: wireId('document') })

export const documentQuery = z.strictObject({
  kind: z.enum(documentKinds).default('other').describe('What the paper is about'),
  name: wireText(longestName)
    .regex(/^[^/\\]*$/, 'must be the name of a file, without folders')
    .optional()
    .describe('Name of the file; one that ends in .pdf, .jpg, .jpeg or .png must be that'),
})

export const documentView = z.strictObject({
  documentId: wireId('document'),
  kind: z.enum(documentKinds),
  name: z.string(),
  contentType: z.enum(documentTypes).describe('As the bytes say'),
  bytes: z.int().min(1),
  addedAt: wireInstant,
})
export const documentsView = z.strictObject({
  items: z.array(documentView).describe('In the order in which they came; ten at most'),
  mayAdd: z.boolean().describe('Whether you may add one now'),
  mayRemove: z.boolean().describe('Whether you may remove them now'),
})

export const documentId = 'doc_01jd3h5w6nfz8t6m3m3m3m3m3m'
export const documentExample = {
  documentId,
  kind: 'gstCertificate' as const,
  name: 'gst-certificate.pdf',
  contentType: 'application/pdf' as const,
  bytes: 184_320,
  addedAt: '2026-11-20T06:30:00.000Z',
}
