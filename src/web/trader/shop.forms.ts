import type { Input, Problem } from '../api/client.ts'
import { fieldTexts, type View } from '../page/index.ts'
import type { Shop, Trader } from './desk.ts'
import { orNull } from './register.forms.ts'

/** Days as India's shops count them; the API's names. */
export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof days)[number]

type ShopBody = Input<'addShop'>['body']
type Week = ShopBody['hours']['week']

/** The fields of the form for a shop, as text. `mon-open`, `mon-close`, `mon-open2`, `mon-close2` are the hours. */
export type ShopValues = Readonly<Record<string, string>>

const usual = { open: '09:00', close: '21:00' }

export function shopValues(shop: Shop | undefined, trader: Trader): ShopValues {
  const values: Record<string, string> = {
    name: shop?.name ?? trader.tradeName,
    line1: shop?.line1 ?? '',
    line2: shop?.line2 ?? '',
    landmark: shop?.landmark ?? '',
    city: shop?.city ?? '',
    pin: shop?.pin ?? '',
    digipin: shop && shop.pointFrom !== 'pin' ? (shop.digipin ?? '') : '',
    carePhone: shop?.carePhone ?? '',
    radiusKm: String((shop?.radiusMetres ?? 3000) / 1000),
    pinsServed: shop?.pinsServed.join(', ') ?? '',
    selfPickup: (shop?.selfPickup ?? true) ? 'yes' : '',
  }
  for (const day of days) {
    const spans = shop ? (shop.hours.week[day] ?? []) : day === 'sun' ? [] : [usual]
    spans.slice(0, 2).forEach(({ open, close }, nth) => {
      const end = nth === 0 ? '' : '2'
      values[`${day}-open${end}`] = open
      // A form's clock has no 24:00.
      values[`${day}-close${end}`] = close === '24:00' ? '00:00' : close
    })
  }
  return values
}

export const valuesOfForm = ({ form }: Pick<View, 'form'>): ShopValues => form

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/

function weekOf(form: ShopValues): Week {
  const week: Week = {}
  for (const day of days) {
    const spans = ['', '2'].flatMap((end) => {
      const open = form[`${day}-open${end}`] ?? ''
      const close = form[`${day}-close${end}`] ?? ''
      if (open === '' && close === '') return []
      return [{ open, close: close === '00:00' ? '24:00' : close }]
    })
    if (spans.length > 0) week[day] = spans
  }
  return week
}

/** Six digits each, whatever stands between them. */
const pinsOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean)

/** What the form says; the API judges it. Hours of a day that was closed stay away. */
export function shopBodyOf({ form }: Pick<View, 'form'>, before?: Shop): ShopBody {
  const { lat, lng } = pointOf(form)
  const kilometres = Number((form.radiusKm ?? '').replace(',', '.'))
  return {
    name: form.name ?? '',
    line1: form.line1 ?? '',
    line2: orNull(form.line2),
    landmark: orNull(form.landmark),
    city: form.city ?? '',
    pin: (form.pin ?? '').replaceAll(/\s/g, ''),
    ...(lat === undefined
      ? { digipin: orNull(form.digipin), ...(orNull(form.digipin) ? {} : { point: null }) }
      : { point: { lat, lng } }),
    carePhone: orNull(form.carePhone),
    hours: { week: weekOf(form), closedDates: before?.hours.closedDates ?? [] },
    radiusMetres: Number.isFinite(kilometres) ? Math.round(kilometres * 1000) : -1,
    pinsServed: pinsOf(form.pinsServed ?? ''),
    selfPickup: form.selfPickup === 'yes',
  }
}

function pointOf(form: ShopValues): { lat: number; lng: number } | { lat: undefined; lng: undefined } {
  const [lat, lng] = [Number(form.lat), Number(form.lng)]
  return form.lat && form.lng && Number.isFinite(lat) && Number.isFinite(lng)
    ? { lat, lng }
    : { lat: undefined, lng: undefined }
}

/** By the name of the field in the form; one text for all hours of a day. */
export function shopErrorsOf(view: View, problem: Problem | undefined): Record<string, string> {
  if (!problem) return {}
  const errors: Record<string, string> = {}
  for (const [name, text] of Object.entries(fieldTexts(view, problem))) {
    const [field = '', part, day] = name.split('.')
    if (field === 'hours')
      errors[part === 'week' && day ? `hours-${day}` : 'hours'] = view.t('trader.hours.wrong')
    else if (field === 'pinsServed') errors.pinsServed = view.t('trader.field.pinsServed.wrong')
    else if (field === 'radiusMetres') errors.radiusKm = view.t('trader.field.radiusKm.wrong')
    else errors[field] = text
  }
  for (const day of days) {
    if (!hoursAreWhole(view.form, day)) errors[`hours-${day}`] = view.t('trader.hours.wrong')
  }
  return errors
}

const hoursAreWhole = (form: ShopValues, day: Day): boolean =>
  ['', '2'].every((end) => {
    const [open, close] = [form[`${day}-open${end}`] ?? '', form[`${day}-close${end}`] ?? '']
    return (open === '' && close === '') || (clock.test(open) && clock.test(close))
  })
