import type { ComponentChildren } from 'preact'
import { ApiProblem, type Problem } from '../api/client.ts'
import type { MessageKey, Values } from '../i18n/index.ts'

/** A whole page, in the frame of its door. */
export interface HtmlResult {
  kind: 'html'
  title: string
  body: ComponentChildren
  status: number
  /** Islands of src/web/islands that the page uses, by file name without ending. */
  islands: readonly string[]
  /** Plain frame without navigation: sign-in, print, the rider's page. */
  bare: boolean
  /** Highlights one entry of the navigation: its address. */
  current: string | undefined
  /** Seconds after which a browser without script loads the page anew. */
  refreshSeconds: number | undefined
}

/** A part of a page, for htmx. */
export interface FragmentResult {
  kind: 'fragment'
  body: ComponentChildren
  status: number
  /** Further headers, e.g. `hx-trigger`. */
  headers: Readonly<Record<string, string>>
}

export interface RedirectResult {
  kind: 'redirect'
  to: string
  notice: { key: MessageKey; values?: Values | undefined } | undefined
  /** What was here is there now, and kept addresses can be changed. */
  forGood: boolean
}

/** Anything that is not HTML: files, streams, JSON for an island. */
export interface RawResult {
  kind: 'raw'
  status: number
  headers: Readonly<Record<string, string>>
  body: unknown
}

export type PageResult = HtmlResult | FragmentResult | RedirectResult | RawResult

export const html = (page: {
  title: string
  body: ComponentChildren
  status?: number
  islands?: readonly string[]
  bare?: boolean
  current?: string
  refreshSeconds?: number
}): HtmlResult => ({
  kind: 'html',
  title: page.title,
  body: page.body,
  status: page.status ?? 200,
  islands: page.islands ?? [],
  bare: page.bare ?? false,
  current: page.current,
  refreshSeconds: page.refreshSeconds,
})

export const fragment = (
  body: ComponentChildren,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): FragmentResult => ({ kind: 'fragment', body, status, headers })

/** Answers a form: the browser goes on to another page (303), where the notice is shown once. */
export const seeOther = (to: string, notice?: MessageKey, values?: Values): RedirectResult => ({
  kind: 'redirect',
  to,
  notice: notice && { key: notice, values },
  forGood: false,
})

/** What was asked for stands at another address from now on (301). */
export const movedTo = (to: string): RedirectResult => ({
  kind: 'redirect',
  to,
  notice: undefined,
  forGood: true,
})

export const raw = (
  body: unknown,
  { status = 200, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): RawResult => ({ kind: 'raw', body, status, headers })

export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/**
 * Does something that the API may refuse for a reason that the page shows beside the form. What is not the
 * reader's to mend (401, 404, 5xx) is thrown on, and becomes a page of its own.
 */
export async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const { status } = error.problem
    if (status === 401 || status === 404 || (status >= 500 && status !== 503)) throw error
    return { ok: false, problem: error.problem }
  }
}

/** What the API has; undefined where it says that there is nothing of the kind for this reader. */
export async function ifThere<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return undefined
    throw error
  }
}
