import {
  checkOndcSeller,
  cityCodes,
  createSender,
  type OndcSettings,
  ondcConnector,
  ondcGate,
  privateKeyOf,
} from '../delivery/adapters/ondc/index.ts'
import type { RunChecks } from '../delivery/certification/index.ts'
import type { NetworkGate, ProviderConnector } from '../delivery/dispatch/index.ts'
import type { Point } from '../kernel/geo.ts'
import type { Resources } from './resources.ts'

/** The adapter for sellers of ONDC; undefined where this market has no entry in the registry. */
export function ondcAdapter(
  { config, client }: Pick<Resources, 'config' | 'client'>,
  given: {
    pointOfPin: (pin: string) => Point | undefined
    wayOf: OndcSettings['wayOf']
  },
): { connector: ProviderConnector; gate: NetworkGate; check: RunChecks } | undefined {
  if (!config.ONDC_SUBSCRIBER_ID || !config.ONDC_PRIVATE_KEY) return undefined
  const base = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
  const settings = {
    client,
    key: { subscriberId: config.ONDC_SUBSCRIBER_ID, keyId: config.ONDC_KEY_ID },
    privateKey: privateKeyOf(config.ONDC_PRIVATE_KEY),
    callbackUrl: (providerId: string) => new URL(`/v1/providers/${providerId}/ondc`, base).href,
    cityOf: cityCodes(),
    ...given,
    timeoutMs: config.DISPATCH_ANSWER_SECONDS * 1000,
  }
  const send = createSender(settings)
  return {
    connector: ondcConnector(settings, send),
    gate: ondcGate(settings, send),
    check: async ({ providerId, ondc, webhookUrl }, ways, box) =>
      ondc
        ? checkOndcSeller({
            ...settings,
            ways,
            ...{ url: webhookUrl, seller: ondc, callbackUrl: settings.callbackUrl(providerId), box },
          })
        : [],
  }
}

const reason = 'This market has no entry in the registry of ONDC.'

/** Where this market is not in the registry nobody of ONDC is asked, and nothing is known of them. */
export const outsideOndc: ProviderConnector = () => ({
  quote: async () => ({ kind: 'noAnswer', reason }),
  book: async () => ({ kind: 'permanent', reason }),
  status: async () => ({ kind: 'unreachable', reason }),
  cancel: async () => ({ kind: 'unreachable', reason }),
})
