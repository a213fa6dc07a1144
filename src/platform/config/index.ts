export { describeConfig, readConfig } from './config.ts'
export type { Config } from './config.schema.ts'
