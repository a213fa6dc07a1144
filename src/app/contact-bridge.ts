import {
  type ContactBridge,
  createHttpBridge,
  createLogBridge,
  createPagesBridge,
} from '../delivery/door/index.ts'
import type { Resources } from './resources.ts'

/** How buyers and riders reach each other, as the configuration has it. */
export function contactBridge({
  config,
  log,
}: Pick<Resources, 'config' | 'log'>): ContactBridge & { close?(): Promise<void> } {
  if (config.CONTACT_BRIDGE === 'app') return createPagesBridge()
  if (config.CONTACT_BRIDGE === 'log')
    return createLogBridge({ log, production: config.HAAT_ENV === 'production' })
  // The configuration has made sure that it is there.
  return createHttpBridge({ url: config.CONTACT_BRIDGE_URL!, token: config.CONTACT_BRIDGE_TOKEN })
}
