export { addressKind, isGlobalAddress } from './addresses.ts'
export {
  createGuardedClient,
  type GuardedClient,
  type GuardedClientOptions,
  type OutgoingRequest,
  type OutgoingResult,
  type UnknownReason,
} from './client.ts'
export { type NotSentReason, type Resolver, systemResolver } from './connector.ts'
export { createGateway, type GatewayOptions, type GatewayOutcome } from './gateway.ts'
export { type AllowedHosts, judgeUrl, parseAllowedHosts, type UrlRefusal, type UrlVerdict } from './urls.ts'
