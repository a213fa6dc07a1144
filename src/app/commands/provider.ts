import { type CheckOutcome, checkProvider } from '../../delivery/adapters/webhook/index.ts'
import { HaatError } from '../../kernel/errors.ts'
import { createPlaces } from '../../places/index.ts'
import { createGuardedClient } from '../../platform/http-client/index.ts'
import { isWebhookSecret } from '../../platform/webhooks/index.ts'

export interface ProviderCheckOptions {
  url: string
  secret: string[]
  key: string[]
  pin: string
  liveQuotes?: boolean
  json?: boolean
}

const wrong = (sentence: string): HaatError => new HaatError('invalid', 'invalidFields', sentence)

function addressIn(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw wrong('--url: Give the whole address of your server, such as https://parcel.example.com/haat.')
  return url
}

/** For one answer of a startup, in milliseconds. */
export const answerMs = 20_000

/**
 * Plays the market to a delivery startup's server, wherever it runs, and prints what passed and what helps; exit
 * status 1 when something did not pass. No market is needed for it.
 */
export async function check(options: ProviderCheckOptions): Promise<void> {
  const secrets = [...options.secret, ...options.key]
  const address = addressIn(options.url)
  if (secrets.length === 0) throw wrong('Give --secret whsec_…: what we send is signed with it.')
  const bad = secrets.find((secret) => !isWebhookSecret(secret))
  if (bad !== undefined)
    throw wrong('--secret: A webhook secret is whsec_ and 24 to 64 bytes in base64, as the market shows it.')
  const place = createPlaces().lookUp(options.pin)
  if (!place?.point)
    throw new HaatError('invalid', 'unknownPin', `${options.pin} is no PIN code with a known place.`)
  // Whoever types an address means it, even one of their own machine.
  const client = createGuardedClient({ allowedHosts: [address.hostname] })
  try {
    const outcomes = await checkProvider({
      client,
      url: options.url,
      secrets,
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
