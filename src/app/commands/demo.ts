import { HaatError } from '../../kernel/errors.ts'
import { createNarrator } from '../demo/narrator.ts'
import { openStage } from '../demo/stage.ts'
import { tellStory } from '../demo/story.ts'

/** Shows the main job on a market of its own; exit status 0 when every order was delivered. */
export async function demo(options: { json?: boolean; keep?: boolean }): Promise<void> {
  const start = performance.now()
  const narrator = createNarrator({ quiet: options.json ?? false })
  narrator.chapter('A market opens')
  narrator.say('It starts a database, the market, and a payment gateway; the first moments are theirs.')
  const stage = await openStage()
  const end = async (signal: NodeJS.Signals) => {
    await stage.close()
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(signal))
  try {
    narrator.say(
      `The market listens at ${stage.address} (documentation at ${stage.address}/docs). All that follows goes over HTTP, as anybody could do it.`,
    )
    const told = await tellStory(stage.market, narrator)
    const seconds = Math.round((performance.now() - start) / 100) / 10
    if (options.json) process.stdout.write(`${JSON.stringify({ ...told, seconds })}\n`)
    narrator.chapter(
      `${told.delivered} of ${told.orders} orders were delivered, ${told.fallbacks} by the second startup, in ${seconds} s`,
    )
    if (told.delivered !== told.orders) {
      throw new HaatError(
        'conflict',
        'notAllDelivered',
        `Only ${told.delivered} of ${told.orders} orders were delivered.`,
      )
    }
    if (options.keep) {
      narrator.say(
        `The market stays open at ${stage.address} until you press Ctrl-C. Sign in as anybody: ask for a code with POST /v1/auth/codes, and it is shown here.`,
      )
      stage.onTextMessage((to, text) => narrator.say(`Text message to ${to}: ${text}`))
      await new Promise(() => setInterval(() => {}, 60_000))
    }
  } finally {
    await stage.close()
  }
}
