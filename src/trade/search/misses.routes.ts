import { z } from 'zod'
import { contract, type Routes } from '../../platform/http/index.ts'
import type { Misses } from './misses.service.ts'

const day = z.iso.date()

/** What people looked for and nobody had, for operators. */
export const missesRoutes =
  (misses: Pick<Misses, 'read'>): Routes =>
  (app) => {
    app.get(
      '/v1/operator/search-misses',
      contract({
        operationId: 'listSearchMisses',
        summary: 'Words that found nothing, by region and day, the most frequent first',
        description:
          'Words without long numbers, the first two digits of the PIN, and how often: nothing of who asked. Kept for 90 days. Only searches without filters count. A word that people use and no listing has is one for `POST /v1/operator/synonyms`.',
        tag: 'operators',
        access: 'operator',
        query: z.strictObject({
          from: day.optional().describe('Six days ago when absent'),
          to: day.optional().describe('Today when absent'),
          region: z
            .string()
            .regex(/^[0-9]{2}$/, 'is not the beginning of a PIN: two digits')
            .optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        replies: {
          200: z.strictObject({
            items: z.array(
              z.strictObject({
                day,
                region: z.string().describe('Empty where nobody knows'),
                words: z.string(),
                count: z.number().int(),
              }),
            ),
          }),
        },
        example: {
          query: { region: '56', limit: 1 },
          reply: { items: [{ day: '2026-04-01', region: '56', words: 'ragi malt', count: 12 }] },
        },
      }),
      async (request) => ({ items: await misses.read(request.query) }),
    )
  }
