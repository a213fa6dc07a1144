import { createPoints } from '../../delivery/points/index.ts'
import { createProviders } from '../../delivery/providers/index.ts'
import type { Resources } from '../resources.ts'
import type { Carriers, Ground, Trade } from './families.ts'

/** Who carries, and the points where parcels rest. */
export function wireCarriers(
  resources: Resources,
  { outbox, audit, identity, places, traders }: Ground & Trade,
): Carriers {
  const { log, db, client, sealer } = resources
  const providers = createProviders({
    db,
    outbox,
    log,
    members: identity,
    record: audit,
    sealer,
    judgeUrl: (url) => client.judgeUrl(url),
    places,
  })
  const points = createPoints({ db, places, people: identity, shops: traders, record: audit })
  return { providers, points }
}
