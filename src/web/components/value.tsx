import type { Formats } from '../i18n/index.ts'
import { useView } from '../page/view.ts'
import { Icon } from './icon.tsx'
import { markup } from './markup.ts'

/** Paise as rupees. */
export function Money({ paise }: { paise: number }) {
  const { f } = useView()
  return <span class="money">{f.money(paise)}</span>
}

/** A price, with the maximum retail price struck through beside it when it is higher. */
export const Price = ({
  paise,
  mrpPaise = null,
  mrpLabel = 'MRP',
}: {
  paise: number
  mrpPaise?: number | null
  mrpLabel?: string
}) => priceOf(useView().f, { pricePaise: paise, mrpPaise }, mrpLabel)

/** The same without a component of its own, for long lists. */
export const priceOf = (
  f: Pick<Formats, 'money'>,
  { pricePaise, mrpPaise }: { pricePaise: number; mrpPaise: number | null },
  mrpLabel: string,
) =>
  markup`<span class="price"><strong>${f.money(pricePaise)}</strong>${
    mrpPaise !== null &&
    mrpPaise > pricePaise &&
    markup`<span class="mrp">${mrpLabel} <s>${f.money(mrpPaise)}</s></span>`
  }</span>`

/** A code that is read out or typed: large, in groups. */
export const Code = ({ code, label }: { code: string; label: string }) => (
  <p class="code">
    <span class="code-label">{label}</span>
    <strong>{code.replaceAll(/(\d{3})(?=\d)/g, '$1 ')}</strong>
  </p>
)

/** Text with a button that copies it; without script it can be marked by hand. */
export function Copy({ text, label }: { text: string; label: string }) {
  const { t } = useView()
  return (
    <span class="copy">
      <code>{text}</code>
      <button
        class="button quiet small"
        type="button"
        data-copy={text}
        data-done={t('common.action.copied')}
        aria-label={`${t('common.action.copy')}: ${label}`}
        hidden
      >
        <span>{t('common.action.copy')}</span>
      </button>
    </span>
  )
}

/** Stars of five, said in words. */
export const Stars = ({ mean, label }: { mean: number; label: string }) => (
  <span class="stars">
    <Icon name="star" label={label} />
    <span aria-hidden="true">{mean.toFixed(1)}</span>
  </span>
)
