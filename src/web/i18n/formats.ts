import { type Lang, languages } from './languages.ts'

/** How India writes amounts, numbers and hours; digits are Latin in every language. */
export interface Formats {
  /** Paise as rupees: `₹1,23,456.00`. */
  money(paise: number): string
  /** `12,34,567`. */
  number(value: number): string
  /** Large numbers in lakh and crore: `12.3L`. */
  count(value: number): string
  /** A share between 0 and 1: `12%`. */
  percent(share: number): string
  /** Instants are shown in Indian Standard Time. */
  date(instant: string | Date): string
  time(instant: string | Date): string
  dateTime(instant: string | Date): string
  /** Two instants of one day: `22 Nov, 4:00 – 6:00 pm`. */
  span(from: string | Date, until: string | Date): string
  /** Metres: `850 m`, `2.4 km`. */
  distance(metres: number): string
  /** Grams: `500 g`, `1.5 kg`. */
  weight(grams: number): string
}

/** Thousands, then lakhs and crores: `12,34,567`. */
const grouped = (digits: string): string =>
  digits.length <= 3
    ? digits
    : `${digits.slice(0, -3).replaceAll(/\B(?=(?:\d\d)+$)/g, ',')},${digits.slice(-3)}`

/** Written by hand, for pages hold many of them; everything but plain amounts is left to the platform. */
const amount = (paise: number, else_: (paise: number) => string): string => {
  if (!Number.isSafeInteger(paise) || paise < 0) return else_(paise)
  const rest = paise % 100
  return `₹${grouped(String((paise - rest) / 100))}.${rest < 10 ? '0' : ''}${rest}`
}

const zone = { timeZone: 'Asia/Kolkata' } as const

function createFormats(lang: Lang): Formats {
  const locale = `${languages[lang].locale}-u-nu-latn`
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'INR' })
  const number = new Intl.NumberFormat(locale)
  const count = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const date = new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'short', year: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { ...zone, hour: 'numeric', minute: '2-digit' })
  const dateTime = new Intl.DateTimeFormat(locale, {
    ...zone,
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  })
  const unitOf = (unit: string, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits })
  const [metre, kilometre, gram, kilogram] = [
    unitOf('meter', 0),
    unitOf('kilometer', 1),
    unitOf('gram', 0),
    unitOf('kilogram', 2),
  ]
  return {
    money: (paise) => amount(paise, (any) => money.format(any / 100)),
    number: (value) =>
      Number.isSafeInteger(value) && value >= 0 ? grouped(String(value)) : number.format(value),
    count: (value) => count.format(value),
    percent: (share) => percent.format(share),
    date: (instant) => date.format(new Date(instant)),
    time: (instant) => time.format(new Date(instant)),
    dateTime: (instant) => dateTime.format(new Date(instant)),
    span: (from, until) => dateTime.formatRange(new Date(from), new Date(until)),
    // To 10 m: more would say more than anybody knows of a place.
    distance: (metres) =>
      metres < 995 ? metre.format(Math.round(metres / 10) * 10) : kilometre.format(metres / 1000),
    weight: (grams) => (grams < 1000 ? gram.format(grams) : kilogram.format(grams / 1000)),
  }
}

export const formats: Record<Lang, Formats> = { en: createFormats('en'), hi: createFormats('hi') }
