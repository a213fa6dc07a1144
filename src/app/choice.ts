import { type Config, readConfig } from '../platform/config/index.ts'

/** Where a command finds its market, where that is not what the environment says. */
export interface MarketChoice {
  dataDir?: string
}

/** The configuration of the environment, with what a command's options say instead. */
export const configWith = ({ dataDir, port }: MarketChoice & { port?: string }): Config =>
  readConfig({
    ...process.env,
    ...(dataDir ? { DATA_DIR: dataDir } : {}),
    ...(port ? { PORT: port } : {}),
  })
