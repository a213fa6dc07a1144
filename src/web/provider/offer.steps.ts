import { checkDpiit } from '../../kernel/dpiit.ts'
import { weekdays } from '../../kernel/opening-hours.ts'
import { checkPhone } from '../../kernel/phone.ts'
import { channelOf, type FormFields } from './offer.fields.ts'

export const steps = ['company', 'where', 'prices', 'work'] as const
export type Step = (typeof steps)[number]

/** The fields of each step of the registration. */
export const fieldsOfStep: Record<Step, readonly string[]> = {
  company: ['name', 'dipp', 'contactPhone', 'contactEmail', 'insurer', 'policyNumber', 'insuredUntil'],
  where: [
    'coverage',
    'districts',
    'maxWeightKg',
    'maxSideCm',
    'maxDistanceKm',
    'food',
    'cod',
    'cold',
    'interCity',
    'withinCity',
    'reverse',
  ],
  prices: ['base', 'perKm', 'perKg', 'codFee', 'promisedMinutes', 'liveQuotes'],
  work: [
    ...weekdays.flatMap((day) => [`${day}Open`, `${day}Close`]),
    'closedDates',
    'parcelsPerDay',
    'parcelsIn',
    'channel',
    'webhookUrl',
    'ondcSubscriber',
    'ondcKey',
    'ondcPublicKey',
  ],
}

/** What can be told before everything is there; the API judges it all at the end. */
export function problemsOfStep(
  step: Step,
  form: FormFields,
): { name: string; code: string; detail: string }[] {
  const empty = (...names: string[]) =>
    names
      .filter((name) => !form[name]?.trim())
      .map((name) => ({ name, code: 'missing', detail: 'is missing' }))
  const read = (name: string, checked: { ok: true } | { ok: false; reason: string }, code = 'invalid') =>
    !form[name]?.trim() || checked.ok ? [] : [{ name, code, detail: checked.reason }]
  switch (step) {
    case 'company':
      return [
        ...empty('name', 'dipp', 'contactPhone'),
        ...read('dipp', checkDpiit(form.dipp ?? '')),
        ...read('contactPhone', checkPhone(form.contactPhone ?? ''), 'invalidPhone'),
        ...(form.insurer?.trim() ? empty('policyNumber', 'insuredUntil') : []),
      ]
    case 'where':
      return [
        ...(form.districts?.trim() ? empty('maxWeightKg') : empty('coverage', 'maxWeightKg')),
        ...(form.withinCity === 'yes' || form.interCity === 'yes'
          ? []
          : [{ name: 'withinCity', code: 'noWayCarried', detail: 'Carry within a city or between cities.' }]),
      ]
    case 'prices':
      return empty('base', 'perKm', 'perKg', 'promisedMinutes')
    case 'work': {
      const channel = channelOf(form)
      if (channel === 'pull') return []
      return channel === 'push'
        ? empty('webhookUrl')
        : empty('webhookUrl', 'ondcSubscriber', 'ondcKey', 'ondcPublicKey')
    }
  }
}
