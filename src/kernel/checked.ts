/**
 * What every validator of an outside value answers: the value in its one normal spelling,
 * or a plain sentence that says what is wrong and what to do. It fits a field problem's `detail`.
 */
export type Checked<T = string> = { ok: true; value: T } | { ok: false; reason: string }

export const good = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const bad = (reason: string): { ok: false; reason: string } => ({ ok: false, reason })

/** Capitals without spaces and dashes: how people paste numbers from cards and PDFs must not matter. */
export const tidy = (text: string): string => text.replace(/[\s\-\u2010-\u2015]/g, '').toUpperCase()
