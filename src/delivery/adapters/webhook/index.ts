export { type CheckCode, type CheckOutcome, type CheckTarget, checkCodes, checkProvider } from './checks.ts'
export { webhookConnector } from './connector.ts'
export { deliveryProviderDocument, deliveryProviderYaml, providerOperations } from './document.ts'
export { readProviderStatus } from './statuses.ts'
