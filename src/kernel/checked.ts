/**
 * What every validator of an outside value answers: the value in its one normal spelling,
 * or a plain sentence that says what is wrong and what to do. It fits a field problem's `detail`.
 * `code` names the fault where somebody wants to say it in another language.
 */
export type Checked<T = string> = { ok: true; value: T } | { ok: false; reason: string; code?: string }

export const good = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const bad = (reason: string, code?: string): { ok: false; reason: string; code?: string } =>
  code === undefined ? { ok: false, reason } : { ok: false, reason, code }

/** Capitals without spaces and dashes: how people paste numbers from cards and PDFs must not matter. */
export const tidy = (text: string): string => text.replace(/[\s\-\u2010-\u2015]/g, '').toUpperCase()
