export { type ApiKey, newApiKey, type ParsedApiKey, parseApiKey } from './api-key.ts'
export { hashCode, numericCode, randomCode, verifyCode } from './codes.ts'
export { createSealer, type Sealer, UnsealError } from './sealer.ts'
export { deriveKey, hashSecret, verifySecret } from './secrets.ts'
