import '@fastify/multipart'
import type { View } from './view.ts'

export interface Upload {
  fields: Readonly<Record<string, string>>
  /** The first file that holds anything. */
  file: { name: string; type: string; content: Buffer } | undefined
  /** The file had more than `maxBytes` and was not read to its end. */
  tooLarge: boolean
}

/** Fields and one small file of a form that was sent as an upload; `maxBytes` bounds what is held in memory. */
export async function readUpload({ request }: Pick<View, 'request'>, maxBytes: number): Promise<Upload> {
  const fields: Record<string, string> = {}
  let file: Upload['file']
  let tooLarge = false
  for await (const part of request.parts({
    limits: { fileSize: maxBytes, files: 1, fields: 50, fieldSize: 20_000 },
  })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value
      continue
    }
    const pieces: Buffer[] = []
    for await (const piece of part.file) pieces.push(piece as Buffer)
    tooLarge ||= part.file.truncated
    const content = Buffer.concat(pieces)
    if (content.length > 0 && !file) file = { name: part.filename, type: part.mimetype, content }
  }
  return { fields, file, tooLarge }
}
