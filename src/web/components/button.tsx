import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon.tsx'

/** How much a button asks to be pressed. `danger` takes something away. */
export type ButtonTone = 'main' | 'plain' | 'quiet' | 'danger'

interface Look {
  tone?: ButtonTone
  icon?: IconName
  /** As wide as its place. */
  wide?: boolean
  small?: boolean
  children: ComponentChildren
}

const classOf = ({ tone = 'main', wide, small }: Look): string =>
  ['button', tone, wide && 'wide', small && 'small'].filter(Boolean).join(' ')

/** Sends the form that it stands in. `name` and `value` tell several buttons of one form apart. */
export function Button(
  props: Look & {
    name?: string
    value?: string
    type?: 'submit' | 'button'
    form?: string
    disabled?: boolean
    /** Further attributes: `data-…` for islands, `hx-…`. */
    more?: Record<string, string>
  },
) {
  const { name, value, type = 'submit', form, disabled, more, icon, children } = props
  return (
    <button
      class={classOf(props)}
      type={type}
      name={name}
      value={value}
      form={form}
      disabled={disabled}
      {...more}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton(
  props: Look & { href: string; download?: boolean; more?: Record<string, string> },
) {
  const { href, icon, children, download, more } = props
  return (
    <a class={classOf(props)} href={href} download={download} {...more}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  )
}
