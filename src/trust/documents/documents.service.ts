import type { Readable } from 'node:stream'
import type { Identity, Party } from '../../identity/index.ts'
import { forbidden, notFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Database } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/storage/index.ts'
import {
  documentFixed,
  documentMisnamed,
  documentTooLarge,
  notADocument,
  tooManyDocuments,
} from './documents.errors.ts'
import type { Registrations } from './documents.ports.ts'
import {
  type DocumentKind,
  endingOf,
  isUndecided,
  largestDocument,
  mostDocuments,
  nameFor,
  typeOf,
} from './documents.rules.ts'
import * as store from './documents.store.ts'

type Actor = { accountId: Id<'account'> }

export interface DocumentsDeps {
  db: Database
  files: Pick<FileStore, 'put' | 'get' | 'delete'>
  people: Pick<Identity, 'roleOf' | 'isOperator'>
  registrations: Registrations
}

export type DocumentsService = ReturnType<typeof createDocumentsService>

/** Papers that a trader or a startup shows with its registration. Strangers learn nothing of them. */
export function createDocumentsService({ db, files, people, registrations }: DocumentsDeps) {
  const roleIn = (person: Actor, party: Party) => people.roleOf(db, person.accountId, party)

  const requireOwner = async (person: Actor, party: Party, what: string) => {
    const role = await roleIn(person, party)
    if (!role) throw notFound(what)
    if (role !== 'owner') throw forbidden('Only an owner adds and removes documents.')
  }

  /** The file first, then its row: what fails in between is done again by `sweep`. */
  const drop = async (document: store.Document) => {
    await files.delete(keyOf(document))
    await store.forgetDocument(db, document.documentId)
  }

  return {
    /** For members and operators: what there is, and whether this person may add and remove. Throws `notFound`. */
    async list(person: Actor, party: Party) {
      const role = await roleIn(person, party)
      if (!role && !(await people.isOperator(person.accountId))) throw notFound(party.kind)
      const status = await registrations.statusOf(db, party)
      if (status === undefined) throw notFound(party.kind)
      const items = await store.documentsOf(db, party)
      return {
        items,
        mayAdd: role === 'owner' && items.length < mostDocuments,
        mayRemove: role === 'owner' && isUndecided(status),
      }
    },

    /**
     * Keeps a file for an owner. Throws `notFound` to strangers, `forbidden` to staff, `documentTooLarge`,
     * `notADocument`, `documentMisnamed` and `tooManyDocuments`.
     */
    async add(
      person: Actor,
      party: Party,
      given: { kind: DocumentKind; name: string | undefined; content: Buffer },
    ): Promise<store.Document> {
      await requireOwner(person, party, party.kind)
      const { kind, content } = given
      if (content.length > largestDocument) throw documentTooLarge()
      const contentType = typeOf(content)
      if (!contentType) throw notADocument()
      const name = nameFor(given.name ?? 'document', contentType)
      if (name === undefined) throw documentMisnamed()
      const arriving = await db.transaction(async (tx) => {
        // Held: two uploads at once must not both be the tenth.
        if ((await registrations.holdStatus(tx, party)) === undefined) throw notFound(party.kind)
        if ((await store.countDocuments(tx, party)) >= mostDocuments) throw tooManyDocuments()
        const bytes = content.length
        return store.addArriving(tx, { party, kind, name, contentType, bytes, addedBy: person.accountId })
      })
      await files.put(keyOf(arriving), content, { contentType, maxBytes: largestDocument })
      const kept = await store.keepDocument(db, arriving.documentId)
      if (!kept) throw notFound('document')
      return kept
    },

    /** A document and its file, for members and operators. Throws `notFound`. */
    async read(
      person: Actor,
      documentId: Id<'document'>,
    ): Promise<{ document: store.Document; stream: Readable }> {
      const document = await store.findDocument(db, documentId)
      const isReader =
        document &&
        ((await roleIn(person, document.party)) !== undefined || (await people.isOperator(person.accountId)))
      const file = isReader ? await files.get(keyOf(document)) : undefined
      if (!document || !file) throw notFound('document')
      return { document, stream: file.stream }
    },

    /**
     * Takes a document back, for owners, as long as no operator has decided. Throws `notFound`, `forbidden`,
     * `documentFixed`.
     */
    async remove(person: Actor, documentId: Id<'document'>): Promise<void> {
      const document = await store.findDocument(db, documentId)
      if (!document) throw notFound('document')
      await requireOwner(person, document.party, 'document')
      const removed = await db.transaction(async (tx) => {
        const status = await registrations.holdStatus(tx, document.party)
        if (status === undefined) throw notFound('document')
        if (!isUndecided(status)) throw documentFixed(status)
        return store.removeDocument(tx, documentId)
      })
      if (!removed) throw notFound('document')
      await drop(removed)
    },

    /** Deletes files of documents that were removed or never came whole, where that was broken off. */
    async sweep(): Promise<void> {
      for (const document of await store.leftDocuments(db)) await drop(document)
    },
  }
}

const keyOf = ({ documentId, party, contentType }: store.Document): string =>
  `documents/${party.id}/${documentId}.${endingOf(contentType)}`
