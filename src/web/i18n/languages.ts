import { catalogues } from './messages.ts'

/**
 * The languages of the Eighth Schedule to the Constitution, and English, as BCP 47 names them, with their own names
 * and the direction of their script. A language is offered as soon as it has a catalogue in messages.ts.
 */
export const languages = {
  en: { name: 'English', locale: 'en-IN', direction: 'ltr' },
  hi: { name: 'हिन्दी', locale: 'hi-IN', direction: 'ltr' },
  as: { name: 'অসমীয়া', locale: 'as-IN', direction: 'ltr' },
  bn: { name: 'বাংলা', locale: 'bn-IN', direction: 'ltr' },
  brx: { name: 'बर’', locale: 'brx-IN', direction: 'ltr' },
  doi: { name: 'डोगरी', locale: 'doi-IN', direction: 'ltr' },
  gu: { name: 'ગુજરાતી', locale: 'gu-IN', direction: 'ltr' },
  kn: { name: 'ಕನ್ನಡ', locale: 'kn-IN', direction: 'ltr' },
  ks: { name: 'کٲشُر', locale: 'ks-IN', direction: 'rtl' },
  kok: { name: 'कोंकणी', locale: 'kok-IN', direction: 'ltr' },
  mai: { name: 'मैथिली', locale: 'mai-IN', direction: 'ltr' },
  ml: { name: 'മലയാളം', locale: 'ml-IN', direction: 'ltr' },
  mni: { name: 'ꯃꯩꯇꯩꯂꯣꯟ', locale: 'mni-IN', direction: 'ltr' },
  mr: { name: 'मराठी', locale: 'mr-IN', direction: 'ltr' },
  ne: { name: 'नेपाली', locale: 'ne-IN', direction: 'ltr' },
  or: { name: 'ଓଡ଼ିଆ', locale: 'or-IN', direction: 'ltr' },
  pa: { name: 'ਪੰਜਾਬੀ', locale: 'pa-IN', direction: 'ltr' },
  sa: { name: 'संस्कृतम्', locale: 'sa-IN', direction: 'ltr' },
  sat: { name: 'ᱥᱟᱱᱛᱟᱲᱤ', locale: 'sat-IN', direction: 'ltr' },
  sd: { name: 'سنڌي', locale: 'sd-IN', direction: 'rtl' },
  ta: { name: 'தமிழ்', locale: 'ta-IN', direction: 'ltr' },
  te: { name: 'తెలుగు', locale: 'te-IN', direction: 'ltr' },
  ur: { name: 'اردو', locale: 'ur-IN', direction: 'rtl' },
} as const satisfies Record<string, { name: string; locale: string; direction: 'ltr' | 'rtl' }>

/** A language in which every page can be read. */
export type Lang = keyof typeof catalogues

export const offered = Object.keys(catalogues) as Lang[]

export const isLang = (text: unknown): text is Lang => offered.includes(text as Lang)

/** The first language of an Accept-Language header (RFC 9110) that is offered; English when none is. */
export function preferredLang(header: string | undefined): Lang {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, at) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean)
      return { tag: tag.split('-')[0]!, weight: weight === undefined ? 1 : Number(weight), at }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.at - b.at)
  return wanted.map(({ tag }) => tag).find(isLang) ?? 'en'
}
