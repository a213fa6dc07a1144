import { parseRupees } from '../../kernel/money.ts'
import { weekdays } from '../../kernel/opening-hours.ts'
import type { Input } from '../api/client.ts'
import { readCoverage, writeCoverage } from './coverage.rules.ts'
import type { Provider } from './desk.ts'
import * as lists from './offer.lists.ts'

/** Between the fields of the forms and what the API takes. Sums are rupees in forms, weights kilograms, ways kilometres. */

export type FormFields = Readonly<Record<string, string>>
type Body = Input<'registerProvider'>['body']
type Capabilities = Body['capabilities']
type Hours = Capabilities['hours']

/** What cannot be read goes on as it is, and the API says what is wrong with it. */
const numberOf = (text: string | undefined, times = 1): number => {
  const number = Number((text ?? '').trim().replaceAll(',', ''))
  return text?.trim() && Number.isFinite(number) ? Math.round(number * times) : Number.NaN
}
const optional = (number: number): number | undefined => (Number.isNaN(number) ? undefined : number)
const paiseOf = (text: string | undefined): number => Number(parseRupees((text ?? '').trim()) ?? Number.NaN)

export const companyFrom = (form: FormFields) => ({
  name: form.name ?? '',
  dipp: form.dipp ?? '',
  contactPhone: form.contactPhone ?? '',
  contactEmail: form.contactEmail?.trim() || null,
  insurance: form.insurer?.trim()
    ? { insurer: form.insurer, policyNumber: form.policyNumber ?? '', validUntil: form.insuredUntil ?? '' }
    : null,
})

export const pricesFrom = (form: FormFields) => ({
  rateCard: {
    basePaise: paiseOf(form.base),
    perKmPaise: paiseOf(form.perKm),
    perKgPaise: paiseOf(form.perKg),
    codFeePaise: paiseOf(form.codFee || '0'),
    codFeeBasisPoints: optional(numberOf(form.codPercent, 100)),
    slabs: lists.readSlabs(form.slabs),
    surges: lists.readSurges(form.surges),
    surgeCeilingPercent: optional(numberOf(form.surgeCeiling)),
    volumetricCm3PerKg: optional(numberOf(form.volumetric)),
  },
  promisedMinutes: numberOf(form.promisedMinutes),
  liveQuotes: form.liveQuotes === 'yes',
})

/** Promised minutes by lane, to the door and to the place of pick-up. */
export const promisesFrom = (form: FormFields) => ({
  lanes: lists.readLanes(form),
  pickupMinutes: form.pickupMinutes?.trim() ? numberOf(form.pickupMinutes) : undefined,
  pickupLanes: lists.readLanes(form, 'pickup'),
})

export const areaFrom = (form: FormFields, circles: Capabilities['pickup']['circles'] = []) => {
  const { pins, pinPrefixes, districts: among } = readCoverage(form.coverage ?? '')
  const districts = [...lists.readDistricts(form.districts), ...among]
  return { pins, pinPrefixes, circles, ...(districts.length > 0 ? { districts } : {}) }
}

/** The fields of an area of delivery of its own, named as those of the area of pick-up. */
export const dropFields = (form: FormFields): FormFields => ({
  coverage: form.dropCoverage ?? '',
  districts: form.dropDistricts ?? '',
  circles: form.dropCircles ?? '',
})
export const hasDrop = (form: FormFields): boolean =>
  Object.values(dropFields(form)).some((text) => text.trim() !== '')

/** Where it brings parcels, where that is not where it fetches them. */
export const dropFrom = (form: FormFields, circles?: Capabilities['pickup']['circles']) =>
  hasDrop(form) ? areaFrom(dropFields(form), circles) : undefined

export const limitsFrom = (form: FormFields) => ({
  maxWeightGrams: numberOf(form.maxWeightKg, 1000),
  maxDistanceMetres: optional(numberOf(form.maxDistanceKm, 1000)),
  food: form.food === 'yes',
  cod: form.cod === 'yes',
  maxSideMillimetres: optional(numberOf(form.maxSideCm, 10)),
  cold: form.cold === 'yes',
  interCity: form.interCity === 'yes',
  withinCity: form.withinCity === 'yes',
  reverse: form.reverse === 'yes',
})

/** How the fields of a day's first and second opening end. */
export const edgesOf = ['', '2'] as const

/** Two openings a day are in the form; what a day had before beyond them is kept, unless it is off now. */
export const hoursFrom = (form: FormFields, before?: Pick<Hours, 'week'>): Hours => ({
  week: Object.fromEntries(
    weekdays.flatMap((day) => {
      const openings = edgesOf.flatMap((nth) => {
        const [open, close] = [form[`${day}Open${nth}`]?.trim(), form[`${day}Close${nth}`]?.trim()]
        return open && close ? [{ open, close: close === '23:59' ? '24:00' : close }] : []
      })
      const further = before?.week[day]?.slice(edgesOf.length) ?? []
      return openings.length > 0 ? [[day, [...openings, ...further]]] : []
    }),
  ),
  closedDates: (form.closedDates ?? '').split(/[\s,;]+/).filter((text) => text !== ''),
})

export const capacityFrom = (form: FormFields) => ({
  parcelsPerDay: optional(numberOf(form.parcelsPerDay)),
  parcelsPerDayIn: lists.readParcelsIn(form.parcelsIn),
})

/** The day from which a change holds; at once when none is named. */
export const holdsFromIn = (form: FormFields) => (form.holdsFrom?.trim() ? { holdsFrom: form.holdsFrom } : {})

export const channels = ['push', 'pull', 'ondc'] as const
/** The channel that a form names; push where it names none. */
export const channelOf = ({ channel }: FormFields) => channels.find((one) => one === channel) ?? 'push'

/** How the market speaks with it: each way with the fields that it needs, and no other. */
const channelFrom = (form: FormFields): Pick<Body, 'channel' | 'webhookUrl' | 'ondc'> => {
  const channel = channelOf(form)
  if (channel === 'pull') return { channel }
  const webhookUrl = form.webhookUrl ?? ''
  if (channel === 'push') return { channel, webhookUrl }
  const of = (name: string) => form[name]?.trim() ?? ''
  const ondc = {
    ...{ subscriberId: of('ondcSubscriber'), keyId: of('ondcKey'), publicKey: of('ondcPublicKey') },
  }
  return { channel, webhookUrl, ondc }
}

/** The whole registration, from the fields of all its steps. */
export const registrationFrom = (form: FormFields, circles?: Capabilities['pickup']['circles']): Body => ({
  ...companyFrom(form),
  ...pricesFrom(form),
  capabilities: {
    pickup: areaFrom(form, circles),
    ...limitsFrom(form),
    hours: hoursFrom(form),
    ...capacityFrom(form),
    ...promisesFrom(form),
  },
  ...channelFrom(form),
})

const rupees = (paise: number): string => (paise / 100).toFixed(2).replace(/\.00$/, '')

/** The fields as the forms show them for a startup. */
export function fieldsOf(provider: Provider): Record<string, string> {
  const { capabilities, rateCard } = provider
  const week = Object.fromEntries(
    weekdays.flatMap((day) => {
      const openings = capabilities.hours.week[day] ?? []
      return edgesOf.flatMap((nth, at) => {
        const one = openings[at]
        if (!one) return []
        return [
          [`${day}Open${nth}`, one.open],
          [`${day}Close${nth}`, one.close.replace('24:00', '23:59')],
        ]
      })
    }),
  )
  return {
    name: provider.name,
    dipp: provider.dipp,
    contactPhone: provider.contactPhone,
    contactEmail: provider.contactEmail ?? '',
    insurer: provider.insurance?.insurer ?? '',
    policyNumber: provider.insurance?.policyNumber ?? '',
    insuredUntil: provider.insurance?.validUntil ?? '',
    coverage: writeCoverage(capabilities.pickup),
    districts: lists.writeDistricts(capabilities.pickup.districts),
    circles: lists.writeCircles(capabilities.pickup.circles),
    dropCoverage: writeCoverage(capabilities.drop ?? {}),
    dropDistricts: lists.writeDistricts(capabilities.drop?.districts),
    dropCircles: lists.writeCircles(capabilities.drop?.circles),
    maxSideCm: capabilities.maxSideMillimetres ? String(capabilities.maxSideMillimetres / 10) : '',
    cold: capabilities.cold ? 'yes' : '',
    interCity: capabilities.interCity === false ? '' : 'yes',
    withinCity: capabilities.withinCity === false ? '' : 'yes',
    reverse: capabilities.reverse ? 'yes' : '',
    maxWeightKg: String(capabilities.maxWeightGrams / 1000),
    maxDistanceKm: capabilities.maxDistanceMetres ? String(capabilities.maxDistanceMetres / 1000) : '',
    food: capabilities.food ? 'yes' : '',
    cod: capabilities.cod ? 'yes' : '',
    base: rupees(rateCard.basePaise),
    perKm: rupees(rateCard.perKmPaise),
    perKg: rupees(rateCard.perKgPaise),
    codFee: rupees(rateCard.codFeePaise),
    codPercent: rateCard.codFeeBasisPoints ? String(rateCard.codFeeBasisPoints / 100) : '',
    slabs: lists.writeSlabs(rateCard.slabs),
    surges: lists.writeSurges(rateCard.surges),
    surgeCeiling: rateCard.surgeCeilingPercent ? String(rateCard.surgeCeilingPercent) : '',
    volumetric: rateCard.volumetricCm3PerKg ? String(rateCard.volumetricCm3PerKg) : '',
    ...lists.writeLanes(capabilities.lanes),
    pickupMinutes: capabilities.pickupMinutes ? String(capabilities.pickupMinutes) : '',
    ...lists.writeLanes(capabilities.pickupLanes, 'pickup'),
    promisedMinutes: String(provider.promisedMinutes),
    liveQuotes: provider.liveQuotes ? 'yes' : '',
    parcelsPerDay: capabilities.parcelsPerDay ? String(capabilities.parcelsPerDay) : '',
    parcelsIn: lists.writeParcelsIn(capabilities.parcelsPerDayIn),
    closedDates: (capabilities.hours.closedDates ?? []).join('\n'),
    webhookUrl: provider.webhookUrl,
    ...week,
  }
}

/** What a new registration begins with: open every day from nine to nine. */
export const startFields: Record<string, string> = {
  maxWeightKg: '20',
  maxDistanceKm: '15',
  food: 'yes',
  cod: 'yes',
  interCity: 'yes',
  withinCity: 'yes',
  codFee: '0',
  promisedMinutes: '60',
  ...Object.fromEntries(
    weekdays.flatMap((day) => [
      [`${day}Open`, '09:00'],
      [`${day}Close`, '21:00'],
    ]),
  ),
}

/** Names of the API’s fields in these forms. */
export const renames: Record<string, string> = {
  'ondc.subscriberId': 'ondcSubscriber',
  'ondc.keyId': 'ondcKey',
  'ondc.publicKey': 'ondcPublicKey',
  'insurance.insurer': 'insurer',
  'insurance.policyNumber': 'policyNumber',
  'insurance.validUntil': 'insuredUntil',
  'rateCard.basePaise': 'base',
  'rateCard.perKmPaise': 'perKm',
  'rateCard.perKgPaise': 'perKg',
  'rateCard.codFeePaise': 'codFee',
  'capabilities.pickup': 'coverage',
  'capabilities.drop': 'dropCoverage',
  'capabilities.maxWeightGrams': 'maxWeightKg',
  'capabilities.maxDistanceMetres': 'maxDistanceKm',
  'capabilities.parcelsPerDay': 'parcelsPerDay',
  'capabilities.maxSideMillimetres': 'maxSideCm',
  'capabilities.pickupMinutes': 'pickupMinutes',
  ...Object.fromEntries(
    lists.laneNames.flatMap((name) => [
      [`capabilities.lanes.${name}`, `lane.${name}`],
      [`capabilities.pickupLanes.${name}`, `pickup.${name}`],
    ]),
  ),
  'rateCard.codFeeBasisPoints': 'codPercent',
  'rateCard.surgeCeilingPercent': 'surgeCeiling',
  'rateCard.volumetricCm3PerKg': 'volumetric',
  'capabilities.withinCity': 'withinCity',
  'capabilities.hours': 'hours',
  'capabilities.hours.closedDates': 'closedDates',
}
