import { readUpload } from './uploads.ts'
import type { View } from './view.ts'

/** Largest file that is read to its end: as many characters as the API takes, and a little more, so that it says so. */
const largestFile = 4 * 200_000 + 4
export const largestSettlementForm = largestFile + 64 * 1024

/** The text of a settlement file that was handed in by `SettlementForm`; `typed` when it was written there. */
export async function settlementIn(view: View): Promise<{ csv: string; typed?: string }> {
  if (!view.request.isMultipart()) {
    const typed = view.form.csv ?? ''
    return { csv: typed, typed }
  }
  const { file } = await readUpload(view, largestFile)
  return { csv: (file?.content.toString('utf8') ?? '').replaceAll('\0', '') }
}
