import { type Id, idOf } from '../../kernel/ids.ts'
import { weekdays } from '../../kernel/opening-hours.ts'
import type { Tx } from '../../platform/database/index.ts'
import { providers, providerTerms } from './providers.tables.ts'

/** The post among those who carry parcels: custody, cash and scorecards name it like any other. */
export const postProviderId: Id<'provider'> = idOf('provider', '00000000-0000-7000-8000-00000000b057')

/** Writes the post among the providers, once. It goes everywhere, and nobody acts for it but by its files. */
export async function ensurePost(tx: Tx, name: string): Promise<void> {
  await tx.orm
    .insert(providers)
    .values({
      ...{ id: postProviderId, name, dipp: 'POST', status: 'approved', channel: 'post', webhookUrl: '' },
      contactPhone: '18002666868',
    })
    .onConflictDoNothing()
  await tx.orm
    .insert(providerTerms)
    .values({
      providerId: postProviderId,
      number: 1,
      capabilities: {
        pickup: { pins: [], pinPrefixes: [], circles: [] },
        ...{ maxWeightGrams: 35_000, food: true, cod: true, interCity: true, armyPostal: true },
        hours: {
          week: Object.fromEntries(weekdays.map((day) => [day, [{ open: '00:00', close: '24:00' }]])),
        },
      },
      // Its tariff is a setting: see the post's own module.
      rateCard: { basePaise: 0, perKmPaise: 0, perKgPaise: 0, codFeePaise: 0 },
      promisedMinutes: 6 * 24 * 60,
    })
    .onConflictDoNothing()
}
