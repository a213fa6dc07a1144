import { z } from 'zod'

/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number, value: number) =>
  z.coerce.number().int().min(min).max(max).default(value)

/** An address with one of these protocols, such as `https:`. */
export const url = (...protocols: string[]) =>
  z.url().refine((text) => protocols.includes(new URL(text).protocol), {
    error: `must start with ${protocols.join(' or ')}//`,
  })

/** Words parted by commas. */
export const list = (usual = '') =>
  z
    .string()
    .default(usual)
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** JSON of a shape; `message` is what is said of any other text. */
export const json = <Shape extends z.ZodType>(shape: Shape, message: string) =>
  z.string().transform((text, context): z.output<Shape> => {
    const read = shape.safeParse(readJson(text))
    if (read.success) return read.data
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })
