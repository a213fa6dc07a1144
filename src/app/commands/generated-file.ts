import { readFile, writeFile } from 'node:fs/promises'
import { HaatError } from '../../kernel/errors.ts'

/** Writes a generated file, or with `check` refuses one that differs from what would be written. */
export async function generatedFile(
  file: string,
  content: string,
  { check }: { check: boolean },
): Promise<void> {
  if (!check) {
    await writeFile(file, content)
    process.stdout.write(`${file} is written.\n`)
    return
  }
  const present = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return ''
  })
  if (present !== content) {
    throw new HaatError(
      'conflict',
      'generatedFileDiffers',
      `${file} is not what the code says: make it anew with the same command without --check.`,
    )
  }
  process.stdout.write(`${file} is up to date.\n`)
}
