import { z } from 'zod'
import { deliverySettings } from './config.delivery.ts'
import { engineSettings } from './config.engines.ts'
import { moneySettings } from './config.money.ts'
import { peopleSettings } from './config.people.ts'
import { postSettings } from './config.post.ts'
import { serverSettings } from './config.server.ts'
import { tradeSettings } from './config.trade.ts'

/** Every setting of Haat by what it is about, as `docs/configuration.md` shows them. */
export const parts = [
  { title: 'The installation and its processes', settings: serverSettings },
  { title: 'What it stands on', settings: engineSettings },
  { title: 'People and how they are reached', settings: peopleSettings },
  { title: 'Trade', settings: tradeSettings },
  { title: 'Money', settings: moneySettings },
  { title: 'Delivery', settings: deliverySettings },
  { title: 'The post', settings: postSettings },
] as const

/**
 * Every setting: its type, default and a sentence. Read once, at the start. Milliseconds, seconds and minutes are
 * in the names.
 */
export const settings = {
  ...serverSettings,
  ...engineSettings,
  ...peopleSettings,
  ...tradeSettings,
  ...moneySettings,
  ...deliverySettings,
  ...postSettings,
} as const

export const configSchema = z.object(settings)
export type Config = z.output<typeof configSchema>
