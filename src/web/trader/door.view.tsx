import { Card, Code, Timeline, type TimelineEntry } from '../components/index.ts'
import { attentionText, useView } from '../page/index.ts'
import type { Shipment } from './orders.data.ts'

/** What happened at the buyer's door, and the code with which the shop takes a parcel back. */
export function DoorCard({ shipment }: { shipment: Shipment }) {
  const view = useView()
  const { t } = view
  let attempts = 0
  const entries = shipment.timeline.flatMap((entry): TimelineEntry[] => {
    const { effect, state, occurredAt: at } = entry
    if (effect === 'moved' && state === 'deliveryFailed') {
      attempts += 1
      const title = t('trader.door.failed', { n: attempts, reason: entry.reason ?? '–' })
      return [{ title, at, state: 'bad' as const }]
    }
    if (entry.answer) {
      const answer = t(`trader.door.answer.${entry.answer}`)
      const by = entry.by === 'buyer' ? 'trader.door.by.buyer' : 'trader.door.by.time'
      return [{ title: t(by, { answer }), at, note: entry.reason, state: 'done' as const }]
    }
    if (entry.instruction) {
      const answer = t(`trader.door.answer.${entry.instruction}`)
      return [{ title: t('trader.door.known', { answer }), at, state: 'done' as const }]
    }
    if (entry.receivedBy === 'neighbour')
      return [{ title: t('trader.door.neighbourTook'), at, state: 'done' as const }]
    const attention = attentionText(view, { ...entry, attention: entry.attentionCode && entry.reason })
    return attention ? [{ title: attention, at, state: 'coming' as const }] : []
  })
  if (entries.length === 0 && !shipment.returnCode) return null
  return (
    <Card title={t('trader.door.title')}>
      {shipment.returnCode && (
        <>
          <Code code={shipment.returnCode} label={t('trader.door.returnCode')} />
          <p class="quiet">{t('trader.door.returnHint')}</p>
        </>
      )}
      <Timeline entries={entries} />
    </Card>
  )
}
