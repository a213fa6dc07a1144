import { describeConfig } from '../../platform/config/index.ts'
import { generatedFile } from './generated-file.ts'

export const configDocs = (options: { check?: boolean }): Promise<void> =>
  generatedFile('docs/configuration.md', describeConfig(), { check: options.check ?? false })
