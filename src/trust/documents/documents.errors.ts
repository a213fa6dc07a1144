import { HaatError } from '../../kernel/errors.ts'
import { largestDocument, mostDocuments } from './documents.rules.ts'

export const notADocument = (): HaatError =>
  new HaatError(
    'unprocessable',
    'notADocument',
    'Send a PDF, a JPEG or a PNG. This file is none of them, whatever its name says.',
  )

export const documentMisnamed = (): HaatError =>
  new HaatError(
    'unprocessable',
    'documentMisnamed',
    'The name of this file ends like another kind of file than it is. See whether it is the right one, and give it its right ending.',
  )

export const documentTooLarge = (): HaatError =>
  new HaatError(
    'tooLarge',
    'documentTooLarge',
    'Send a document of at most 5 MB; scan it in grey or with fewer dots.',
    { facts: { maxBytes: largestDocument } },
  )

export const tooManyDocuments = (): HaatError =>
  new HaatError(
    'conflict',
    'tooManyDocuments',
    'Ten documents are kept at most. Remove one that is not needed, or put several pages into one PDF.',
    { facts: { most: mostDocuments } },
  )

export const documentFixed = (status: string): HaatError =>
  new HaatError(
    'conflict',
    'documentFixed',
    'An operator has decided on this registration; the documents that it had stay.',
    { facts: { status } },
  )
