export { webhookConnector } from './connector.ts'
export { deliveryProviderDocument, deliveryProviderYaml, providerOperations } from './document.ts'
export { readProviderStatus } from './statuses.ts'
