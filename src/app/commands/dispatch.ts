import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { plainWeights, type Replay, strategies } from '../../delivery/dispatch/index.ts'
import { offeredSchema } from '../../delivery/providers/index.ts'
import { HaatError } from '../../kernel/errors.ts'
import type { MarketChoice } from '../choice.ts'
import { withModules } from '../run.ts'

export interface SimulateOptions extends MarketChoice {
  day?: string
  file?: string
  weights?: string
  providers?: string
  strategy?: string
  json?: boolean
}

const weightNames = Object.keys(plainWeights) as (keyof typeof plainWeights)[]
const weightsFile = z
  .strictObject(Object.fromEntries(weightNames.map((name) => [name, z.number().min(0)])))
  .partial()
const providersFile = z.array(offeredSchema).min(1).max(5000)

const orderLine = z.tuple([
  z.iso.datetime({ offset: true }).transform((text) => new Date(text)),
  z.string().regex(/^[1-9][0-9]{5}$/),
  z.string().regex(/^[1-9][0-9]{5}$/),
  z.coerce.number().int().min(1),
  z.enum(['yes', 'no']),
  z.coerce.number().int().min(0),
])

/** Lines `at,pickupPin,dropPin,weightGrams,food,codPaise` under a heading, food `yes` or `no`. */
export const readOrders = (text: string) =>
  text
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line, at) => {
      const read = orderLine.safeParse(line.split(',').map((cell) => cell.trim()))
      if (!read.success)
        throw new HaatError(
          'invalid',
          'invalidFields',
          `Line ${at + 2} is no order: write at,pickupPin,dropPin,weightGrams,food,codPaise.`,
        )
      const [when, pickupPin, dropPin, weightGrams, food, codPaise] = read.data
      return { at: when, pickupPin, dropPin, weightGrams, isFood: food === 'yes', codPaise: BigInt(codPaise) }
    })

function parsed<T>(file: string, shape: z.ZodType<T>): T {
  const read = shape.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new HaatError(
    'invalid',
    'invalidFields',
    `${file} cannot be used: ${issue?.path.join('.') || 'it'} ${issue?.message}.`,
  )
}

/** Replays a day, or a file of orders, against other weights or providers, and prints what it would cost. */
export async function simulate(options: SimulateOptions): Promise<void> {
  if ((options.day === undefined) === (options.file === undefined))
    throw new HaatError('invalid', 'invalidFields', 'Name a day or a file of orders, one of the two.')
  const strategy = strategies.find((one) => one === options.strategy)
  if (options.strategy && !strategy)
    throw new HaatError('invalid', 'invalidFields', `A strategy is one of ${strategies.join(', ')}.`)
  const change = {
    strategy,
    weights: options.weights ? parsed(options.weights, weightsFile) : undefined,
    providers: options.providers ? parsed(options.providers, providersFile) : undefined,
  }
  await withModules(options, async ({ dispatch: { simulation } }) => {
    const parcels = options.file
      ? simulation.parcelsFrom(readOrders(readFileSync(options.file, 'utf8')))
      : await simulation.parcelsOf(options.day!)
    const replay = await simulation.run(parcels, change)
    process.stdout.write(options.json ? `${JSON.stringify(replay)}\n` : textOf(replay))
  })
}

const rupees = (paise: number): string => `₹${(paise / 100).toFixed(2)}`

const textOf = (replay: Replay): string =>
  [
    `${replay.parcels} parcels: ${replay.carried} carried, ${replay.failed} that nobody could carry`,
    `cost ${rupees(replay.costPaise)}, ${rupees(replay.meanCostPaise)} a parcel`,
    `promised ${replay.meanMinutes} minutes on average, nine of ten within ${replay.p90Minutes}`,
    `Gini ${replay.gini.toFixed(3)} over ${replay.shares.length} providers`,
    ...replay.shares
      .slice(0, 50)
      .map((one) => `  ${(one.share * 100).toFixed(1).padStart(5)}%  ${one.parcels}  ${one.name}`),
    ...Object.entries(replay.failuresByRule).map(([rule, count]) => `  nobody able: ${rule} ${count}`),
    '',
  ].join('\n')
