import type { Id } from '../kernel/ids.ts'

/** `owner` decides who else belongs; `staff` does the daily work. An owner may do all that staff may. */
export type Role = 'owner' | 'staff'

/** Somebody for whom people act. */
export type Party = { kind: 'trader'; id: Id<'trader'> } | { kind: 'provider'; id: Id<'provider'> }

export type PartyRole = { party: Party; role: Role }

/** Personal data: for members of the same party, operators, and whoever needs it for one step. */
export interface Contact {
  /** `+91` and ten digits. */
  phone: string
  name: string | null
}
