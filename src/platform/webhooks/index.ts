export { isWebhookSecret, newWebhookSecret, signWebhook, type WebhookHeaders } from './sign.ts'
export { type IncomingHeaders, verifyWebhook, type WebhookFault, type WebhookVerdict } from './verify.ts'
