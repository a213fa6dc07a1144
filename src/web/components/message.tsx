import type { ComponentChildren } from 'preact'
import type { Problem } from '../api/client.ts'
import { fieldTexts, problemText } from '../page/problems.ts'
import { useView } from '../page/view.ts'
import { Icon, type IconName } from './icon.tsx'

const icons = { good: 'check', info: 'info', warning: 'warning', bad: 'warning' } as const satisfies Record<
  string,
  IconName
>

/** Something to know, in a box. */
export const Notice = ({
  tone = 'info',
  children,
}: {
  tone?: keyof typeof icons
  children: ComponentChildren
}) => (
  <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={icons[tone]} />
    <div>{children}</div>
  </div>
)

/** What was refused, on top of the form, with a link to each field that needs another look. */
export function ProblemNotice({
  problem,
  rename,
  texts = {},
}: {
  problem: Problem | undefined
  rename?: Readonly<Record<string, string>>
  /** What a page says of a field in words of its own, by the field's name in the form. */
  texts?: Readonly<Record<string, string>>
}) {
  const view = useView()
  if (!problem) return null
  const fields = Object.entries(fieldTexts(view, problem, rename))
  return (
    <div class="notice bad" role="alert" tabIndex={-1} data-focus>
      <Icon name="warning" />
      <div>
        <p>{problemText(view, problem)}</p>
        {fields.length > 0 && (
          <ul>
            {fields.map(([name, text]) => (
              <li key={name}>
                <a href={`#f-${name.replaceAll(/[^\w-]/g, '-')}`}>{texts[name] ?? text}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

/** Nothing is here yet: why, and what to do next. */
export const Empty = ({
  icon = 'box',
  title,
  children,
}: {
  icon?: IconName
  title: string
  children?: ComponentChildren
}) => (
  <div class="empty">
    <Icon name={icon} />
    <p class="empty-title">{title}</p>
    {children}
  </div>
)
