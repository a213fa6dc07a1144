import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'
import { renderToString } from 'preact-render-to-string'

const parts = new Map<string, string[]>()

/**
 * A part of the frame that is the same for everybody, rendered once and kept as text. `key` says what it depends
 * on; it may name no reader and read no view, of which there are only a few in all.
 */
export function kept(key: string, part: () => VNode): VNode {
  const there = parts.get(key)
  if (there) return jsxTemplate(there)
  const made = [renderToString(part())]
  parts.set(key, made)
  return jsxTemplate(made)
}
