const GONE = '[redacted]'

/** Fields whose value never belongs in a log, whatever object they stand in. */
const SECRET_FIELDS = [
  'phone',
  'mobile',
  'email',
  'otp',
  'oneTimeCode',
  'handOverCode',
  'handoverCode',
  'deliveryCode',
  'pickupCode',
  'password',
  'secret',
  'secrets',
  'webhookSecret',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'authorization',
  'cookie',
  'set-cookie',
  'webhook-signature',
  'pan',
  'accountNumber',
  'upiId',
  'line1',
  'line2',
  'landmark',
  'params',
  'parameters',
].join('|')

// A value is a string, a flat list, a number or a literal; \\? because the field may stand in JSON that was
// itself written into a string.
const VALUE = String.raw`\\?"(?:[^"\\]|\\(?!").)*\\?"|\[[^\]]*\]|-?[\d.]+|true|false`
const FIELD = new RegExp(String.raw`(\\?"(?:${SECRET_FIELDS})\\?":\s*)(?:${VALUE})`, 'gi')

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  // An Indian mobile number inside a text; a bare number (a sum in paise) follows one of `:[,` and is kept.
  [/(?<![\w.:[,-])(?:\+91[ -]?|91)?[6-9]\d{4}[ -]?\d{5}(?![\w.])/g, '[phone]'],
  [/\+91[ -]?[6-9]\d{4}[ -]?\d{5}/g, '[phone]'],
  [/whsec_[A-Za-z0-9+/=_-]{8,}/g, `whsec_${GONE}`],
  [/\b([a-z]{2,8}_[a-z0-9]{8})_[A-Za-z0-9_-]{43}/g, `$1_${GONE}`],
  [/\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g, GONE],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, `$1 ${GONE}`],
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*):[^\s@/"]+@/gi, `$1:${GONE}@`],
  // Drizzle writes the values of a failed query into the message of its error.
  [/params: [^"\\]*/g, `params: ${GONE}`],
]

/**
 * Takes secrets and what identifies a person out of a finished line of JSON, which stays one. Working on
 * the line, not on the object, leaves no way around: fields at any depth, bindings, messages and errors.
 */
export function redactLine(line: string): string {
  let clean = line.replace(FIELD, (_all, field: string) => {
    const quote = field.startsWith('\\') ? '\\"' : '"'
    return `${field}${quote}${GONE}${quote}`
  })
  for (const [pattern, replacement] of PATTERNS) clean = clean.replace(pattern, replacement)
  return clean
}
