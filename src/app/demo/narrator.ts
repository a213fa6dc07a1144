import { formatRupees } from '../../kernel/money.ts'

/** Tells the demo as it happens; silent under `--json`. */
export interface Narrator {
  chapter(title: string): void
  /** One statement; a deeper one explains the one before. */
  say(text: string, depth?: number): void
}

const widest = 110

export function createNarrator({ quiet }: { quiet: boolean }): Narrator {
  const write = (text: string) => {
    if (!quiet) process.stdout.write(`${text}\n`)
  }
  const width = Math.min(process.stdout.columns ?? widest, widest)
  return {
    chapter: (title) => write(`\n${title}\n${'─'.repeat(title.length)}`),
    say: (text, depth = 0) => write(wrapped(text, '  '.repeat(depth + 1), width)),
  }
}

/** The text in lines of at most `width`; all but the first stand four further in. */
function wrapped(text: string, indent: string, width: number): string {
  const lines: string[] = []
  // Runs of spaces stay: they keep columns of figures in line.
  const [first = '', ...words] = text.split(/(?<=\S) (?=\S)/)
  let line = indent + first
  for (const word of words) {
    if (line.length + 1 + word.length > width) {
      lines.push(line)
      line = `${indent}    ${word}`
    } else line = `${line} ${word}`
  }
  return [...lines, line].join('\n')
}

/** A sum off the wire, as people read it. */
export const rupees = (paise: number): string => formatRupees(BigInt(paise))

/** A distance, as people say it. */
export const away = (metres: number | null): string =>
  metres === null ? '' : metres < 1000 ? `${metres} m away` : `${(metres / 1000).toFixed(1)} km away`
