export { ondcGate } from './callbacks.ts'
export { createSender, type OndcSettings, ondcConnector } from './connector.ts'
export { authorizationOf, digestOf, isSignedBy, privateKeyOf, signingString } from './signing.ts'
export { ondcStates, readOndcState } from './statuses.ts'
