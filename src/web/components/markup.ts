import type { VNode } from 'preact'
import { jsxEscape, jsxTemplate } from 'preact/jsx-runtime'

type Hole = string | number | false | null | undefined | VNode

/**
 * HTML with holes, for lists of a page so long that building each element costs more than finding what it shows.
 * What is put into a hole is escaped: a hole stands in the text of an element or between double quotes, never
 * elsewhere in a tag.
 */
export const markup = (parts: TemplateStringsArray, ...holes: readonly Hole[]): VNode =>
  jsxTemplate(parts as unknown as string[], ...holes.map(jsxEscape))
