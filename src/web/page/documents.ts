import { Readable } from 'node:stream'
import { notFound } from '../../kernel/errors.ts'
import { largestDocument, longestName } from '../../trust/documents/index.ts'
import type { Input, Problem } from '../api/client.ts'
import { fileFrom } from './files.ts'
import { type Attempt, attempt, type PageResult } from './results.ts'
import { readUpload, type Upload } from './uploads.ts'
import type { View } from './view.ts'

/**
 * Largest form that is read to its end: a photo that is too large for a document still gets an answer that says how
 * large it may be.
 */
export const largestDocumentForm = 4 * largestDocument

/** The file of a document, as the API gives it. */
export async function documentFile(view: View): Promise<PageResult> {
  const params = { documentId: view.params.documentId ?? '' }
  return fileFrom(await view.apiStream('getDocument', { params }), () => {
    throw notFound('document')
  })
}

/** Takes the file of the form of `DocumentsCard` for this trader or startup. */
export async function takeDocument(
  view: View,
  party: { traderId: string } | { providerId: string },
): Promise<Attempt<unknown>> {
  const none: Upload = { fields: {}, file: undefined, tooLarge: false }
  const { fields, file, tooLarge } = view.request.isMultipart()
    ? await readUpload(view, largestDocument)
    : none
  if (tooLarge) return refused(413, 'documentTooLarge')
  if (!file)
    return refused(400, 'invalidFields', [{ pointer: '/file', code: 'missing', detail: 'is missing' }])
  const name = plainName(file.name)
  const given = {
    params: party,
    query: { ...(fields.kind ? { kind: fields.kind } : {}), ...(name ? { name } : {}) },
    headers: { 'content-type': 'application/octet-stream' },
    body: Readable.from([file.content]),
  }
  return attempt<unknown>(() =>
    'traderId' in party
      ? view.api('addTraderDocument', given as unknown as Input<'addTraderDocument'>)
      : view.api('addProviderDocument', given as unknown as Input<'addProviderDocument'>),
  )
}

/** The name of a file without folders and signs that no name has; its end, where it is too long. */
const plainName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/\p{Cc}/gu, '')
    .slice(-longestName)
    .toWellFormed()
    .trim()

/** Found here before the API was asked, in the API’s own form. */
const refused = (
  status: number,
  code: string,
  errors?: NonNullable<Problem['errors']>,
): { ok: false; problem: Problem } => ({
  ok: false,
  problem: {
    type: 'about:blank',
    title: '',
    status,
    code,
    detail: 'Some fields need another look.',
    ...(errors ? { errors } : {}),
    correlationId: '',
  },
})
