export { type Config, settings } from './config.schema.ts'
export { describeConfig, readConfig } from './config.ts'
