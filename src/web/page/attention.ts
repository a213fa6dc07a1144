import { isMessageKey } from '../i18n/index.ts'
import type { View } from './view.ts'

interface Attended {
  attention?: string | null
  attentionCode?: string | null
  attentionFacts?: { provider?: string; reason?: string } | null
}

/**
 * What somebody should know or decide about a parcel, in the reader's language; the API's own sentence where its
 * code is not known here. Undefined when there is nothing.
 */
export function attentionText({ t }: Pick<View, 't'>, parcel: Attended): string | undefined {
  const { attention, attentionCode, attentionFacts } = parcel
  if (!attention) return undefined
  const key = `common.attention.${attentionCode}`
  if (!isMessageKey(key)) return attention
  const { provider = t('common.attention.partner'), reason = '' } = attentionFacts ?? {}
  return t(key, { provider, reason })
}
