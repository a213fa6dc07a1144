export type { OtpMessage, OtpOutcome, OtpSender } from './identity.ports.ts'
export type { Contact, Party, PartyRole, Role } from './identity.types.ts'
