import { refuseAll, type Transitions } from '../../kernel/states.ts'

export const providerStatuses = ['draft', 'submitted', 'sandbox', 'approved', 'suspended'] as const
export type ProviderStatus = (typeof providerStatuses)[number]
export type ProviderStep = 'submit' | 'admit' | 'approve' | 'suspend' | 'sendBack'

const steps: readonly ProviderStep[] = ['submit', 'admit', 'approve', 'suspend', 'sendBack']
const row = (next: Partial<Record<ProviderStep, ProviderStatus | 'stay'>>) =>
  refuseAll<ProviderStatus, ProviderStep>(steps, next)

/** Only an approved provider is offered parcels. One that is suspended finishes what it has. */
export const providerTransitions: Transitions<ProviderStatus, ProviderStep> = {
  draft: row({ submit: 'submitted', sendBack: 'stay' }),
  submitted: row({
    submit: 'stay',
    admit: 'sandbox',
    approve: 'approved',
    suspend: 'suspended',
    sendBack: 'draft',
  }),
  // Artificial parcels alone, until it has brought enough of them cleanly.
  sandbox: row({
    submit: 'stay',
    admit: 'stay',
    approve: 'approved',
    suspend: 'suspended',
    sendBack: 'draft',
  }),
  approved: row({ submit: 'stay', approve: 'stay', suspend: 'suspended' }),
  suspended: row({ approve: 'approved', suspend: 'stay' }),
}
