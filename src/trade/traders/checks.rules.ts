import { checkBankAccount } from '../../kernel/bank-account.ts'
import type { Checked } from '../../kernel/checked.ts'
import { checkFssai, fssaiKind } from '../../kernel/fssai.ts'
import { checkGstEnrolment, gstEnrolmentState } from '../../kernel/gst-enrolment.ts'
import { checkGstin, gstinPan, gstinState } from '../../kernel/gstin.ts'
import { checkIfsc } from '../../kernel/ifsc.ts'
import { checkPan, panHolderKind } from '../../kernel/pan.ts'
import { checkUdyam } from '../../kernel/udyam.ts'
import { checkUpiId } from '../../kernel/upi.ts'

/** The numbers of a registration that can be judged while they are typed. */
export const numberFields = [
  'pan',
  'gstin',
  'enrolmentId',
  'udyam',
  'fssai',
  'upiId',
  'accountNumber',
  'ifsc',
] as const
export type NumberField = (typeof numberFields)[number]

export interface NumberCheck {
  field: NumberField
  ok: boolean
  /** In its normal spelling where it is right; as it came where it is not. */
  value: string
  /** What is wrong with it; null where nothing is. */
  code: string | null
  detail: string | null
  /** What a right number tells: the state of a GSTIN, the kind of a PAN's holder, licence or registration. */
  tells: string | null
}

const rules: Record<
  NumberField,
  readonly [(text: string) => Checked, ((value: string) => string | undefined)?]
> = {
  pan: [checkPan, panHolderKind],
  gstin: [checkGstin, gstinState],
  enrolmentId: [checkGstEnrolment, gstEnrolmentState],
  udyam: [checkUdyam],
  fssai: [checkFssai, fssaiKind],
  upiId: [checkUpiId],
  accountNumber: [checkBankAccount],
  ifsc: [checkIfsc, (code) => code.slice(0, 4)],
}

/** Judges each number by its form and check digit, and the GSTIN by the PAN inside it. It asks no register. */
export function checkNumbers(given: Partial<Record<NumberField, string | undefined>>): NumberCheck[] {
  const checks = numberFields.flatMap((field): NumberCheck[] => {
    const text = given[field]
    if (text === undefined) return []
    const [check, tell] = rules[field]
    const checked = check(text)
    return checked.ok
      ? [
          {
            field,
            ok: true,
            value: checked.value,
            code: null,
            detail: null,
            tells: tell?.(checked.value) ?? null,
          },
        ]
      : [
          {
            field,
            ok: false,
            value: text,
            code: checked.code ?? 'invalid',
            detail: checked.reason,
            tells: null,
          },
        ]
  })
  const good = (field: NumberField) => checks.find((check) => check.field === field && check.ok)
  const [pan, gstin] = [good('pan'), good('gstin')]
  if (pan && gstin && gstinPan(gstin.value) !== pan.value) {
    gstin.ok = false
    gstin.code = 'panMismatch'
    gstin.detail = panMismatch
  }
  return checks
}

export const panMismatch = 'The PAN inside this GSTIN is another than the PAN given. Compare both.'
