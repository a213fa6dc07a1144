import { type CheckOutcome, checkProvider } from '../../delivery/adapters/webhook/index.ts'
import { HaatError } from '../../kernel/errors.ts'
import { createPlaces } from '../../places/index.ts'
import { createGuardedClient } from '../../platform/http-client/index.ts'

export interface ProviderCheckOptions {
  url: string
  secret: string[]
  pin: string
  liveQuotes?: boolean
  json?: boolean
}

/** For one answer of a startup, in milliseconds. */
export const answerMs = 20_000

/**
 * Plays the market to a delivery startup's server, wherever it runs, and prints what passed and what helps; exit
 * status 1 when something did not pass. No market is needed for it.
 */
export async function check(options: ProviderCheckOptions): Promise<void> {
  const place = createPlaces().lookUp(options.pin)
  if (!place?.point)
    throw new HaatError('invalid', 'unknownPin', `${options.pin} is no PIN code with a known place.`)
  // Whoever types an address means it, even one of their own machine.
  const client = createGuardedClient({ allowedHosts: [new URL(options.url).hostname] })
  try {
    const outcomes = await checkProvider({
      client,
      url: options.url,
      secrets: options.secret,
      liveQuotes: options.liveQuotes ?? false,
      timeoutMs: answerMs,
      pickup: { pin: options.pin, point: place.point },
    })
    tell(outcomes, options)
  } finally {
    await client.close()
  }
}

type Outcome = Pick<CheckOutcome, 'passed' | 'saw' | 'help'> & { code: string }

/** Prints what was found; exit status 1 when something did not pass. */
export function tell(outcomes: readonly Outcome[], { json }: { json?: boolean }): void {
  process.stdout.write(json ? `${JSON.stringify(outcomes)}\n` : tableOf(outcomes))
  if (outcomes.some(({ passed }) => !passed)) process.exitCode = 1
}

function tableOf(outcomes: readonly Outcome[]): string {
  const width = Math.max(...outcomes.map(({ code }) => code.length))
  const lines = outcomes.flatMap(({ code, passed, saw, help }) => [
    `${passed ? 'passed' : 'FAILED'}  ${code.padEnd(width)}`.trimEnd(),
    ...(passed ? [] : [`        saw:  ${saw}`, `        help: ${help}`]),
  ])
  const failed = outcomes.filter(({ passed }) => !passed).length
  return `${lines.join('\n')}\n${outcomes.length - failed} passed, ${failed} failed\n`
}
