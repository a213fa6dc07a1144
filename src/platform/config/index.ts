export { describeConfig, readConfig } from './config.ts'
export { type Config, settings } from './config.schema.ts'
