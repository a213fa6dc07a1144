import pino from 'pino'
import { stringify } from 'yaml'
import { deliveryProviderYaml } from '../../delivery/adapters/webhook/index.ts'
import { readConfig } from '../../platform/config/index.ts'
import { openApiDocument } from '../../platform/http/index.ts'
import { createApi } from '../market.ts'
import { openResources } from '../resources.ts'
import { wireModules } from '../wiring/index.ts'
import { generatedFile } from './generated-file.ts'

/** Both contracts: what the market serves, and what a delivery provider serves. No server is needed for it. */
export async function openapi(options: { check?: boolean }): Promise<void> {
  const check = options.check ?? false
  await generatedFile('openapi/haat.yaml', await marketDocument(), { check })
  await generatedFile('openapi/delivery-provider.yaml', deliveryProviderYaml(), { check })
}

/** The document comes from the routes alone: nothing connects to this address. */
async function marketDocument(): Promise<string> {
  const config = readConfig({ SECRET_KEY: 'A'.repeat(43), LOG_LEVEL: 'silent' })
  const log = pino({ level: 'silent' })
  const resources = await openResources({ config, databaseUrl: 'postgres://nobody@127.0.0.1:1/none', log })
  try {
    const api = await createApi(resources, wireModules(resources))
    await api.ready()
    return stringify(openApiDocument(api), { lineWidth: 120, aliasDuplicateObjects: false })
  } finally {
    await resources.close()
  }
}
