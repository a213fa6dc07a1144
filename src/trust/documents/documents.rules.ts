/** What a paper is about. */
export const documentKinds = [
  'gstCertificate',
  'fssaiLicence',
  'udyamCertificate',
  'dpiitCertificate',
  'identity',
  'insurancePolicy',
  'other',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const
export type DocumentType = (typeof documentTypes)[number]

/** Largest document, in bytes. */
export const largestDocument = 5 * 1024 * 1024
/** Documents that a trader or a startup may have. */
export const mostDocuments = 10
/** Longest name of a file, in characters. */
export const longestName = 120

/** How a file of each type begins, and how its name may end; the first ending is the one that it gets from us. */
const marks: Record<DocumentType, { start: Buffer; endings: readonly [string, ...string[]] }> = {
  'application/pdf': { start: Buffer.from('%PDF-', 'latin1'), endings: ['pdf'] },
  'image/jpeg': { start: Buffer.from([0xff, 0xd8, 0xff]), endings: ['jpg', 'jpeg'] },
  'image/png': { start: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), endings: ['png'] },
}

/** What the bytes are, whatever their sender calls them; undefined for anything else than PDF, JPEG and PNG. */
export const typeOf = (content: Buffer): DocumentType | undefined =>
  documentTypes.find((type) => content.subarray(0, marks[type].start.length).equals(marks[type].start))

/** The ending of a file of this type. */
export const endingOf = (type: DocumentType): string => marks[type].endings[0]

/**
 * The name under which a file is given back: always with an ending of its type. Undefined when the given one ends
 * like another type, for then either the file or its name is not what was meant.
 */
export function nameFor(given: string, type: DocumentType): string | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(given)?.[1]?.toLowerCase()
  if (ending !== undefined && marks[type].endings.includes(ending)) return given
  const isOther = documentTypes.some((one) => ending !== undefined && marks[one].endings.includes(ending))
  return isOther ? undefined : `${given}.${endingOf(type)}`
}

/**
 * `Content-Disposition` of a download (RFC 6266): the name in ASCII for old programs, and as it is by RFC 8187.
 */
export function attachmentOf(name: string): string {
  const plain = name.replaceAll(/[^\w.() -]/g, '_')
  const exact = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}

/** Whether an operator has still to decide, so that papers may be taken back: in these states of a registration. */
export const isUndecided = (status: string): boolean => ['draft', 'submitted', 'sentBack'].includes(status)
