import { checkBankAccount } from '../../kernel/bank-account.ts'
import type { Checked } from '../../kernel/checked.ts'
import type { FieldProblem } from '../../kernel/errors.ts'
import { checkFssai } from '../../kernel/fssai.ts'
import { checkGstEnrolment, gstEnrolmentState } from '../../kernel/gst-enrolment.ts'
import { checkGstin, gstinPan, gstinState } from '../../kernel/gstin.ts'
import { checkIfsc } from '../../kernel/ifsc.ts'
import { checkPan } from '../../kernel/pan.ts'
import { checkUdyam } from '../../kernel/udyam.ts'
import { checkUpiId } from '../../kernel/upi.ts'
import { panMismatch } from './checks.rules.ts'
import { type Tier, tiers } from './traders.types.ts'

/** What a trader says of itself, as typed or, once checked, in the normal spelling. */
export interface Registration {
  tiers: readonly Tier[]
  legalName: string
  tradeName: string
  pan: string
  gstin: string | null
  /** For a trader below the GST threshold, in the place of a GSTIN. */
  enrolmentId: string | null
  udyam: string | null
  fssai: string | null
  upiId: string | null
}

/** Where money due to the trader goes. */
export interface Bank {
  accountNumber: string
  ifsc: string
}

export interface CheckedRegistration extends Registration {
  tiers: Tier[]
  /** The state of the GSTIN or enrolment id; null until one is given. */
  state: string | null
}

/** Reads every number, and tells all problems at once: formats, check digits, and numbers that contradict each other. */
export function checkRegistration(given: Registration): {
  value: CheckedRegistration
  problems: FieldProblem[]
} {
  const problems: FieldProblem[] = []
  const refuse = (pointer: string, code: string, detail: string) => problems.push({ pointer, code, detail })
  const read = (field: keyof Registration, text: string, check: (text: string) => Checked): string => {
    const checked = check(text)
    if (checked.ok) return checked.value
    refuse(`/${field}`, 'invalid', checked.reason)
    return text
  }
  const readIf = (field: keyof Registration, text: string | null, check: (text: string) => Checked) =>
    text === null ? null : read(field, text, check)

  const value = {
    tiers: tiers.filter((tier) => given.tiers.includes(tier)),
    legalName: given.legalName,
    tradeName: given.tradeName,
    pan: read('pan', given.pan, checkPan),
    gstin: readIf('gstin', given.gstin, checkGstin),
    enrolmentId: readIf('enrolmentId', given.enrolmentId, checkGstEnrolment),
    udyam: readIf('udyam', given.udyam, checkUdyam),
    fssai: readIf('fssai', given.fssai, checkFssai),
    upiId: readIf('upiId', given.upiId, checkUpiId),
  }
  const isGood = (field: keyof Registration) => !problems.some(({ pointer }) => pointer === `/${field}`)

  if (value.gstin !== null && value.enrolmentId !== null) {
    refuse(
      '/enrolmentId',
      'oneOfTwo',
      'A trader has a GSTIN or, below the threshold, an enrolment id. Give one of them.',
    )
  } else if (
    value.gstin !== null &&
    isGood('gstin') &&
    isGood('pan') &&
    gstinPan(value.gstin) !== value.pan
  ) {
    refuse('/gstin', 'panMismatch', panMismatch)
  }
  return { value: { ...value, state: stateOf(value) }, problems }
}

const stateOf = ({ gstin, enrolmentId }: Pick<Registration, 'gstin' | 'enrolmentId'>): string | null => {
  if (gstin !== null) return gstinState(gstin) ?? null
  return enrolmentId === null ? null : (gstEnrolmentState(enrolmentId) ?? null)
}

/** Reads account number and IFSC; pointers lie under `/bank`. */
export function checkBank({ accountNumber, ifsc }: Bank): { value: Bank; problems: FieldProblem[] } {
  const number = checkBankAccount(accountNumber)
  const branch = checkIfsc(ifsc)
  const problems: FieldProblem[] = []
  if (!number.ok) problems.push({ pointer: '/bank/accountNumber', code: 'invalid', detail: number.reason })
  if (!branch.ok) problems.push({ pointer: '/bank/ifsc', code: 'invalid', detail: branch.reason })
  return {
    value: {
      accountNumber: number.ok ? number.value : accountNumber,
      ifsc: branch.ok ? branch.value : ifsc,
    },
    problems,
  }
}

/** What must be there before an operator is asked to look. */
export function missingForSubmission({
  trader,
  hasBank,
  shops,
}: {
  trader: Pick<Registration, 'gstin' | 'enrolmentId' | 'upiId'>
  hasBank: boolean
  shops: number
}): FieldProblem[] {
  const problems: FieldProblem[] = []
  const missing = (pointer: string, detail: string) => problems.push({ pointer, code: 'required', detail })
  if (trader.gstin === null && trader.enrolmentId === null) {
    missing('/gstin', 'Give the GSTIN or, below the GST threshold, the enrolment id of the GST portal.')
  }
  if (trader.upiId === null && !hasBank) {
    missing('/upiId', 'Say where your money should go: give a UPI id or a bank account.')
  }
  if (shops === 0) missing('/shops', 'Add at least one shop from which you sell.')
  return problems
}

/** What operators verify: a change of any of these is looked at again. UPI id and bank account are the trader's own affair. */
export const sameIdentity = (a: CheckedRegistration, b: CheckedRegistration): boolean =>
  a.legalName === b.legalName &&
  a.pan === b.pan &&
  a.gstin === b.gstin &&
  a.enrolmentId === b.enrolmentId &&
  a.udyam === b.udyam &&
  a.fssai === b.fssai &&
  a.tiers.join() === b.tiers.join()

const buyersOf: Record<Tier, readonly ('consumer' | Tier)[]> = {
  manufacturer: ['distributor', 'wholesaler', 'retailer', 'consumer'],
  distributor: ['wholesaler', 'retailer'],
  wholesaler: ['retailer'],
  retailer: ['consumer'],
}

/** Whether somebody of these tiers sells to such a buyer at all: down the chain, never up. */
export const maySell = (sellerTiers: readonly Tier[], buyer: 'consumer' | Tier): boolean =>
  sellerTiers.some((tier) => buyersOf[tier].includes(buyer))
