import type { ComponentChildren } from 'preact'
import { useView } from '../page/view.ts'
import { Icon } from './icon.tsx'

/** The heading of a page, with what can be done on it. */
export const PageHead = ({
  title,
  lead,
  back,
  children,
}: {
  title: string
  lead?: ComponentChildren
  back?: { href: string; text: string }
  children?: ComponentChildren
}) => (
  <div class="page-head">
    {back && (
      <a class="back" href={back.href}>
        <Icon name="back" />
        {back.text}
      </a>
    )}
    <div class="page-head-row">
      <h1>{title}</h1>
      {children && <div class="page-actions">{children}</div>}
    </div>
    {lead && <p class="lead">{lead}</p>}
  </div>
)

export const Card = ({
  title,
  children,
  class: more,
  id,
}: {
  title?: ComponentChildren
  children: ComponentChildren
  class?: string
  id?: string
}) => (
  <section class={`card${more ? ` ${more}` : ''}`} id={id}>
    {title && <h2>{title}</h2>}
    {children}
  </section>
)

/** A state in one word. */
export const Badge = ({
  tone = 'neutral',
  children,
}: {
  tone?: 'neutral' | 'good' | 'warning' | 'bad' | 'info'
  children: ComponentChildren
}) => <span class={`badge ${tone}`}>{children}</span>

/** Pairs of a name and a value. */
export const Facts = ({
  facts,
}: {
  facts: readonly (readonly [ComponentChildren, ComponentChildren] | null)[]
}) => (
  <dl class="facts">
    {facts.map(
      (fact, at) =>
        fact && (
          <div key={at}>
            <dt>{fact[0]}</dt>
            <dd>{fact[1]}</dd>
          </div>
        ),
    )}
  </dl>
)

/** Figures that stand side by side. */
export const Figures = ({
  figures,
}: {
  figures: readonly {
    label: string
    value: string
    note?: ComponentChildren
    href?: string
    tone?: 'bad' | 'good'
  }[]
}) => (
  <ul class="figures">
    {figures.map(({ label, value, note, href, tone }) => (
      <li key={label} class={tone}>
        <span class="figure-label">{href ? <a href={href}>{label}</a> : label}</span>
        <strong>{value}</strong>
        {note && <small>{note}</small>}
      </li>
    ))}
  </ul>
)

/** Links between views of the same thing. */
export const Tabs = ({
  label,
  tabs,
}: {
  label: string
  tabs: readonly { href: string; text: string; count?: number; current: boolean }[]
}) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map(({ href, text, count, current }) => (
        <li key={href}>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {text}
            {count !== undefined && <span class="tab-count">{count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Where one is in something of several steps. */
export const Steps = ({ steps, current }: { steps: readonly string[]; current: number }) => (
  <ol class="steps">
    {steps.map((text, at) => (
      <li
        key={text}
        class={at < current ? 'done' : at === current ? 'now' : undefined}
        aria-current={at === current ? 'step' : undefined}
      >
        <span>{text}</span>
      </li>
    ))}
  </ol>
)

export interface TimelineEntry {
  title: ComponentChildren
  at?: string | null
  note?: ComponentChildren
  state: 'done' | 'now' | 'coming' | 'bad'
}

/** What happened, and what is still to come. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { f } = useView()
  return (
    <ol class="timeline">
      {entries.map(({ title, at, note, state }, nth) => (
        <li key={nth} class={state}>
          <p class="timeline-title">{title}</p>
          {at && <time dateTime={at}>{f.dateTime(at)}</time>}
          {note && <p class="quiet">{note}</p>}
        </li>
      ))}
    </ol>
  )
}

/** A way on to the next page of a list. */
export function Pager({ next }: { next: string | undefined }) {
  const { t } = useView()
  return next ? (
    <p class="pager">
      <a class="button plain" href={next} rel="next">
        {t('common.action.more')}
      </a>
    </p>
  ) : null
}

export interface Column<Row> {
  /** Heading; also the name beside each value where a row is shown as a card. */
  title: string
  cell: (row: Row) => ComponentChildren
  align?: 'end'
  /** Names the row: a heading for screen readers. */
  isName?: boolean
}

/** Rows and columns; on a narrow screen each row is a card. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
}: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  empty?: ComponentChildren
}) {
  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <table class="table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title, align }) => (
            <th key={title} scope="col" class={align}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ title, cell, align, isName }) =>
              isName ? (
                <th key={title} scope="row" class={align}>
                  {cell(row)}
                </th>
              ) : (
                <td key={title} class={align} data-title={title}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
