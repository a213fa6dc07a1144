import type { Party } from '../../identity/index.ts'
import { type Id, idOf, newId, uuidOf } from '../../kernel/ids.ts'
import { type Sql, statement, type Tx } from '../../platform/database/index.ts'
import type { DocumentKind, DocumentType } from './documents.rules.ts'

export interface Document {
  documentId: Id<'document'>
  party: Party
  kind: DocumentKind
  name: string
  contentType: DocumentType
  bytes: number
  addedAt: Date
}

interface Row {
  id: string
  party_kind: Party['kind']
  party_id: string
  kind: DocumentKind
  name: string
  content_type: DocumentType
  bytes: number
  added_at: Date
}

const columns = 'id, party_kind, party_id, kind, name, content_type, bytes, added_at'
const insert = statement(
  'document_insert',
  `insert into documents (id, party_kind, party_id, kind, name, content_type, bytes, added_by)
   values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${columns}`,
)
const keep = statement(
  'document_keep',
  `update documents set state = 'kept' where id = $1 and state = 'arriving' returning ${columns}`,
)
const count = statement(
  'document_count',
  `select count(*)::int as n from documents where party_kind = $1 and party_id = $2 and state <> 'removed'`,
)
const ofParty = statement(
  'document_of_party',
  `select ${columns} from documents where party_kind = $1 and party_id = $2 and state = 'kept' order by id`,
)
const belongs = statement(
  'document_belongs',
  `select 1 as there from documents where id = $1 and party_kind = $2 and party_id = $3 and state = 'kept'`,
)
const one = statement('document_one', `select ${columns} from documents where id = $1 and state = 'kept'`)
const markRemoved = statement(
  'document_mark_removed',
  `update documents set state = 'removed' where id = $1 and state = 'kept' returning ${columns}`,
)
// An upload lasts minutes at most: what is still arriving after an hour was given up.
const leftovers = statement(
  'document_leftovers',
  `select ${columns} from documents
   where state = 'removed' or (state = 'arriving' and added_at < now() - interval '1 hour')
   order by added_at limit 500`,
)
const forget = statement('document_forget', `delete from documents where id = $1 and state <> 'kept'`)

const documentOf = (row: Row): Document => ({
  documentId: idOf('document', row.id),
  party:
    row.party_kind === 'trader'
      ? { kind: 'trader', id: idOf('trader', row.party_id) }
      : { kind: 'provider', id: idOf('provider', row.party_id) },
  kind: row.kind,
  name: row.name,
  contentType: row.content_type,
  bytes: row.bytes,
  addedAt: row.added_at,
})

/** A document whose file is about to come; nobody sees it before it is kept. */
export async function addArriving(
  tx: Tx,
  given: Omit<Document, 'documentId' | 'addedAt'> & { addedBy: Id<'account'> },
): Promise<Document> {
  const [row] = await tx.query<Row>(insert, [
    uuidOf(newId('document')),
    given.party.kind,
    uuidOf(given.party.id),
    given.kind,
    given.name,
    given.contentType,
    given.bytes,
    uuidOf(given.addedBy),
  ])
  return documentOf(row!)
}

/** The file has come. Undefined when it was given up meanwhile. */
export async function keepDocument(sql: Sql, id: Id<'document'>): Promise<Document | undefined> {
  const [row] = await sql.query<Row>(keep, [uuidOf(id)])
  return row && documentOf(row)
}

/** How many there are, those among them that arrive just now. */
export async function countDocuments(sql: Sql, party: Party): Promise<number> {
  const [row] = await sql.query<{ n: number }>(count, [party.kind, uuidOf(party.id)])
  return row!.n
}

/** In the order in which they came. */
export const documentsOf = async (sql: Sql, party: Party): Promise<Document[]> =>
  (await sql.query<Row>(ofParty, [party.kind, uuidOf(party.id)])).map(documentOf)

export async function findDocument(sql: Sql, id: Id<'document'>): Promise<Document | undefined> {
  const [row] = await sql.query<Row>(one, [uuidOf(id)])
  return row && documentOf(row)
}

/** Nobody sees it from now on; its file is still there. Undefined when it was removed already. */
export async function removeDocument(tx: Tx, id: Id<'document'>): Promise<Document | undefined> {
  const [row] = await tx.query<Row>(markRemoved, [uuidOf(id)])
  return row && documentOf(row)
}

/** Removed, or never come: their files have to go. 500 at most. */
export const leftDocuments = async (sql: Sql): Promise<Document[]> =>
  (await sql.query<Row>(leftovers)).map(documentOf)

/** After its file has gone. */
export const forgetDocument = async (sql: Sql, id: Id<'document'>): Promise<void> =>
  void (await sql.query(forget, [uuidOf(id)]))

/** Whether the party shows this paper among its own. */
export const belongsTo = async (
  sql: Sql,
  documentId: Id<'document'>,
  { kind, id }: Party,
): Promise<boolean> => (await sql.query(belongs, [uuidOf(documentId), kind, uuidOf(id)])).length === 1
