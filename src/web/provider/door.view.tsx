import type { Reply } from '../api/client.ts'
import { Notice } from '../components/index.ts'
import { useView } from '../page/index.ts'

/** What was decided for the door of a parcel, and who else may take it. */
export function DoorNotice({ parcel }: { parcel: Pick<Reply<'getProviderShipment'>, 'door'> }) {
  const { t, f } = useView()
  const { instruction, neighbour } = parcel.door
  if (!instruction && !neighbour) return null
  const slot = instruction?.slot
  return (
    <Notice tone="info">
      <strong>{t('provider.door.title')}</strong>
      {instruction && (
        <p>{t(`provider.door.${instruction.answer}`, { time: slot ? f.span(slot.from, slot.until) : '' })}</p>
      )}
      {instruction?.note && <p>{t('provider.door.note', { note: instruction.note })}</p>}
      {neighbour && <p>{t('provider.door.mayTake', neighbour)}</p>}
    </Notice>
  )
}
