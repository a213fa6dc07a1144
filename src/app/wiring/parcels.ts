import { checkProvider } from '../../delivery/adapters/webhook/index.ts'
import { createCertification } from '../../delivery/certification/index.ts'
import { createDoor } from '../../delivery/door/index.ts'
import { createLabels } from '../../delivery/labels/index.ts'
import { createReturns } from '../../delivery/returns/index.ts'
import type { Resources } from '../resources.ts'
import type { Carriers, Delivery, Ground, Parcels, Trade } from './families.ts'

/** What else may happen to a parcel, and the test that who carries it must pass. */
export function wireParcels(
  resources: Resources,
  {
    outbox,
    bridge,
    audit,
    identity,
    places,
    traders,
    catalogue,
    orders,
    providers,
    points,
    shipments,
    dispatch,
    relay,
    connect,
    checkSeller,
  }: Ground & Trade & Carriers & Delivery,
): Parcels {
  const { config, db, client, files } = resources
  const door = createDoor({
    db,
    outbox,
    shipments,
    orders,
    people: identity,
    shops: traders,
    points,
    relay,
    directory: providers.directory,
    connect,
    members: identity,
    phones: identity,
    bridge,
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    settings: { mostAttempts: config.DOOR_ATTEMPTS, answerMinutes: config.DOOR_ANSWER_MINUTES },
  })
  const labels = createLabels({
    db,
    shipments,
    orders,
    shops: traders,
    people: identity,
    members: identity,
    points,
    directory: providers.directory,
    places,
  })
  const returns = createReturns({
    db,
    outbox,
    shipments,
    orders,
    catalogue,
    people: identity,
    shops: traders,
    directory: providers.directory,
    dispatch,
    decisions: audit,
    photos: files,
    publicUrl: config.PUBLIC_URL ?? `http://localhost:${config.PORT}`,
    pointOfPin: (pin) => places.lookUp(pin)?.point ?? undefined,
    settings: {
      days: config.RETURN_DAYS,
      answerHours: config.RETURN_ANSWER_HOURS,
      undoMinutes: config.RETURN_UNDO_MINUTES,
      stuckHours: config.RETURN_STUCK_HOURS,
    },
  })
  const certification = createCertification({
    db,
    outbox,
    people: identity,
    directory: providers.directory,
    places,
    audit,
    providers,
    connect,
    runChecks: async (provider, ways, box) => {
      // Where this market is not in the registry no seller of ONDC would answer it.
      if (provider.channel === 'ondc') return (await checkSeller?.(provider, ways, box)) ?? []
      const { webhookUrl: url, secrets, liveQuotes } = provider
      const timeoutMs = config.DISPATCH_ANSWER_SECONDS * 1000
      return checkProvider({ client, url, secrets, liveQuotes, ...ways[0], timeoutMs })
    },
  })
  return { door, labels, returns, certification }
}
