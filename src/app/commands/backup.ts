import { backupDataFolder, restoreDataFolder } from '../../platform/database/index.ts'
import { configWith, type MarketChoice } from '../choice.ts'

export async function backup(file: string, choice: MarketChoice): Promise<void> {
  const result = await backupDataFolder({ dataDir: configWith(choice).DATA_DIR, to: file })
  process.stdout.write(`${result.path}: ${result.files} files, ${result.bytes} bytes before packing.\n`)
}

export async function restore(file: string, choice: MarketChoice): Promise<void> {
  const result = await restoreDataFolder({ from: file, dataDir: configWith(choice).DATA_DIR })
  process.stdout.write(
    `Restored the backup of ${result.madeAt}: ${result.files} files. Start the market to use it.\n`,
  )
}
