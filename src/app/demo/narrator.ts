import { formatRupees } from '../../kernel/money.ts'

/** Tells the demo as it happens; silent under `--json`. */
export interface Narrator {
  chapter(title: string): void
  say(text: string): void
}

export function createNarrator({ quiet }: { quiet: boolean }): Narrator {
  const write = (text: string) => {
    if (!quiet) process.stdout.write(`${text}\n`)
  }
  return {
    chapter: (title) => write(`\n${title}\n${'─'.repeat(title.length)}`),
    say: (text) => write(`  ${text}`),
  }
}

/** A sum off the wire, as people read it. */
export const rupees = (paise: number): string => formatRupees(BigInt(paise))
