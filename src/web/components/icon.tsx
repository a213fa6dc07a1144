import type { VNode } from 'preact'
import { jsxTemplate } from 'preact/jsx-runtime'

/** Drawn for Haat on a grid of 24, in strokes, so that they take the colour of the text. */
const paths = {
  brand: 'M3 10l2-6h14l2 6M4 10v10h16V10M3 10a3 3 0 006 0 3 3 0 006 0 3 3 0 006 0M9 20v-5h6v5',
  person: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4 21c1-4 4-6 8-6s7 2 8 6',
  basket: 'M3 9h18l-2 11H5L3 9zM8 9l4-6 4 6M9 13v3M15 13v3',
  search: 'M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5',
  check: 'M4 12l5 6L20 6',
  cross: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 4l9 16H3L12 4zM12 10v5M12 17v.5',
  info: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v6M12 7.5v.5',
  home: 'M3 11l9-8 9 8M5 10v10h14V10',
  shop: 'M4 4h16l1 6H3l1-6zM5 10v10h14V10M9 20v-6h6v6',
  list: 'M8 6h13M8 12h13M8 18h13M3.5 6h.5M3.5 12h.5M3.5 18h.5',
  box: 'M3 8l9-5 9 5v9l-9 5-9-5V8zM3 8l9 5 9-5M12 13v9',
  truck: 'M2 6h12v10H2zM14 10h4l4 4v2h-8M7 19a2 2 0 100-4 2 2 0 000 4zM18 19a2 2 0 100-4 2 2 0 000 4z',
  money: 'M7 4h11M7 9h11M7 4h3a5 5 0 010 10H7l8 7',
  clock: 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l4 2',
  pin: 'M12 22s7-7 7-12a7 7 0 10-14 0c0 5 7 12 7 12zM12 12a2 2 0 100-4 2 2 0 000 4z',
  chart: 'M4 20h16M6 20v-7M11 20V5M16 20v-10',
  people:
    'M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2 20c.7-4 3-6 7-6s6.300 2 7 6M16 4.500a3.500 3.500 0 010 6.500M18 14.500c2.200.8 3.500 2.600 4 5.500',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 9a2 2 0 100-4 2 2 0 000 4zM8 19a2 2 0 100-4 2 2 0 000 4z',
  key: 'M8 15a4 4 0 100-8 4 4 0 000 8zM12 11h9M18 11v4M15 11v3',
  map: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2V6zM9 4v14M15 6v14',
  bell: 'M6 16V11a6 6 0 1112 0v5l2 2H4l2-2zM10 21h4',
  upload: 'M12 16V4M7 9l5-5 5 5M4 20h16',
  download: 'M12 4v12M7 11l5 5 5-5M4 20h16',
  camera: 'M3 7h4l2-3h6l2 3h4v13H3V7zM12 17a4 4 0 100-8 4 4 0 000 8z',
  phone: 'M5 3h4l2 5-3 2a11 11 0 006 6l2-3 5 2v4c0 1-1 2-2 2C10 21 3 14 3 5c0-1 1-2 2-2z',
  star: 'M12 3l2.800 6 6.200.7-4.600 4.300 1.300 6.500L12 17.300 6.300 20.500l1.300-6.500L3 9.700 9.200 9 12 3z',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  edit: 'M4 20h4L20 8l-4-4L4 16v4zM14 6l4 4',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6',
  shield: 'M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6l8-3zM8.500 12l2.500 2.500 4.500-5',
  arrow: 'M5 12h14M13 6l6 6-6 6',
  back: 'M19 12H5M11 6l-6 6 6 6',
  menu: 'M4 7h16M4 12h16M4 17h16',
  megaphone: 'M4 10v4h3l10 5V5L7 10H4zM7 14l1 6h3l-1-5M20 10v4',
  words: 'M4 6h10M9 6v2c0 4-2 7-5 9M6 10c1 3 4 5 7 6M12 21l4-10 4 10M13.500 18h5',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7 8v8M10 8v8M13 8v8M17 8v8',
  repeat: 'M4 11V9a4 4 0 014-4h11M16 2l3 3-3 3M20 13v2a4 4 0 01-4 4H5M8 22l-3-3 3-3',
  print: 'M7 9V3h10v6M7 18H4v-8h16v8h-3M7 14h10v7H7z',
} as const

export type IconName = keyof typeof paths

const drawn = Object.fromEntries(
  Object.entries(paths).map(([name, path]) => [
    name,
    [`<svg class="icon icon-${name}" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"></path></svg>`],
  ]),
) as Readonly<Record<IconName, string[]>>

/** A picture beside words, written beforehand: a page has many. */
export const icon = (name: IconName): VNode => jsxTemplate(drawn[name])

/** A picture beside words; it says nothing to a screen reader unless it has a `label`. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  if (!label) return icon(name)
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" role="img" aria-label={label}>
      <path d={paths[name]} />
    </svg>
  )
}

export const iconNames = Object.keys(paths) as IconName[]
