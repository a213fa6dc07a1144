import type { Input, Problem } from '../api/client.ts'
import { fieldTexts, type View } from '../page/index.ts'

type Hub = Input<'makeHub'>['body']

/** Days as India's offices count them; the API's names. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

export interface HubValues {
  text: Readonly<Record<string, string>>
  days: readonly string[]
}

/** What stands in the form: what was typed, or a hub that is open day and night. */
export const hubValues = ({ form, formAll }: View): HubValues =>
  form.name === undefined
    ? {
        text: { shelfParcels: '500', parcelsPerDay: '2000', feePaise: '0', open: '00:00', close: '00:00' },
        days: weekdays,
      }
    : { text: form, days: formAll('days') }

/** A number as it was typed. What is none goes as none, and the API asks for it at its field. */
const numberOf = (text: string | undefined, scale = 1): number => {
  const number = Number((text ?? '').trim() || Number.NaN)
  return scale === 1 ? number : Math.round(number * scale)
}

/** Where it is: by DIGIPIN, by position, or the middle of its PIN. */
async function placeOf(view: View, pin: string): Promise<Hub['point']> {
  const { lat, lng, digipin } = view.form
  if (digipin?.trim()) return (await view.api('decodeDigipin', { params: { code: digipin.trim() } })).centre
  if (lat && lng) return { lat: Number(lat), lng: Number(lng) }
  const seen = /^[1-9][0-9]{5}$/.test(pin) && (await view.api('lookUpPins', { body: { pins: [pin] } }))
  // With a PIN that is none the API refuses the hub for it, so that a place is not asked for beside it.
  if (!seen || seen.unknownPins.length > 0) return { lat: 0, lng: 0 }
  return seen.points[0]?.point ?? { lat: Number.NaN, lng: Number.NaN }
}

/** What the form says, with rupees as paise; the API judges it. Throws what it says of a place. */
export async function hubOf(view: View): Promise<Hub> {
  const { form } = view
  const pin = (form.pin ?? '').replaceAll(/\s/g, '')
  const close = form.close === '00:00' ? '24:00' : (form.close ?? '')
  const span = [{ open: form.open ?? '', close }]
  return {
    name: form.name ?? '',
    line1: form.line1 ?? '',
    pin,
    point: await placeOf(view, pin),
    phone: form.phone?.trim() || null,
    providerId: form.providerId || null,
    hours: {
      week: Object.fromEntries(view.formAll('days').map((day) => [day, span])) as Hub['hours']['week'],
    },
    shelfParcels: numberOf(form.shelfParcels),
    parcelsPerDay: numberOf(form.parcelsPerDay),
    feePaise: numberOf(form.feePaise, 100),
  }
}

/** Of what the API calls otherwise than the form: the name of the field. */
export const hubRename = (problem: Problem | undefined): Record<string, string> =>
  Object.fromEntries(
    (problem?.errors ?? []).flatMap(({ pointer }) => {
      const name = pointer.replace(/^\//, '').replaceAll('/', '.')
      if (name === 'code' || name.startsWith('point')) return [[name, 'digipin']]
      return name.startsWith('hours') ? [[name, 'days']] : []
    }),
  )

/** What is wrong, by the name of the field in the form; of a number in words, how to write it. */
export function hubErrors(
  reader: Parameters<typeof fieldTexts>[0],
  problem: Problem | undefined,
  { text }: HubValues,
): Record<string, string> {
  const errors = fieldTexts(reader, problem, hubRename(problem))
  const isUnread = (name: string, form: RegExp) =>
    errors[name] && text[name]?.trim() && !form.test(text[name].trim())
  for (const name of ['shelfParcels', 'parcelsPerDay'])
    if (isUnread(name, /^\d+$/)) errors[name] = reader.t('operator.hub.number')
  if (isUnread('feePaise', /^\d+(?:\.\d+)?$/)) errors.feePaise = reader.t('operator.hub.sum')
  return errors
}
