import type { Input, Problem, Reply } from '../api/client.ts'
import { isMessageKey } from '../i18n/index.ts'
import { fieldTexts, type View, type ViewFacts } from '../page/index.ts'

/** The steps of a registration, as they stand in addresses. */
export const steps = ['business', 'papers', 'payout', 'shop', 'check'] as const
export type Step = (typeof steps)[number]

type TraderPatch = Input<'changeTrader'>['body']
type Tier = NonNullable<TraderPatch['tiers']>[number]

export const tiers = [
  'manufacturer',
  'distributor',
  'wholesaler',
  'retailer',
] as const satisfies readonly Tier[]

type Fields = Pick<View, 'form' | 'formAll'>

export const orNull = (text: string | undefined): string | null => text?.trim() || null

export const businessOf = ({ form, formAll }: Fields) => ({
  tiers: tiers.filter((tier) => formAll('tiers').includes(tier)),
  legalName: form.legalName ?? '',
  tradeName: form.tradeName ?? '',
  pan: form.pan ?? '',
  gstin: orNull(form.gstin),
  enrolmentId: orNull(form.enrolmentId),
})

export const papersOf = ({ form }: Fields) => ({ udyam: orNull(form.udyam), fssai: orNull(form.fssai) })

/** An account that was given before and is not shown again stays when its fields are left empty. */
export const payoutOf = ({ form }: Fields): TraderPatch => {
  const [accountNumber, ifsc] = [orNull(form.accountNumber), orNull(form.ifsc)]
  return {
    upiId: orNull(form.upiId),
    ...(accountNumber || ifsc ? { bank: { accountNumber: accountNumber ?? '', ifsc: ifsc ?? '' } } : {}),
  }
}

type Check = Reply<'checkNumbers'>['items'][number]
export type NumberField = Check['field']

export const numberFields: readonly NumberField[] = [
  'pan',
  'gstin',
  'enrolmentId',
  'udyam',
  'fssai',
  'upiId',
  'accountNumber',
  'ifsc',
]

/** What stands in the form's fields for numbers, judged. */
export async function checksOf({ api, form }: Pick<View, 'api' | 'form'>): Promise<Check[]> {
  const body = Object.fromEntries(
    numberFields.flatMap((field) => {
      const text = orNull(form[field])
      return text ? [[field, text.slice(0, 320)]] : []
    }),
  )
  return Object.keys(body).length === 0 ? [] : (await api('checkNumbers', { body })).items
}

/** What a check says, in the reader's language. */
export function checkText({ t, lang }: Pick<ViewFacts, 't' | 'lang'>, check: Check): string {
  if (check.ok) return goodText({ t }, check)
  const key = `trader.check.${check.code}`
  if (isMessageKey(key)) return t(key)
  return lang === 'en' && check.detail ? check.detail : t('common.form.check')
}

function goodText({ t }: Pick<ViewFacts, 't'>, { field, tells, value }: Check): string {
  if (field === 'gstin' && tells) return t('trader.check.goodGstin', { state: tells })
  if (field === 'enrolmentId' && tells) return t('trader.check.goodEnrolment', { state: tells })
  if (field === 'ifsc' && tells) return t('trader.check.goodIfsc', { bank: tells })
  return t('trader.check.good', { value })
}

const bankFields = { 'bank.accountNumber': 'accountNumber', 'bank.ifsc': 'ifsc' }

/** What is wrong with each field of a refused step: numbers by their own check, in words of the reader. */
export async function errorsOf(view: View, problem: Problem | undefined): Promise<Record<string, string>> {
  if (!problem) return {}
  const errors = fieldTexts(view, problem, bankFields)
  for (const check of await checksOf(view)) {
    if (!check.ok) errors[check.field] = checkText(view, check)
  }
  return errors
}

/** The step on which a field that an operator asks to mend stands. */
export function stepOfPointer(pointer: string): Step {
  const [, field = ''] = pointer.split('/')
  if (field === 'udyam' || field === 'fssai') return 'papers'
  if (field === 'upiId' || field === 'bank') return 'payout'
  if (field === 'shops') return 'shop'
  return 'business'
}

/** Reasons of a trader that was sent back, by the name of the field in the form. */
export const reasonsByField = (reasons: readonly { pointer: string; reason: string }[]) =>
  Object.fromEntries(
    reasons.map(({ pointer, reason }) => {
      const name = pointer.replace(/^\//, '').replaceAll('/', '.')
      return [bankFields[name as keyof typeof bankFields] ?? name, reason]
    }),
  )
