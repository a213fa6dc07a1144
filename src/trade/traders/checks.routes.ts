import { z } from 'zod'
import { contract, type Routes } from '../../platform/http/index.ts'
import { checkNumbers, numberFields } from './checks.rules.ts'

const typed = z.string().trim().min(1).max(320).optional()

const body = z.strictObject({
  pan: typed,
  gstin: typed,
  enrolmentId: typed,
  udyam: typed,
  fssai: typed,
  upiId: typed,
  accountNumber: typed,
  ifsc: typed,
})

const reply = z.strictObject({
  items: z.array(
    z.strictObject({
      field: z.enum(numberFields),
      ok: z.boolean(),
      value: z.string().describe('In its normal spelling where it is right, else as it came'),
      code: z
        .string()
        .nullable()
        .describe('What is wrong, e.g. `gstinCheck` or `panMismatch`; null where nothing is'),
      detail: z.string().nullable().describe('The same in a sentence that says what to do'),
      tells: z
        .string()
        .nullable()
        .describe('The state of a GSTIN, the kind of a PAN’s holder, the bank’s letters of an IFSC'),
    }),
  ),
})

/** Numbers judged while somebody types them. They come in the body: addresses are written down by proxies. */
export const checksRoutes: Routes = (app) => {
  app.post(
    '/v1/traders/checks',
    contract({
      operationId: 'checkNumbers',
      summary: 'Judge numbers of a registration while they are typed',
      description:
        'By form and check digit, and the GSTIN by the PAN inside it. No register is asked, and nothing is kept. Only the numbers given are judged.',
      tag: 'traders',
      access: 'person',
      body,
      replies: { 200: reply },
      example: {
        body: { pan: 'aapfu 0939 f', gstin: '27AAPFU0939F1ZX' },
        reply: {
          items: [
            { field: 'pan', ok: true, value: 'AAPFU0939F', code: null, detail: null, tells: 'firm or LLP' },
            {
              field: 'gstin',
              ok: false,
              value: '27AAPFU0939F1ZX',
              code: 'gstinCheck',
              detail:
                'The last character of the GSTIN does not fit the rest, so one character is mistyped. Compare it with the certificate.',
              tells: null,
            },
          ],
        },
      },
    }),
    async (request) => ({ items: checkNumbers(request.body) }),
  )
}
