import { readConfig } from '../../platform/config/index.ts'
import { backupDataFolder, restoreDataFolder } from '../../platform/database/index.ts'

const dataDirOf = (options: { dataDir?: string }): string =>
  options.dataDir ?? readConfig(process.env).DATA_DIR

export async function backup(file: string, options: { dataDir?: string }): Promise<void> {
  const result = await backupDataFolder({ dataDir: dataDirOf(options), to: file })
  process.stdout.write(`${result.path}: ${result.files} files, ${result.bytes} bytes before packing.\n`)
}

export async function restore(file: string, options: { dataDir?: string }): Promise<void> {
  const result = await restoreDataFolder({ from: file, dataDir: dataDirOf(options) })
  process.stdout.write(
    `Restored the backup of ${result.madeAt}: ${result.files} files. Start the market to use it.\n`,
  )
}
