import { timingSafeEqual } from 'node:crypto'
import { ID_SHAPE, macOf, type WebhookHeaders } from './sign.ts'

export type WebhookFault = 'missingHeaders' | 'malformed' | 'badSignature' | 'tooOld' | 'tooNew'

export type WebhookVerdict = { ok: true; id: string; timestamp: Date } | { ok: false; reason: WebhookFault }

export type IncomingHeaders = Readonly<Record<string, string | string[] | undefined>>

// One signature per live secret; more than this is somebody making us work.
const SIGNATURES_SHAPE =
  /^v[0-9a-z]{1,4},[A-Za-z0-9+/=_-]{1,256}( v[0-9a-z]{1,4},[A-Za-z0-9+/=_-]{1,256}){0,15}$/

/**
 * Checks a message signed by Standard Webhooks against every live secret.
 * `body` is the raw body as it arrived. `tooOld` and `tooNew` are said only of messages that were truly
 * signed. That an id comes once is for the caller to see to, within the tolerance and beyond.
 */
export function verifyWebhook({
  headers,
  body,
  secrets,
  now = new Date(),
  toleranceSeconds = 300,
}: {
  headers: IncomingHeaders
  body: string | Buffer
  secrets: readonly string[]
  now?: Date
  toleranceSeconds?: number
}): WebhookVerdict {
  const {
    'webhook-id': ids,
    'webhook-timestamp': times,
    'webhook-signature': signatureLists,
  } = valuesOf(headers)
  const [id] = ids
  const [seconds] = times
  const [signatures] = signatureLists
  if (!id || !seconds || !signatures) return { ok: false, reason: 'missingHeaders' }
  const once = ids.length === 1 && times.length === 1 && signatureLists.length === 1
  if (!once || !ID_SHAPE.test(id) || !/^\d{1,12}$/.test(seconds) || !SIGNATURES_SHAPE.test(signatures)) {
    return { ok: false, reason: 'malformed' }
  }

  const given = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => signature.slice(3))
    .map((text) => ({ text, bytes: Buffer.from(text, 'base64') }))
    // One signature has one spelling: the last letter's spare bits and other alphabets change nothing of the bytes.
    .filter(({ text, bytes }) => bytes.toString('base64') === text)
    .map(({ bytes }) => bytes)
  // Every pair is compared, so that the time tells nothing about which secret fitted.
  let fits = false
  for (const secret of secrets) {
    const expected = macOf(secret, id, seconds, body)
    for (const signature of given) {
      if (signature.length === expected.length && timingSafeEqual(signature, expected)) fits = true
    }
  }
  if (!fits) return { ok: false, reason: 'badSignature' }

  const age = now.getTime() / 1000 - Number(seconds)
  if (age > toleranceSeconds) return { ok: false, reason: 'tooOld' }
  if (age < -toleranceSeconds) return { ok: false, reason: 'tooNew' }
  return { ok: true, id, timestamp: new Date(Number(seconds) * 1000) }
}

/** What these headers hold, however their names are written; each may stand several times. */
function valuesOf(headers: IncomingHeaders) {
  const values: Record<keyof WebhookHeaders, string[]> = {
    'webhook-id': [],
    'webhook-timestamp': [],
    'webhook-signature': [],
  }
  for (const name in headers) {
    if (name.length < 10 || !/^webhook-(?:id|timestamp|signature)$/i.test(name)) continue
    const own = headers[name]
    if (own !== undefined) values[name.toLowerCase() as keyof WebhookHeaders].push(...[own].flat())
  }
  return values
}
