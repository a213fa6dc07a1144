import { labelFormats, useView } from '../page/index.ts'
import { LinkButton } from './button.tsx'

/** The label of the parcel whose page is at this address, in every form. */
export function LabelLinks({ at }: { at: string }) {
  const { t } = useView()
  return (
    <div class="button-row">
      {labelFormats.map((format) => (
        <LinkButton key={format} href={`${at}/label.${format}`} tone="plain" icon="print">
          {t(`common.label.${format}`)}
        </LinkButton>
      ))}
    </div>
  )
}
