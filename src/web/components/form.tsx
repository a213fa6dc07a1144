import type { ComponentChildren } from 'preact'
import { useView } from '../page/view.ts'
import { Icon } from './icon.tsx'

/** A form that is posted. `files` for uploads; `more` for `hx-…` and `data-…`. */
export function Form(props: {
  action: string
  children: ComponentChildren
  id?: string
  class?: string
  files?: boolean
  more?: Record<string, string>
}) {
  const { csrf } = useView()
  const { action, files, children } = props
  // The token of an upload goes with the address: its body is read as a stream.
  const target = files
    ? `${action}${action.includes('?') ? '&' : '?'}_csrf=${encodeURIComponent(csrf)}`
    : action
  return (
    <form
      method="post"
      action={target}
      id={props.id}
      class={props.class ?? 'form'}
      enctype={files ? 'multipart/form-data' : undefined}
      // Our own sentences say more than a browser's, in the reader's language.
      novalidate
      {...props.more}
    >
      {!files && <input type="hidden" name="_csrf" value={csrf} />}
      {children}
    </form>
  )
}

interface Labelled {
  name: string
  label: string
  hint?: ComponentChildren
  /** What is wrong with it, in words. */
  error?: string | undefined
  optional?: boolean
}

const idOf = (name: string): string => `f-${name.replaceAll(/[^\w-]/g, '-')}`

/** Label, hint and error around one control. */
export function FieldFrame({ id, ...props }: Labelled & { id: string; children: ComponentChildren }) {
  const { t } = useView()
  return (
    <div class={`field${props.error ? ' wrong' : ''}`} data-field={props.name}>
      <label for={id}>
        {props.label}
        {props.optional && <span class="optional"> ({t('common.form.optional')})</span>}
      </label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.children}
      {props.error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="warning" />
          {props.error}
        </p>
      )}
    </div>
  )
}

/** What ties a control to its hint and its error. */
const described = (id: string, { hint, error }: Pick<Labelled, 'hint' | 'error'>) => ({
  'aria-describedby': [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? ('true' as const) : undefined,
})

/** A line of text. */
export function Field(
  props: Labelled & {
    value?: string | number | null
    type?: 'text' | 'tel' | 'number' | 'search' | 'date' | 'month' | 'time' | 'url' | 'email'
    inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'search' | 'url'
    autoComplete?: string
    maxLength?: number
    placeholder?: string
    /** Width of the expected answer in characters. */
    size?: number
    autoFocus?: boolean
    required?: boolean
    list?: string
    upperCase?: boolean
    /** Stands before the line, such as ₹. */
    before?: string
    more?: Record<string, string>
  },
) {
  const id = idOf(props.name)
  return (
    <FieldFrame {...props} id={id}>
      <div class={props.before ? 'with-before' : undefined}>
        {props.before && <span aria-hidden="true">{props.before}</span>}
        <input
          id={id}
          name={props.name}
          type={props.type ?? 'text'}
          value={props.value ?? ''}
          inputMode={props.inputMode}
          autocomplete={props.autoComplete ?? 'off'}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          size={props.size}
          class={[props.size && 'sized', props.upperCase && 'upper'].filter(Boolean).join(' ') || undefined}
          autofocus={props.autoFocus}
          required={props.required ?? !props.optional}
          list={props.list}
          {...described(id, props)}
          {...props.more}
        />
      </div>
    </FieldFrame>
  )
}

/** Several lines of text. */
export function TextArea(props: Labelled & { value?: string | null; rows?: number; maxLength?: number }) {
  const id = idOf(props.name)
  return (
    <FieldFrame {...props} id={id}>
      <textarea
        id={id}
        name={props.name}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        required={!props.optional}
        {...described(id, props)}
      >
        {props.value ?? ''}
      </textarea>
    </FieldFrame>
  )
}

export interface Choice {
  value: string
  label: string
  hint?: ComponentChildren
  disabled?: boolean
}

export function Select(
  props: Labelled & { value?: string | null; choices: readonly Choice[]; more?: Record<string, string> },
) {
  const id = idOf(props.name)
  return (
    <FieldFrame {...props} id={id}>
      <select id={id} name={props.name} {...described(id, props)} {...props.more}>
        {props.choices.map(({ value, label, disabled }) => (
          <option key={value} value={value} selected={value === props.value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** One choice among a few, all to be seen. */
export const RadioGroup = (
  props: Omit<Labelled, 'optional'> & { value?: string | null; choices: readonly Choice[] },
) => <ChoiceGroup {...props} type="radio" values={props.value ? [props.value] : []} />

/** Any number of a few. */
export const CheckboxGroup = (
  props: Omit<Labelled, 'optional'> & { values: readonly string[]; choices: readonly Choice[] },
) => <ChoiceGroup {...props} type="checkbox" />

function ChoiceGroup(
  props: Omit<Labelled, 'optional'> & {
    type: 'radio' | 'checkbox'
    values: readonly string[]
    choices: readonly Choice[]
  },
) {
  const id = idOf(props.name)
  const { type, values } = props
  return (
    <fieldset
      class={`field${props.error ? ' wrong' : ''}`}
      id={id}
      {...described(id, props)}
      data-field={props.name}
    >
      <legend>{props.label}</legend>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.choices.map((choice) => (
        <label key={choice.value} class="choice">
          <input
            type={type}
            name={props.name}
            value={choice.value}
            checked={values.includes(choice.value)}
            disabled={choice.disabled}
          />
          <span>
            {choice.label}
            {choice.hint && <small>{choice.hint}</small>}
          </span>
        </label>
      ))}
      {props.error && (
        <p class="error" id={`${id}-error`}>
          <Icon name="warning" />
          {props.error}
        </p>
      )}
    </fieldset>
  )
}

/** A single yes or no; an unchecked one is not sent. */
export function Checkbox(props: {
  name: string
  label: ComponentChildren
  checked?: boolean
  value?: string
}) {
  return (
    <label class="choice">
      <input type="checkbox" name={props.name} value={props.value ?? 'yes'} checked={props.checked} />
      <span>{props.label}</span>
    </label>
  )
}

export const HiddenField = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={name} value={value} />
)
