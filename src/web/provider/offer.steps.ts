import { checkDpiit } from '../../kernel/dpiit.ts'
import { parseRupees } from '../../kernel/money.ts'
import { weekdays } from '../../kernel/opening-hours.ts'
import { checkPhone } from '../../kernel/phone.ts'
import { channelOf, edgesOf, type FormFields } from './offer.fields.ts'

export const steps = ['company', 'where', 'prices', 'work'] as const
export type Step = (typeof steps)[number]

/** The fields of each step of the registration. */
export const fieldsOfStep: Record<Step, readonly string[]> = {
  company: ['name', 'dipp', 'contactPhone', 'contactEmail', 'insurer', 'policyNumber', 'insuredUntil'],
  where: [
    'coverage',
    'districts',
    'circles',
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
    ...weekdays.flatMap((day) => edgesOf.flatMap((nth) => [`${day}Open${nth}`, `${day}Close${nth}`])),
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
  const given = (names: readonly string[]) => names.filter((name) => form[name]?.trim())
  const numbers = (...names: string[]) =>
    given(names)
      .filter((name) => !(Number(form[name]!.replaceAll(',', '')) > 0))
      .map((name) => ({ name, code: 'badNumber', detail: 'must be a number above zero' }))
  const sums = (...names: string[]) =>
    given(names)
      .filter((name) => (parseRupees(form[name]!.trim()) ?? -1n) < 0n)
      .map((name) => ({ name, code: 'badPrice', detail: 'must be rupees, such as 25 or 25.50' }))
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
        ...(form.districts?.trim() || form.circles?.trim() ? [] : empty('coverage')),
        ...empty('maxWeightKg'),
        ...numbers('maxWeightKg', 'maxDistanceKm', 'maxSideCm'),
        ...(form.withinCity === 'yes' || form.interCity === 'yes'
          ? []
          : [{ name: 'withinCity', code: 'noWayCarried', detail: 'Carry within a city or between cities.' }]),
      ]
    case 'prices':
      return [
        ...empty('base', 'perKm', 'perKg', 'promisedMinutes'),
        ...sums('base', 'perKm', 'perKg', 'codFee'),
        ...numbers('promisedMinutes'),
      ]
    case 'work': {
      const channel = channelOf(form)
      if (channel === 'pull') return []
      return channel === 'push'
        ? empty('webhookUrl')
        : empty('webhookUrl', 'ondcSubscriber', 'ondcKey', 'ondcPublicKey')
    }
  }
}
