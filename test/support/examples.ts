import { pino } from 'pino'
import type { Test } from 'tap'
import { z } from 'zod'
import { type Contract, createHttpApp, type HaatApp, type Routes } from '../../src/platform/http/index.ts'

type AnyContract = Contract<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Record<number, z.ZodType>>

/** What a part is that needs no example: a query without parameters, a reply without a body. */
const absent = (part: string, shape: z.ZodType) =>
  part === 'query' ? {} : part === 'reply' && shape instanceof z.ZodNull ? null : undefined

/** Checks that the worked example of every endpoint has the shapes that the endpoint declares; answers how many. */
export async function checkExamples(t: Test, routes: readonly Routes[]): Promise<number> {
  const found: { name: string; contract: AnyContract }[] = []
  const collect: Routes = (app: HaatApp) => {
    app.addHook('onRoute', ({ method, url, config }) => {
      // Fastify adds a HEAD to every GET.
      if (config?.contract && method !== 'HEAD')
        found.push({ name: `${method} ${url}`, contract: config.contract })
    })
  }
  const unused = async () => {
    throw new Error('nobody calls here')
  }
  const app = await createHttpApp({
    log: pino({ level: 'silent' }),
    authenticators: { person: unused, provider: unused, isOperator: unused },
    routes: [collect, ...routes],
    trustProxy: false,
    rateLimitPerMinute: 1000,
  })
  await app.close()
  for (const { name, contract } of found) {
    const { body, query, params, replies, example } = contract
    const reply = Object.entries(replies).find(([status]) => Number(status) < 300)?.[1]
    const shapes = { body, query, params, reply }
    for (const part of ['body', 'query', 'params', 'reply'] as const) {
      const shape = shapes[part]
      // A body of another kind than JSON is text, of which the module that reads it has the rules.
      if (part === 'body' && contract.consumes) {
        t.type(example.body, 'string', `${name}: an example of the ${contract.consumes}`)
        continue
      }
      if (shape === undefined) {
        t.equal(example[part], undefined, `${name}: no ${part}, no example of it`)
        continue
      }
      const read = z.safeDecode(shape, (example[part] ?? absent(part, shape)) as never)
      t.ok(read.success, `${name}: ${part}${read.success ? '' : ` ${z.prettifyError(read.error)}`}`)
    }
  }
  return found.length
}
