import { generateKeyPairSync } from 'node:crypto'
import { checkOndcSeller, cityCodes, privateKeyOf } from '../../delivery/adapters/ondc/index.ts'
import { HaatError } from '../../kernel/errors.ts'
import { distanceMetres } from '../../kernel/geo.ts'
import { createPlaces } from '../../places/index.ts'
import { createGuardedClient } from '../../platform/http-client/index.ts'
import { startCallbackServer } from './callback-server.ts'
import { answerMs, tell } from './provider.ts'

export interface OndcCheckOptions {
  url: string
  subscriberId: string
  keyId: string
  publicKey: string
  buyerId: string
  buyerKeyId: string
  buyerKey?: string
  listen: string
  callbackUrl?: string
  pin: string
  dropPin?: string[]
  json?: boolean
}

/**
 * Plays the buyer's side of ONDC logistics to a seller, wherever it runs, and prints what passed and what helps; exit
 * status 1 when something did not pass. No market is needed for it: callbacks are taken in here.
 */
export async function checkOndc(options: OndcCheckOptions): Promise<void> {
  const places = createPlaces()
  const placeOf = (pin: string) => {
    const place = places.lookUp(pin)
    if (!place?.point)
      throw new HaatError('invalid', 'unknownPin', `${pin} is no PIN code with a known place.`)
    return { pin, point: place.point }
  }
  const pickup = placeOf(options.pin)
  const wayTo = (pin: string) => {
    const drop = placeOf(pin)
    // A kilometre at least: shop and buyer may share their PIN.
    const metres = Math.max(1000, Math.round(distanceMetres(pickup.point, drop.point)))
    return { pickup, drop, distanceMetres: metres }
  }
  const [first = options.pin, ...more] = options.dropPin ?? []
  const seller = {
    subscriberId: options.subscriberId,
    keyId: options.keyId,
    publicKey: options.publicKey,
  }
  const privateKey = privateKeyOf(options.buyerKey ?? refuseWithKey())
  const callbacks = await startCallbackServer({ seller, port: Number(options.listen) })
  // Whoever types an address means it, even one of their own machine.
  const client = createGuardedClient({ allowedHosts: [new URL(options.url).hostname] })
  try {
    tell(
      await checkOndcSeller({
        client,
        key: { subscriberId: options.buyerId, keyId: options.buyerKeyId },
        privateKey,
        cityOf: cityCodes(),
        timeoutMs: answerMs,
        url: options.url,
        seller,
        callbackUrl: options.callbackUrl ?? `http://127.0.0.1:${callbacks.port}`,
        box: callbacks.box,
        ways: [wayTo(first), ...more.map(wayTo)],
      }),
      options,
    )
  } finally {
    await Promise.all([client.close(), callbacks.close()])
  }
}

/** Tells of a key that can be used, since the seller has to know its other half. */
function refuseWithKey(): never {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const last = (der: Buffer) => der.subarray(-32).toString('base64')
  const seed = last(privateKey.export({ format: 'der', type: 'pkcs8' }))
  const known = last(publicKey.export({ format: 'der', type: 'spki' }))
  throw new HaatError(
    'invalid',
    'noBuyerKey',
    `Give --buyer-key. A new one, for checks alone: --buyer-key ${seed}; let your server know its public key ${known} under the subscriber and key id of the buyer.`,
  )
}
